"""The first page: on to the dashboard of the current period."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jpa.accounts.rules import is_signed_in
from jpa.common.pages import Page
from jpa.periods.queries import current_period


class Home(Page):
    """Sends the reader to the current period's dashboard; says what to do while there is no period."""

    allow = {"read": is_signed_in}
    section = "dashboard"
    title = _("No period yet")
    template_name = "periods/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        period = current_period(request.user)
        if period is None:
            return super().get(request, *args, **kwargs)
        return HttpResponseRedirect(reverse("dashboard", args=[period.pk]))
