"""Addresses of investigations and what countries hand in."""

from django.urls import path

from investigations import views

urlpatterns = [
    path("investigations/", views.InvestigationList.as_view(), name="investigations"),
    path("investigations/<uuid:pk>/", views.InvestigationPage.as_view(), name="investigation"),
    path("results/", views.ResultList.as_view(), name="results"),
    path("results/<uuid:pk>/", views.ResultPage.as_view(), name="result"),
    path("activities/", views.ActivityList.as_view(), name="activities"),
    path("activities/<uuid:pk>/", views.ActivityPage.as_view(), name="activity"),
    path("trends/", views.TrendList.as_view(), name="trends"),
    path("trends/<uuid:pk>/", views.TrendPage.as_view(), name="trend"),
]
