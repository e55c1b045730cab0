"""The endpoint of figures."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from jpa.accounts.rules import may_read_periods
from jpa.common.api import ReadView
from jpa.common.errors import Fault, Invalid, NotAllowed
from jpa.dashboards.figures import PERIOD_VIEW, VIEWS, figures_of
from jpa.dashboards.serializers import FiguresSerializer
from jpa.periods.models import Period
from jpa.periods.rules import may_read_figures

REGION, BY_COUNTRY = BY = ("indicator", "country,indicator")


class PeriodFigures(ReadView):
    """What one period adds up to, for this reader."""

    model = Period
    allow = {"read": may_read_periods}
    parameters = ("by", "view")

    @extend_schema(
        operation_id="period_figures",
        parameters=[
            OpenApiParameter("by", str, enum=BY, default=REGION, description="For the region, or for each country."),
            OpenApiParameter(
                "view",
                str,
                enum=VIEWS,
                default=PERIOD_VIEW,
                description="`period`: by when it happened. `cohort`: by where its investigation began.",
            ),
        ],
        responses=FiguresSerializer,
    )
    def get(self, request: Request, key: str) -> Response:
        by = _choice(request, "by", BY)
        view = _choice(request, "view", VIEWS)
        period = get_object_or_404(Period.objects.visible_to(request.user), pk=key)
        if not may_read_figures(request.user, period):
            raise NotAllowed(_("Figures of this period are for its members until they are published."))
        by_country = by == BY_COUNTRY
        figures = figures_of(period, request.user, by_country=by_country, view=view)
        return Response(FiguresSerializer(figures, context={"by_country": by_country}).data)


def _choice(request: Request, name: str, choices: tuple[str, ...]) -> Any:
    """The parameter's value, or the first choice when it is not given. Raises Invalid naming the parameter."""
    given = request.query_params.get(name, choices[0])
    if given not in choices:
        fault = Fault(name, "invalid", f"{name} is one of: {' or '.join(choices)}.")
        raise Invalid(fault.detail, [fault])
    return given
