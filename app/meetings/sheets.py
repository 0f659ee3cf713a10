"""Paper twins: the sheets that are printed before a meeting, and the steps they stand for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.base.dates import Month
from app.base.text import N_
from app.meetings.rules import Step

SheetKind = Literal["sign_in", "weighing", "collection", "areas", "minutes"]

SHEETS: dict[SheetKind, str] = {
    "sign_in": N_("Sign-in sheet"),
    "weighing": N_("Weighing sheet"),
    "collection": N_("Collection sheet"),
    "areas": N_("Sheet of the eight areas"),
    "minutes": N_("Blank minutes"),
}
"""The sheets of a meeting in the order of its steps."""

_STEPS: Mapping[SheetKind, tuple[Step, ...]] = {
    "sign_in": ("attendance",),
    "weighing": ("weighing",),
    "collection": ("collection",),
    "areas": ("areas",),
    "minutes": ("minutes",),
}
# What stands on the back of these.
_STEPS_BEHIND: Mapping[SheetKind, tuple[Step, ...]] = {
    "areas": ("case", "community", "decisions", "plan"),
    "minutes": ("cash",),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet. Its code ("C4K-7RM") is its id: it means nothing and is unique."""

    code: str
    meeting_id: str
    month: Month
    kind: SheetKind
    page: int
    printed_on: str
    typed_on: str | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps at which it is typed in."""
        behind = _STEPS_BEHIND.get(self.kind) if self.page > 1 else None
        return behind or _STEPS[self.kind]

    @property
    def step(self) -> Step:
        """The step at which typing it begins."""
        return self.steps[0]
