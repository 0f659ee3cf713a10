"""What stands about home care: volunteers, people cared for, plans, visits, reports. Pure.

Days are dates, weekdays 0 (Monday) to 6 (Sunday), blood pressure in mmHg. Names of people of the
register are read from it and never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.base.text import N_

Sex = Literal["F", "M"]
Task = Literal[
    "talk", "meal", "cleaning", "laundry", "washing", "medicine", "walking", "massage",
    "pressure", "shopping",
]  # fmt: skip
EndReason = Literal["better", "died", "moved", "family", "other"]
FormKind = Literal["katz", "lawton"]
VisitState = Literal["made", "missed"]
MissedWhy = Literal["ill", "busy", "away", "not_home", "other"]
Sign = Literal[
    "fall", "fever", "breath", "chest", "stroke", "confused", "not_eating", "wound", "pressure",
    "mood", "abuse", "other",
]  # fmt: skip
BreakKind = Literal["hospital", "family", "away"]

TASKS: dict[Task, str] = {
    "talk": N_("Talk"),
    "meal": N_("Cook a meal"),
    "cleaning": N_("Clean the house"),
    "laundry": N_("Wash clothes"),
    "washing": N_("Help with washing"),
    "medicine": N_("Remind of medicine"),
    "walking": N_("Walk and exercise"),
    "massage": N_("Massage"),
    "pressure": N_("Take the blood pressure"),
    "shopping": N_("Buy things"),
}
"""What volunteers do, from what clubs tell (World Bank 2024; ageingasia.org; Vĩnh Long 2016)."""

END_REASONS: dict[EndReason, str] = {
    "better": N_("Needs it no more"),
    "died": N_("Has died"),
    "moved": N_("Moved away"),
    "family": N_("The family cares now"),
    "other": N_("Another reason"),
}

MISSED: dict[MissedWhy, str] = {
    "ill": N_("The volunteer was ill"),
    "busy": N_("The volunteer was busy"),
    "away": N_("The volunteer was away"),
    "not_home": N_("Nobody was at home"),
    "other": N_("Another reason"),
}

SIGNS: dict[Sign, str] = {
    "stroke": N_("Face or arm hangs, speech is slurred"),
    "chest": N_("Chest pain"),
    "breath": N_("Hard to breathe"),
    "fall": N_("A fall"),
    "confused": N_("Suddenly confused"),
    "fever": N_("Fever"),
    "pressure": N_("Blood pressure very high"),
    "wound": N_("A wound or bedsore"),
    "not_eating": N_("Does not eat or drink"),
    "abuse": N_("Is hurt or left alone by others"),
    "mood": N_("Very sad, does not want to live"),
    "other": N_("Something else"),
}
"""What a volunteer must report, the most urgent first. What to do decides the health station."""

CALL_AT_ONCE: frozenset[Sign] = frozenset({"stroke", "chest", "breath"})
"""Signs for which 115 is called at once, before anything is written down."""

BREAKS: dict[BreakKind, str] = {
    "hospital": N_("In hospital"),
    "family": N_("With the family"),
    "away": N_("Away"),
}

KATZ: dict[str, str] = {
    "bathing": N_("Bathes without help"),
    "dressing": N_("Dresses without help"),
    "toilet": N_("Goes to the toilet without help"),
    "moving": N_("Gets up and moves without help"),
    "continence": N_("Holds water and stool"),
    "eating": N_("Eats without help"),
}
"""The six activities of Katz: 1 without help, 0 with help; 6 full, 4 moderate, 2 or less severe."""

LAWTON: dict[str, str] = {
    "telephone": N_("Uses the telephone"),
    "shopping": N_("Buys what is needed"),
    "cooking": N_("Cooks"),
    "housework": N_("Does the housework"),
    "laundry": N_("Washes clothes"),
    "travel": N_("Travels alone"),
    "medicine": N_("Takes medicine as told"),
    "money": N_("Looks after the money"),
}
"""The eight activities of Lawton, each 0 or 1, together 0 to 8 (msdmanuals.com)."""

FORMS: Mapping[FormKind, Mapping[str, str]] = {"katz": KATZ, "lawton": LAWTON}
FORM_TITLES: dict[FormKind, str] = {
    "katz": N_("Daily life (Katz, 6 things)"),
    "lawton": N_("Running a household (Lawton, 8 things)"),
}

USUAL_MINUTES = 60
"""How long a visit is taken to last when nobody said."""

LEAST_VOLUNTEERS = 5
"""A club has at least so many (Vĩnh Long 2016)."""


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Somebody of the register who visits. `weekdays` on which they can come, none for any."""

    id: str
    person_id: str
    since: date
    until: date | None = None
    hamlet: str | None = None
    weekdays: tuple[int, ...] = ()
    substitute_id: str | None = None
    note: str | None = None
    name: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Cared:
    """Somebody who is cared for at home: of the register (`person_id`), or not, and then with
    `own_name`. `name`, `sex`, `birth`, `hamlet`, `phone` and whom to call are the register's where
    it knows them."""

    id: str
    since: date
    person_id: str | None = None
    own_name: str | None = None
    name: str = ""
    sex: Sex | None = None
    birth: str | None = None
    hamlet: str | None = None
    phone: str | None = None
    way: str | None = None
    household: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    situation: str | None = None
    risks: str | None = None
    until: date | None = None
    reason: EndReason | None = None


@dataclass(frozen=True, slots=True)
class NeedForm:
    """A form of needs filled in: which of its things somebody does without help."""

    id: str
    cared_id: str
    on: date
    kind: FormKind
    can: frozenset[str]
    by_whom: str | None = None

    @property
    def score(self) -> int:
        """How many of the things are done without help."""
        return len(self.can)


@dataclass(frozen=True, slots=True)
class Round:
    """One visit of every week: the weekday, one or two volunteers, what is to be done."""

    weekday: int
    volunteer_id: str | None
    second_id: str | None = None
    tasks: tuple[Task, ...] = ()
    at_time: str | None = None
    volunteer: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A care plan: what is needed, who comes when, and when it is looked at again."""

    id: str
    cared_id: str
    since: date
    until: date | None = None
    review_on: date | None = None
    needs: str | None = None
    note: str | None = None
    rounds: tuple[Round, ...] = ()

    def covers(self, day: date) -> bool:
        """Whether the plan holds on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit made, or missed. By a volunteer, or by somebody else (`visitor`: a relative, a
    neighbour). Minutes, tasks and blood pressure only where somebody noted them."""

    id: str
    cared_id: str
    on: date
    state: VisitState = "made"
    volunteer_id: str | None = None
    second_id: str | None = None
    visitor: str | None = None
    minutes: int | None = None
    tasks: tuple[Task, ...] = ()
    systolic: int | None = None
    diastolic: int | None = None
    note: str | None = None
    missed_why: MissedWhy | None = None
    volunteer: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A sign that had to be told: to whom, and what was done about it. Open until `closed_on`."""

    id: str
    cared_id: str
    on: date
    sign: Sign
    what: str | None = None
    visit_id: str | None = None
    told_whom: str | None = None
    told_on: date | None = None
    done: str | None = None
    closed_on: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nobody needs to come: in hospital, with the family, away. Both days count."""

    id: str
    cared_id: str
    kind: BreakKind
    first: date
    last: date | None = None
    note: str | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)
