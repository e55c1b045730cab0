"""Addresses of the vocabulary."""

urlpatterns: list = []
