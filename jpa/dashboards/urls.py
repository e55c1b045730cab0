"""Addresses of the dashboard, periods and countries."""

urlpatterns: list = []
