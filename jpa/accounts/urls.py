"""Addresses of signing in, and help."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from jpa.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("help/", views.Help.as_view(), name="help"),
]
