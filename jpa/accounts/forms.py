"""What comes in when somebody signs in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from jpa.accounts.policy import Role


class SignInForm(AuthenticationForm):
    """E-mail address and password. Whatever is wrong, the answer is the same sentence."""

    username = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    error_messages = {
        "invalid_login": _("This e-mail address and password do not belong to an account that can sign in here."),
        "inactive": _("This e-mail address and password do not belong to an account that can sign in here."),
    }

    def confirm_login_allowed(self, user: Any) -> None:
        """A machine client has no web session (policy.md, Roles); a suspended person has none either."""
        if user.role == Role.PARTNER_SYSTEM or not user.is_active:
            raise self.get_invalid_login_error()
