"""Signing in and out, and help."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy as _

from jpa.accounts.forms import SignInForm
from jpa.accounts.rules import is_signed_in
from jpa.common.labels import AUDIENCES
from jpa.common.pages import Page


class SignIn(LoginView):
    """Simple for now: e-mail address and password."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=_("Sign in"), button=_("Sign in"), **kwargs)


class Help(Page):
    """Words, roles, states, labels, how figures count, accessibility."""

    allow = {"read": is_signed_in}
    section = "help"
    title = _("Help and words")
    template_name = "accounts/help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(labels=list(AUDIENCES.items()), **kwargs)
