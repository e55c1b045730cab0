"""Every page; every endpoint is in jpa.api."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("jpa.common.urls")),
    path("", include("jpa.accounts.urls")),
    path("", include("jpa.periods.urls")),
    path("", include("jpa.codes.urls")),
    path("", include("investigations.urls")),
    path("", include("jpa.dashboards.urls")),
    path("api/v1/", include("jpa.api")),
    path("admin/", admin.site.urls),
]
handler404 = "jpa.common.pages.not_found"
