"""The first page."""

from django.urls import path

from jpa.periods import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
]
