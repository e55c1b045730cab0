"""Base of the administration screens: every change goes through an action and leaves an event in the trail."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from jpa.audit.forms import SEEN, RecordedForm
from jpa.audit.queries import differences, history_of
from jpa.common.errors import DomainError, NotAllowed
from jpa.common.gate import Rule, permits

HISTORY_LINES = 200


def listed(model: type[models.Model], request: HttpRequest) -> QuerySet[Any]:
    """What the administration lists for a person: the register where a model has one, else what is visible."""
    records = model._default_manager
    return (records.register_for if hasattr(records, "register_for") else records.visible_to)(request.user)


class RecordedAdmin(admin.ModelAdmin):
    """One kind of record. `allow` names the rules of `view`, `add` and `change`; what is not named is refused.

    `fields` is what a form shows, `once` what is fixed after adding, `told` what is only shown, on stored records.
    Nothing is ever deleted here, and Django's own log stays empty: the trail has it all.
    """

    form = RecordedForm
    allow: dict[str, Rule] = {}
    once: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    actions_on_bottom = False
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
    }

    # What the trail is told. Subclasses call their actions here.

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> models.Model:
        """Call the action that adds a record."""
        raise NotImplementedError

    def store_change(self, request: HttpRequest, obj: Any, values: dict[str, Any], form: Any) -> models.Model:
        """Call the action that changes one; `form.cleaned_data["seen_version"]` is the version that was seen."""
        raise NotImplementedError

    def fixed(self, request: HttpRequest) -> dict[str, Any]:
        """What a new record holds without being asked, such as the person's own country."""
        return {}

    # Who may.

    def _permits(self, action: str, request: HttpRequest, obj: Any = None) -> bool:
        return permits(self.allow, action, request.user, obj)

    def demand(self, action: str, request: HttpRequest, obj: Any) -> None:
        """Raises NotAllowed unless the rule of `action` holds for this very record."""
        if not self._permits(action, request, obj):
            raise NotAllowed(_("This record is not yours to write."))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._permits("view", request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._permits("view", request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._permits("add", request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._permits("change", request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # What is read.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return listed(self.model, request).order_by(*self.get_ordering(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The record, read once in a request, or 404 alike for what is missing and what is hidden."""
        if not hasattr(request, "opened"):
            request.opened = super().get_object(request, object_id, from_field)
        if request.opened is None:
            raise Http404
        return copy(request.opened)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """What a link can point to is what the person may see."""
        target = db_field.remote_field.model
        ordering = self.admin_site.get_model_admin(target).get_ordering(request)
        return listed(target, request).order_by(*ordering)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the parameters that the filters make themselves: no probing of fields that are not shown."""
        return lookup in self._filter_parameters(self.get_list_filter(request))

    def _filter_parameters(self, filters: Iterable[Any]) -> set[str]:
        allowed: set[str] = set()
        for name in (f if isinstance(f, str) else f[0] for f in filters):
            target = self.opts.get_field(name).related_model
            exact = f"{name}__{target._meta.pk.name}__exact" if target else f"{name}__exact"
            allowed |= {name, exact, f"{name}__isnull"}
        return allowed

    # The form.

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        seen = [SEEN] if obj is not None and self.has_change_permission(request, obj) else []
        told = self.told if obj is not None else ()
        return [n for n in (*self.fields, *told, *seen) if seen or n not in self.form.asides]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, *self.told, *(self.once if obj is not None else ()))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Plain boxes, without the buttons that open other forms in a window."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """When the action refuses, nothing is stored and the form comes back as typed, with the reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as refusal:
            request.refusal = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        values = form.values() if change else {**form.values(), **self.fixed(request)}
        for name in self.fixed(request) if not change else ():
            setattr(obj, name, values[name])
        # The resulting record is what must be permitted, not only the one that was opened.
        self.demand("change" if change else "add", request, obj)
        stored = self.store_change(request, obj, values, form) if change else self.store_new(request, values)
        obj.__dict__.update(stored.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The action stored the links already."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail has it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The trail has it."""

    def for_each(self, request: HttpRequest, chosen: QuerySet[Any], act: Callable[[Any], Any], done: str) -> None:
        """Do the same to each chosen row: all of them, or none and a message why."""
        try:
            with transaction.atomic():
                for row in chosen:
                    act(row)
        except DomainError as refusal:
            self.message_user(request, f"{refusal} {_('Nothing was changed.')}", messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)

    # The history.

    def tells_changes(self, request: HttpRequest, obj: Any) -> bool:
        """Whether this reader sees what was changed, and by whom; without it, when and what kind only."""
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        told = self.tells_changes(request, obj)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(obj),
            "object": obj,
            "opts": self.opts,
            "told": told,
            "lines": [(e, differences(e) if told else []) for e in history_of(obj)[:HISTORY_LINES]],
        }
        return TemplateResponse(request, "admin/object_history.html", context)
