"""Codes by their names."""

from django import template

from jpa.codes.queries import CodeNames

register = template.Library()


@register.simple_tag
def code_name(names: CodeNames, code_list: str, code: str) -> str:
    """What a code of a list is called; nothing for no code."""
    return names.of(code_list, code) if code else ""
