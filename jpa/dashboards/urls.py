"""Addresses of the dashboard, periods and countries."""

from django.urls import path

from jpa.dashboards import views

urlpatterns = [
    path("periods/", views.Periods.as_view(), name="periods"),
    path("periods/compare/", views.Compare.as_view(), name="compare"),
    path("periods/<str:key>/", views.PeriodPage.as_view(), name="period"),
    path("periods/<str:key>/dashboard/", views.Dashboard.as_view(), name="dashboard"),
    path("periods/<str:key>/figures/<str:code>/", views.FigurePage.as_view(), name="figure"),
    path("countries/", views.Countries.as_view(), name="countries"),
    path("countries/<str:iso2>/", views.CountryPage.as_view(), name="country"),
]
