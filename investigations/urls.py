"""Addresses of investigations and what countries hand in."""

urlpatterns: list = []
