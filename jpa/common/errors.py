"""How the product says no. Actions and queries raise these; pages and the API translate them once."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: `pointer` says where (a JSON pointer or a parameter's name)."""

    pointer: str
    code: str
    detail: str


@dataclass
class DomainError(Exception):
    """A refusal with a sentence a person can act on."""

    detail: str
    faults: list[Fault] = field(default_factory=list)
    status = 400
    title = "This cannot be done"

    def __str__(self) -> str:
        return self.detail


class Invalid(DomainError):
    """What was sent cannot be right (400)."""

    title = "This cannot be right"


class NotAllowed(DomainError):
    """Known and visible, but not this person's to do (403)."""

    status = 403
    title = "You may not do this"


class Conflict(DomainError):
    """The record's state forbids it (409)."""

    status = 409
    title = "The record's state does not allow this"


class Stale(DomainError):
    """Somebody else changed the record first (412)."""

    status = 412
    title = "The record has changed"
