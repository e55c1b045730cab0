"""People who sign in, and the tokens their programs use."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from jpa.accounts.policy import COUNTRY_ROLES, GRANTS, UNBOUND_ROLES, Can, Role
from jpa.common.ids import uuid7
from jpa.common.models import choices_constraint


class UserManager(BaseUserManager["User"]):
    """E-mail addresses are the log-in names, whatever their case."""

    def get_queryset(self) -> models.QuerySet["User"]:
        """With country and organisation: every page names them beside the person."""
        return super().get_queryset().select_related("country", "organisation")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def visible_to(self, user: Any) -> models.QuerySet["User"]:
        """Administrators see all accounts, an approver the own country's, anyone else the own one."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.may(Can.MANAGE_ACCOUNTS):
            return self.all()
        own = Q(pk=user.pk)
        return self.filter(own | Q(country=user.country_id) if user.role == Role.APPROVER else own)


class User(AbstractBaseUser):
    """A person with one role in one country or organisation. Invited, suspended, never deleted.

    `invented` marks a demo account.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    country = models.ForeignKey("countries.Country", models.PROTECT, null=True, blank=True, related_name="users")
    organisation = models.ForeignKey(
        "countries.Organisation", models.PROTECT, null=True, blank=True, related_name="users"
    )
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            choices_constraint("role", Role, "user_role_known"),
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                name="user_bound_as_the_role_says",
                condition=Q(role__in=COUNTRY_ROLES, country__isnull=False)
                | Q(role__in=UNBOUND_ROLES, country__isnull=True, organisation__isnull=True)
                | Q(role__in=[Role.OBSERVER, Role.PARTNER_SYSTEM]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    def clean(self) -> None:
        """Say in words what the constraint `user_bound_as_the_role_says` enforces."""
        super().clean()
        if self.role in COUNTRY_ROLES and not self.country_id:
            raise ValidationError({"country": _("This role stands for a country: name it.")})
        if self.role in UNBOUND_ROLES and (self.country_id or self.organisation_id):
            raise ValidationError({"role": _("This role stands for no country and no organisation.")})

    def may(self, right: str) -> bool:
        """Whether the role includes a right. Nothing for a suspended account."""
        return self.is_active and right in GRANTS.get(self.role, frozenset())

    @property
    def is_staff(self) -> bool:
        """May open the administration screens (Django's name for it)."""
        return self.may(Can.USE_ADMIN)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: each admin screen asks its rules."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ApiTokenQuerySet":
        return self.filter(user=user.pk) if user.is_authenticated and user.is_active else self.none()

    def register_for(self, user: Any) -> "ApiTokenQuerySet":
        """What the administration lists, never the tokens themselves: all, for those who manage accounts."""
        return self if user.is_authenticated and user.may(Can.MANAGE_ACCOUNTS) else self.none()

    def usable(self) -> "ApiTokenQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), user__is_active=True)


class ApiToken(models.Model):
    """A personal API token. Only its SHA-256 is kept; the owner sees the token once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "API token"

    def __str__(self) -> str:
        return f"{self.name}, {self.created_at:%Y-%m-%d}"
