"""Templates hold under a strict content security policy, and every word in them can be translated."""

import re
from pathlib import Path

import pytest

from tests.house.tree import BASE

TEMPLATES = sorted(p for p in (BASE / "templates").rglob("*") if p.suffix in {".html", ".svg", ".txt"})
FORBIDDEN = {
    "inline style sheet": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "inline script": r"<script(?![^>]*\bsrc=)",
    "event handler": r"\son[a-z]+\s*=\s*[\"']",
    "script address": r"javascript:",
    "unescaped output": r"\|\s*safe\b|autoescape\s+off",
    "file from another host": r"(src|srcset)\s*=\s*[\"']\s*(https?:)?//|<link[^>]*href\s*=\s*[\"']\s*(https?:)?//",
}
# Spoken to people, so translated; the name of the product is a name.
SPOKEN = r"\b(?:aria-label|title|placeholder|alt)\s*=\s*\"([^\"]*)\""
NAMES = {"JPA", "Results", "TLP", "API", "UTC"}

every_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(BASE)))


def _without_tags(text: str) -> str:
    """What is left when Django's tags, comments and translated blocks are gone."""
    text = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%\s*block (?:\w*class|coltype)\s*%\}.*?endblock\s*%\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", " ", text, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", " ", text))) - NAMES


def test_there_are_templates():
    assert TEMPLATES


@every_template
@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_inline(path: Path, what: str):
    found = re.search(FORBIDDEN[what], path.read_text(), flags=re.IGNORECASE)
    assert not found, f"{what}: {found[0]}"


@every_template
def test_every_word_is_translated(path: Path):
    text = _without_tags(path.read_text())
    spoken = " ".join(re.findall(SPOKEN, text))
    shown = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL) if path.suffix != ".txt" else text
    assert _words(shown) | _words(spoken) == set()
