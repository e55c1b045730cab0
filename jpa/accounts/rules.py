"""Who may: rules made of rights alone, to be named by pages and endpoints."""

from collections.abc import Callable
from typing import Any

from jpa.accounts.policy import Can


def right(name: str) -> Callable[[Any, Any], bool]:
    """A rule that asks for one right of the role."""

    def rule(user: Any, target: Any = None) -> bool:
        return user.is_authenticated and user.may(name)

    rule.__name__ = f"may_{name}"
    return rule


may_read_reference = right(Can.READ_REFERENCE)
may_read_periods = right(Can.READ_PERIODS)
may_read_records = right(Can.READ_RECORDS)
may_edit_reference = right(Can.EDIT_REFERENCE)
may_manage_accounts = right(Can.MANAGE_ACCOUNTS)
may_use_admin = right(Can.USE_ADMIN)


def is_signed_in(user: Any, target: Any = None) -> bool:
    """Anyone who is signed in and not suspended, whatever the role."""
    return user.is_authenticated and user.is_active
