"""What codes are called."""

from collections.abc import Iterable

from jpa.codes.models import Code, CodeList


class CodeNames(dict[str, str]):
    """Names by "list:code". An unknown code names itself; no code is no name."""

    def of(self, code_list: str, code: str) -> str:
        return self.get(f"{code_list}:{code}", code)


def code_names(lists: Iterable[str]) -> CodeNames:
    """The names of all codes of these lists, in one query."""
    return CodeNames(Code.objects.filter(code_list__in=lists).values_list("pk", "label"))


def dimension_titles(names: Iterable[str]) -> list[str]:
    """What the dimensions of an indicator are called: the titles of their code lists, in the order given."""
    names = list(names)
    titles = dict(CodeList.objects.filter(pk__in=names).values_list("pk", "title"))
    return [titles.get(name, name.replace("_", " ").capitalize()) for name in names]
