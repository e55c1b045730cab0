"""Every page."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
]
handler404 = "jpa.common.pages.not_found"
