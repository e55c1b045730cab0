"""The endpoints of figures."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from jpa.accounts.rules import may_read_periods
from jpa.codes.models import Indicator
from jpa.common.api import ReadView
from jpa.common.errors import Fault, Invalid, NotAllowed
from jpa.dashboards.facts.headlines import comparison
from jpa.dashboards.figures import PERIOD_VIEW, VIEWS, figures_of, figures_of_all
from jpa.dashboards.serializers import ComparisonSerializer, FiguresSerializer
from jpa.periods.models import Period
from jpa.periods.queries import chosen, periods_for, with_figures
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


class Comparison(ReadView):
    """Two to seven periods side by side, with their sums where a sum makes sense."""

    allow = {"read": may_read_periods}
    parameters = ("periods",)

    @extend_schema(
        operation_id="figures",
        parameters=[
            OpenApiParameter(
                "periods",
                str,
                description="Keys of 2 to 7 periods, separated by commas. Without it, the last seven that happened.",
                examples=[OpenApiExample("The first two", value="jpa-2015,jpa-2016")],
            )
        ],
        responses=ComparisonSerializer,
    )
    def get(self, request: Request) -> Response:
        keys = [key for key in request.query_params.get("periods", "").split(",") if key]
        readable = with_figures(periods_for(request.user), request.user)
        found = figures_of_all(chosen(readable, keys, parameter="periods"), request.user)
        indicators = Indicator.objects.visible_to(request.user).order_by("position")
        compared = {"periods": list(found.values()), "rows": comparison(list(found.values()), list(indicators))}
        return Response(ComparisonSerializer(compared).data)


def _choice(request: Request, name: str, choices: tuple[str, ...]) -> Any:
    """The parameter's value, or the first choice when it is not given. Raises Invalid naming the parameter."""
    given = request.query_params.get(name, choices[0])
    if given not in choices:
        fault = Fault(name, "invalid", f"{name} is one of: {' or '.join(choices)}.")
        raise Invalid(fault.detail, [fault])
    return given
