"""Every endpoint of the REST API, version 1."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase
from django.urls import path
from django.utils.decorators import method_decorator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from countries.api import CountryViewSet, OrganisationViewSet
from investigations.api import (
    ActivityViewSet,
    InvestigationViewSet,
    JointResultViewSet,
    PartnerViewSet,
    ResultsOfInvestigationViewSet,
    ResultViewSet,
    TrendViewSet,
)
from jpa.accounts.authentication import TokenAuthentication
from jpa.accounts.rules import is_signed_in
from jpa.codes.api import CodeListViewSet, IndicatorViewSet
from jpa.common.api import ReadView
from jpa.common.permissions import Allowed
from jpa.dashboards.api import Comparison, PeriodFigures
from jpa.periods.api import ParticipationsOfPeriodViewSet, ParticipationViewSet, PeriodViewSet, WorkshopViewSet

RESOURCES = {
    "countries": CountryViewSet,
    "organisations": OrganisationViewSet,
    "indicators": IndicatorViewSet,
    "code-lists": CodeListViewSet,
    "periods": PeriodViewSet,
    "participations": ParticipationViewSet,
    "workshops": WorkshopViewSet,
    "investigations": InvestigationViewSet,
    "partners": PartnerViewSet,
    "results": ResultViewSet,
    "joint-results": JointResultViewSet,
    "activities": ActivityViewSet,
    "trends": TrendViewSet,
}


class Root(ReadView):
    """The addresses of all resources."""

    allow = {"read": is_signed_in}

    @extend_schema(
        operation_id="resources",
        responses={"200": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}},
    )
    def get(self, request: Request) -> Response:
        return Response({name: reverse(f"api-{name}-list", request=request) for name in RESOURCES})


class ForReaders(ReadView):
    """The two descriptions of the API: for a program's token or a person's session."""

    authentication_classes = (TokenAuthentication, SessionAuthentication)
    permission_classes = (Allowed,)
    allow = {"read": is_signed_in}


class Schema(ForReaders, SpectacularJSONAPIView):
    """The OpenAPI document."""

    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer)


@method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:"]}), name="dispatch")
class Docs(ForReaders, SpectacularSwaggerSplitView):
    """The same document for reading. Swagger UI writes styles into its page, and its stylesheet carries its icons as
    data: addresses; this page alone allows both. Scripts stay as strict as everywhere."""

    url_name = "api-schema"
    parameters = ("script",)

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        if isinstance(exc, NotAuthenticated | AuthenticationFailed):
            return redirect_to_login(self.request.get_full_path())
        self.request.accepted_renderer = JSONRenderer()
        return super().handle_exception(exc)


def _router() -> SimpleRouter:
    router = SimpleRouter()
    for name, viewset in RESOURCES.items():
        router.register(name, viewset, basename=f"api-{name}")
    return router


participations_of_period = ParticipationsOfPeriodViewSet.as_view({"get": "list"})
results_of_investigation = ResultsOfInvestigationViewSet.as_view({"get": "list"})

urlpatterns = [
    path("", Root.as_view(), name="api-root"),
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", Docs.as_view(), name="api-docs"),
    path("figures/", Comparison.as_view(), name="api-figures"),
    path("periods/<str:key>/figures/", PeriodFigures.as_view(), name="api-period-figures"),
    path(
        "periods/<str:key>/participations/",
        participations_of_period,
        name="api-period-participations",
    ),
    path(
        "investigations/<str:pk>/results/",
        results_of_investigation,
        name="api-investigation-results",
    ),
    *_router().urls,
]
