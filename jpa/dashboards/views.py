"""The dashboard of a period, and the pages of periods and countries."""

from datetime import date
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.filters import CountryFilter
from countries.models import Country
from investigations.models import Activity, Investigation
from jpa.accounts.rules import may_read_periods, may_read_reference
from jpa.codes.models import Indicator
from jpa.common.errors import NotAllowed
from jpa.common.pages import DetailPage, ListPage, Page
from jpa.dashboards import queries
from jpa.dashboards.charts.routes import route_map
from jpa.dashboards.facts import board, geography, headlines, timeline
from jpa.dashboards.facts.rows import rows_page
from jpa.dashboards.figures import Figures, figures_of, figures_of_all
from jpa.periods.models import Attendance, Participation, Period, Workshop
from jpa.periods.queries import chosen, current_period, length_words, periods_for, with_figures
from jpa.periods.rules import is_co_chair_of, may_read_figures

SHOWN_TRENDS = 8


def find(periods: list[Period], key: str) -> Period:
    """The period of this key, or 404."""
    period = next((p for p in periods if p.pk == key), None)
    if period is None:
        raise Http404
    return period


def indicators_for(user: Any) -> list[Indicator]:
    return list(Indicator.objects.visible_to(user).order_by("position"))


class Dashboard(Page):
    """What a period adds up to: headline figures, board, outcomes, focus areas, routes, trends, all periods."""

    template_name = "dashboards/dashboard.html"
    allow = {"read": may_read_periods}
    section = "dashboard"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        periods = list(periods_for(user))
        period = find(periods, self.kwargs["key"])
        if not may_read_figures(user, period):
            raise NotAllowed(_("Figures of this period are for its members until they are published."))
        readable = with_figures(periods, user)
        figures = figures_of_all(readable, user)
        return super().get_context_data(
            period=period,
            periods=readable,
            figures=figures[period.pk],
            days_left=(period.due_local.date() - today).days if period.due_at else None,
            **self.numbers(period, [figures[p.pk] for p in readable]),
            **self.participation(figures[period.pk], today),
            **self.cases(period),
            timeline=timeline.periods_line(periods, period, today),
            **kwargs,
        )

    def numbers(self, period: Period, all_figures: list[Figures]) -> dict[str, Any]:
        indicators = indicators_for(self.request.user)
        core = [i for i in indicators if i.jpa_core]
        return {
            "tiles": headlines.tiles(period, all_figures, indicators),
            "outcomes": headlines.outcomes(period, all_figures, indicators),
            "multiples": headlines.multiples(all_figures, core, period),
        }

    def participation(self, figures: Figures, today: date) -> dict[str, Any]:
        """The board is for the period's co-chairs; others see who takes part (domain rule 26)."""
        found = figures.participations
        if figures.period.is_published_record or not is_co_chair_of(self.request.user, figures.period):
            return {"participants": [p for p in found if p.is_certain]}
        waiting, oldest = board.waiting(found, self.request.user, today)
        rows = board.board(found, figures.period, today)
        return {"board": rows, "stages": board.STAGES, "waiting": waiting, "oldest": oldest}

    def cases(self, period: Period) -> dict[str, Any]:
        user = self.request.user
        heaviest = geography.heaviest(queries.corridors(period, user))
        names = queries.names_of((stop for route in heaviest for stop in route.stops), user)
        lines = geography.route_lines(heaviest, names)
        focus = list(queries.focus_areas_with_cases(period, user))
        most = max((f.cases for f in focus), default=0)
        return {
            "routes": lines,
            "map": self.map_of(lines),
            "focus": [(f, headlines.share(f.cases, most)) for f in focus],
            "trends": queries.trends_of(period, user)[:SHOWN_TRENDS],
        }

    def map_of(self, lines: list[geography.RouteLine]) -> str:
        if not any(line.route.is_on_map for line in lines):
            return ""
        words = "; ".join(f"{i}. {line.path}: {line.route.cases}" for i, line in enumerate(lines, start=1))
        land = f"{staticfiles_storage.url('geo/ap.svg')}#land"
        return route_map([line.route for line in lines], _("Routes under investigation"), words, land)


class FigurePage(Page):
    """One figure of one period: the region's, what each country counted, and the way to the rows."""

    template_name = "dashboards/figure.html"
    allow = {"read": may_read_periods}
    section = "dashboard"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, code = self.request.user, self.kwargs["code"]
        period = find(list(periods_for(user)), self.kwargs["key"])
        if not may_read_figures(user, period):
            raise NotAllowed(_("Figures of this period are for its members until they are published."))
        indicator = next((i for i in indicators_for(user) if i.pk == code), None)
        if indicator is None:
            raise Http404
        region = figures_of(period, user)
        countries = figures_of(period, user, by_country=True)
        names = queries.names_of((c.country for c in countries.cells if c.country), user)
        return super().get_context_data(
            period=period,
            indicator=indicator,
            title=indicator.label,
            coverage=region.coverage,
            figures=[(c, rows_page(c, period)) for c in region.cells if c.indicator == code],
            countries=headlines.by_country(countries, code, names),
            crumbs=[(period.short_name, reverse("dashboard", args=[period.pk]))],
            here=indicator.label,
            **kwargs,
        )


