"""The one gate: a page or an endpoint names a rule for each action; what is not named is refused."""

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, Any], bool]


def permits(allow: dict[str, Rule], action: str | None, user: Any, target: Any = None) -> bool:
    """Whether `user` may do `action`. An action without a rule, or a rule that is not met, is a no."""
    rule = allow.get(action or "")
    return bool(rule and user.is_authenticated and rule(user, target))
