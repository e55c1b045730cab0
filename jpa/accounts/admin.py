"""Accounts and tokens in the administration screens."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jpa.accounts import actions
from jpa.accounts.models import ApiToken, User
from jpa.accounts.policy import Can
from jpa.accounts.rules import may_manage_accounts, may_use_admin
from jpa.audit.admin import RecordedAdmin
from jpa.audit.forms import SEEN, RecordedForm


class UserForm(RecordedForm):
    """An account. A password is asked for on adding only; without one the account waits for its invitation."""

    password = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 15 characters. Leave it empty to invite the person later."),
    )

    def clean_password(self) -> str | None:
        password = self.cleaned_data["password"] or None
        if password:
            validate_password(password, self.instance)
        return password

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(RecordedAdmin):
    """Administrators manage all accounts; an approver sees the own country's."""

    form = UserForm
    allow = {"view": may_use_admin, "add": may_manage_accounts, "change": may_manage_accounts}
    fields = ("email", "name", "role", "country", "organisation", "is_active")
    told = ("stage", "last_login", "created_at", "invented")
    list_display = ("email", "name", "role", "country", "organisation", "stage")
    list_filter = ("role", "is_active")
    list_select_related = ("country", "organisation")
    search_fields = ("email", "name", "country__name")
    ordering = ("email",)

    @admin.display(description=gettext_lazy("Account"))
    def stage(self, user: User) -> str:
        if not user.is_active:
            return _("Suspended")
        return _("Active") if user.has_usable_password() else _("Invited, no password yet")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return [*super().get_fields(request, obj), *([] if obj else ["password"])]

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            form.base_fields.pop("password", None)
        return form

    def tells_changes(self, request: HttpRequest, obj: User) -> bool:
        return request.user.may(Can.MANAGE_ACCOUNTS) or request.user == obj

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> User:
        return actions.add_user(by=request.user, **values)

    def store_change(self, request: HttpRequest, obj: User, values: dict[str, Any], form: Any) -> User:
        return actions.change_user(obj, values, by=request.user, version=form.cleaned_data[SEEN])


@admin.register(ApiToken)
class ApiTokenAdmin(RecordedAdmin):
    """Who holds which token until when; the token itself is shown to nobody. It can only be revoked."""

    allow = {"view": may_manage_accounts, "revoke": may_manage_accounts}
    fields = ("user", "name", "created_at", "expires_at", "revoked_at")
    list_display = ("name", "user", "created_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__email", "user__name")
    ordering = ("-created_at", "id")
    actions = ("revoke",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        return ApiToken.objects.register_for(request.user).order_by(*self.ordering)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return self._permits("revoke", request)

    @admin.action(description=gettext_lazy("Revoke the chosen tokens"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiToken]) -> None:
        done = _("Revoked. Programs that use them are refused from now on.")
        self.for_each(request, chosen, lambda token: actions.revoke_token(token, by=request.user), done)
