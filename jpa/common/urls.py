"""Addresses that need no log-in."""

from django.urls import path

from jpa.common import views

urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("healthz", views.healthz, name="healthz"),
]
