"""The OpenAPI document: filter parameters from the FilterSets, and how every endpoint refuses."""

from typing import Any
from uuid import UUID

import django_filters
import uritemplate
from django.db.models import UUIDField
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from jpa.common.filters import YesNoFilter
from jpa.common.problems import CONTENT_TYPE

_PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details. A 404 has no `instance`: one body for what does not exist and for what "
    "the reader may not know of.",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "A sentence a person can act on."},
        "instance": {"type": "string", "format": "uri-reference", "description": "The address asked for."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "The name of the parameter that is wrong."},
                    "code": {"type": "string", "examples": ["unknown_parameter", "invalid"]},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_NAMES = {"400": "BadRequest", "401": "Unauthorized", "403": "Forbidden", "404": "NotFound", "406": "NotAcceptable"}
_WHEN = {
    "400": "A parameter is unknown, given twice or wrong; `errors` names each one.",
    "401": "No token, or one that is unknown, expired, revoked or of a suspended account.",
    "403": "The role behind the token does not include this.",
    "404": "It does not exist, or the reader may not know of it.",
    "406": "Another format than JSON was asked for.",
}
_EXAMPLES = {
    "400": ("/api/v1/results/", "There is no parameter 'colour' here.", [("colour", "unknown_parameter")]),
    "401": ("/api/v1/results/", "This token is not valid.", []),
    "403": ("/api/v1/periods/jpa-demo/figures/", "Figures of this period are for member countries.", []),
    "404": (None, "There is nothing at this address for you.", []),
    "406": ("/api/v1/results/", "Could not satisfy the request Accept header.", []),
}

_FIELDS = OpenApiParameter("fields", str, description="Only these fields, as a list with commas: `fields=id,value`.")
_COUNT = OpenApiParameter("count", bool, default=False, description="Also say how many rows there are in all.")


class ApiSchema(AutoSchema):
    """Adds what the address names, and the parameters of the view's FilterSet to its list."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        found = [self._in_path(name) for name in uritemplate.variables(self.path)]
        filterset = getattr(self.view, "filterset", None)
        if filterset is not None:
            found.append(_FIELDS)
        if filterset is not None and self.view.action == "list":
            found += [_COUNT, *(_parameter(name, one) for name, one in filterset.base_filters.items())]
        return found

    def _in_path(self, name: str) -> OpenApiParameter:
        is_uuid = name == "id" and isinstance(self.view.model._meta.pk, UUIDField)
        text = f"The {'id' if is_uuid else 'key'} that lists give."
        return OpenApiParameter(name, UUID if is_uuid else str, OpenApiParameter.PATH, required=True, description=text)


def _parameter(name: str, one: django_filters.Filter) -> OpenApiParameter:
    """One query parameter: what it is called on the page, what it takes."""
    text = str(one.extra.get("help_text") or one.label or name)
    if isinstance(one, YesNoFilter):
        return OpenApiParameter(name, bool, description=text)
    choices = one.extra.get("choices")
    if choices and not callable(choices):
        codes = [str(code) for code, _ in choices if code != ""]
        return OpenApiParameter(name, str, description=text, enum=[*codes, *_none(one)])
    if _none(one):
        text = f"{text} `{one.null_value}`: {one.extra['null_label']}."
    return OpenApiParameter(name, str, description=text)


def _none(one: django_filters.Filter) -> list[str]:
    return [one.null_value] if one.extra.get("null_label") else []


def _response(status: str) -> dict[str, Any]:
    instance, detail, errors = _EXAMPLES[status]
    example = {"type": "about:blank", "title": _NAMES[status], "status": int(status), "detail": detail}
    if instance:
        example["instance"] = instance
    example["errors"] = [{"pointer": pointer, "code": code, "detail": detail} for pointer, code in errors]
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    response = {"description": _WHEN[status], "content": {CONTENT_TYPE: content}}
    if status == "401":
        response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string", "const": "Bearer"}}}
    return response


def add_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular: every operation can refuse, and says how."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = _PROBLEM
    components["responses"] = {name: _response(status) for status, name in _NAMES.items()}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["200"]["description"] = "What was asked for."
            for status, name in _NAMES.items():
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{name}"})
    return result
