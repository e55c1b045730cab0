"""Two readers of the same list: a member sees the record, an administrator the register and nothing else."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from investigations.rules import may_see_records, may_write_for
from jpa.accounts.policy import Can
from jpa.audit.admin import RecordedAdmin
from jpa.codes.models import Code
from jpa.common.labels import Label


def code_words(field: str, code_list: str) -> Callable[..., str]:
    """How a code is shown to who cannot change it: by its label."""

    @admin.display(description=field.replace("_", " "))
    def words(screen: RecordedAdmin, record: Any) -> str:
        code = getattr(record, field)
        labels = Code.objects.filter(pk=f"{code_list}:{code}").values_list("label", flat=True)
        return (labels.first() or code) if code else ""

    return words


def reads_register_only(user: Any) -> bool:
    """Administrators never see what cases are about (policy.md)."""
    return user.may(Can.READ_REGISTER) and not user.may(Can.READ_RECORDS)


class RegisterAdmin(RecordedAdmin):
    """`register` is all an administrator sees; `register_search` all an administrator's search looks at.

    The columns of the register are the only ones fetched for such a reader.
    """

    allow = {"view": may_see_records}
    register: tuple[str, ...] = ()
    register_stored: tuple[str, ...] = ()
    register_list: tuple[str, ...] = ()
    register_filter: tuple[Any, ...] = ()
    register_search: tuple[str, ...] = ()
    register_related: tuple[str, ...] = ("country",)

    def fixed(self, request: HttpRequest) -> dict[str, Any]:
        return {"country": request.user.country}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.only(*self.register_stored) if reads_register_only(request.user) else rows

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.register] if reads_register_only(request.user) else super().get_fields(request, obj)

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        return self.register_list if reads_register_only(request.user) else self.list_display

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        return self.register_filter if reads_register_only(request.user) else self.list_filter

    def get_search_fields(self, request: HttpRequest) -> Sequence[str]:
        return self.register_search if reads_register_only(request.user) else self.search_fields

    def get_list_select_related(self, request: HttpRequest) -> Sequence[str]:
        return self.register_related if reads_register_only(request.user) else self.list_select_related

    def tells_changes(self, request: HttpRequest, obj: Any) -> bool:
        """Earlier content may have stood under a stricter label: it stays with the country; under TLP:RED, nowhere."""
        return may_write_for(request.user, obj.country_id) and obj.label != Label.RED
