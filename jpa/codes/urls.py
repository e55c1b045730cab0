"""Addresses of the vocabulary."""

from django.urls import path

from jpa.codes import views

urlpatterns = [
    path("indicators/", views.IndicatorList.as_view(), name="indicators"),
    path("indicators/<str:code>/", views.IndicatorPage.as_view(), name="indicator"),
]
