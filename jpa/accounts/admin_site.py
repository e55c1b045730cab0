"""The administration site: who may open it is a right of the role; signing in is the product's own page."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jpa.accounts.rules import may_use_admin
from jpa.audit.admin import RecordedAdmin
from jpa.common.errors import NotAllowed

# Django's own pages that would go past the actions, or tell whether something exists.
CLOSED = {"password_change", "password_change_done", "view_on_site", "autocomplete"}


class JpaAdminSite(AdminSite):
    site_header = _("JPA Results administration")
    site_title = _("JPA Results")
    enable_nav_sidebar = False
    index_title = _("Reference tables, periods and records")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only screens that record what they do: those that packages bring along stay out."""
        if admin_class is not None and issubclass(admin_class, RecordedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return may_use_admin(request.user)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        guarded = super().admin_view(view, cacheable)

        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            self._refuse_other_roles(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(gate, guarded)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self._refuse_other_roles(request)
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or request.path.removesuffix("login/"))

    def _refuse_other_roles(self, request: HttpRequest) -> None:
        if request.user.is_authenticated and not self.has_permission(request):
            raise NotAllowed(gettext("Your role does not include the administration screens."))

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in CLOSED]