class Periods(Page):
    """All Joint Periods of Action, in time and as a list."""

    template_name = "dashboards/periods.html"
    allow = {"read": may_read_periods}
    section = "periods"
    title = gettext_lazy("Joint Periods of Action")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        periods = list(periods_for(user))
        figures = figures_of_all(with_figures(periods, user), user)
        return super().get_context_data(
            rows=[(p, headlines.coverage_words(figures.get(p.pk)), length_words(p)) for p in periods],
            timeline=timeline.periods_line(periods, current_period(user), timezone.localdate()),
            **kwargs,
        )


class PeriodPage(DetailPage):
    """What is known about one period: dates, co-chairs, who took part, workshops, focus areas, notes, sources."""

    template_name = "dashboards/period.html"
    allow = {"read": may_read_periods}
    section = "periods"
    model = Period
    key = "key"
    crumbs = ((gettext_lazy("Periods"), "periods"),)

    def get_queryset(self) -> Any:
        return periods_for(self.request.user)

    def about(self, record: Period) -> dict[str, Any]:
        user = self.request.user
        attendances = Attendance.objects.visible_to(user).filter(workshop__period=record)
        attended: dict[Any, list[Attendance]] = {}
        for one in attendances.select_related("country", "organisation").order_by("capacity", "country__name"):
            attended.setdefault(one.workshop_id, []).append(one)
        workshops = Workshop.objects.visible_to(user).filter(period=record).select_related("country")
        taking_part = Participation.objects.visible_to(user).filter(period=record).select_related("country")
        return {
            "length": length_words(record),
            "may_read_figures": may_read_figures(user, record),
            "participations": taking_part.order_by("country__name"),
            "workshops": [(w, attended.get(w.pk, [])) for w in workshops.order_by("starts_on", "kind")],
            "focus_areas": record.focus_areas.visible_to(user).order_by("position"),
            "priorities": record.priorities_set.visible_to(user).filter(period=None).order_by("position"),
            "notes": record.notes.visible_to(user).order_by("kind", "pk"),
        }


class Compare(Page):
    """Two to seven periods side by side, with what makes them hard to compare beside them (domain rule 20)."""

    template_name = "dashboards/compare.html"
    allow = {"read": may_read_periods}
    section = "compare"
    title = gettext_lazy("Compare periods")
    parameters = ("period",)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        readable = with_figures(periods_for(user), user)
        periods = chosen(readable, self.request.GET.getlist("period"), parameter="period")
        found = figures_of_all(periods, user)
        figures = [found[p.pk] for p in periods]
        indicators = indicators_for(user)
        return super().get_context_data(
            readable=readable,
            heads=[(f, headlines.countries_of(f), length_words(f.period)) for f in figures],
            chosen={p.pk for p in periods},
            rows=headlines.comparison(figures, indicators),
            multiples=headlines.multiples(figures, [i for i in indicators if i.jpa_core]),
            mixed=len({p.invented for p in periods}) > 1,
            **kwargs,
        )


class Countries(ListPage):
    """Member countries, and how sure their membership is."""

    template_name = "dashboards/countries.html"
    allow = {"read": may_read_reference}
    section = "countries"
    title = gettext_lazy("Countries")
    model = Country
    filterset = CountryFilter
    shown_filters = ("q", "member", "region")
    keyset_ordering = ("-is_member", "name")


class CountryPage(DetailPage):
    """One country: the periods it took part in, its figures, its cases and programmes as far as the reader may see."""

    template_name = "dashboards/country.html"
    allow = {"read": may_read_reference}
    section = "countries"
    model = Country
    key = "iso2"
    crumbs = ((gettext_lazy("Countries"), "countries"),)

    def about(self, record: Country) -> dict[str, Any]:
        user = self.request.user
        periods = list(periods_for(user))
        readable = with_figures(periods, user)
        found = figures_of_all(readable, user, by_country=True, country=record.pk)
        taking_part = {p.period_id: p for p in Participation.objects.visible_to(user).filter(country=record)}
        figures = [found[p.pk] for p in readable if found[p.pk].cells]
        indicators = indicators_for(user)
        return {
            "periods": [
                (p, taking_part.get(p.pk), record.pk in {c.country_id for c in p.co_chair_set.all()}) for p in periods
            ],
            "heads": [(f.period, headlines.weakest_status(f)) for f in figures],
            "rows": headlines.of_country(figures, indicators),
            "cases": Investigation.objects.visible_to(user).filter(country=record).order_by("-pk")[:SHOWN_TRENDS],
            "activities": Activity.objects.visible_to(user).filter(country=record).order_by("-pk")[:SHOWN_TRENDS],
        }
