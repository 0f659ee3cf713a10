"""A meeting told whole: what the minutes, the poster and the command line say of it. Pure.

Readings are counts without names. Who is helped and who is absent is named, because the minutes
name them; a paper that hangs on a wall leaves those names out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.areas.rules import Activity, HelpCase
from app.base.areas import Area
from app.meetings.collection import Sums
from app.meetings.rules import (
    Attendance,
    CashCount,
    Decision,
    Gap,
    Guest,
    Meeting,
    Reason,
    Step,
    StepState,
    Task,
    Theme,
    rate,
)


@dataclass(frozen=True, slots=True)
class AreaDone:
    """One area in the month: the themes planned, what was written down as done, and `count`: how
    many things all rooms hold of it (a reading counts for health), as in the picture of a year."""

    count: int = 0
    themes: tuple[Theme, ...] = ()
    activities: tuple[Activity, ...] = ()

    @property
    def participants(self) -> int:
        """People who took part, members and others, each activity counted by itself."""
        return sum((one.participants or 0) + (one.outsiders or 0) for one in self.activities)

    @property
    def spent_vnd(self) -> int:
        """What it cost, in đồng."""
        return sum(one.spent_vnd or 0 for one in self.activities)


@dataclass(frozen=True, slots=True)
class Measured:
    """People weighed or measured at the meeting; `by_band` counts those with a blood pressure by
    the code of its band (`health.thresholds`), from the lowest."""

    people: int = 0
    by_band: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """Money that a meeting moved: what came in, and loans paid out on its day. Nobody is named.

    What came in is what the ledger says once the meeting is closed and booked, else the sheet.
    """

    collected: Sums = field(default_factory=Sums)
    lent_vnd: int = 0
    loans: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The meeting of a month. `present` is None when nobody was counted.

    `tasks` were given at it; `carried` is what earlier meetings gave and this one asked after;
    `following` is the next month's meeting with its `next_themes`. Activities and cases are those
    of the meeting and of the other days of its month; `community` are activities, which stand among
    those of `areas` too.
    """

    meeting: Meeting
    steps: Mapping[Step, StepState]
    gaps: tuple[Gap, ...]
    present: int | None
    absent: tuple[Attendance, ...]
    guests: tuple[Guest, ...]
    measured: Measured
    fee_payers: int
    fees_vnd: int
    areas: Mapping[Area, AreaDone]
    cases: tuple[HelpCase, ...]
    community: tuple[Activity, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    carried: tuple[Task, ...]
    cash: CashCount | None
    following: Meeting | None
    next_themes: tuple[Theme, ...]
    moved: Moved = field(default_factory=Moved)

    @property
    def rate(self) -> float | None:
        """The share of those expected who came, in percent; None when nobody was counted."""
        return None if self.present is None else rate(self.present, len(self.absent))

    def absent_by_reason(self) -> dict[Reason | None, int]:
        """How many were absent for each reason, the most frequent first; None: not said."""
        counted: dict[Reason | None, int] = {}
        for each in self.absent:
            counted[each.reason] = counted.get(each.reason, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: -item[1]))
