"""What a club does in the eight areas, and how it is typed: activities, weeks of exercise, people
helped, proposals to the commune. Pure; days are ISO, amounts whole đồng.

Where somebody stands as an id and as words, the id is of the register and the words are for who
is not in it. Names of the register (`led_by`, `who`, `helped_by`) are read and never stored.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.text import N_, _
from app.members.reading import Reading

Kind = Literal[
    "talk",
    "dialogue",
    "exchange",
    "performance",
    "exercise",
    "check_up",
    "community",
    "sick_visit",
    "training",
    "fundraising",
    "other",
]
Woven = Literal["digital", "green", "jobs"]
Whose = Literal["member", "family", "outsider"]
HelpForm = Literal["goods", "labour", "money", "skill", "procedure", "insurance", "company"]
Outcome = Literal["accepted", "partly", "refused", "none"]

KINDS: dict[Kind, str] = {
    "talk": N_("Talk"),
    "dialogue": N_("Dialogue with the commune"),
    "exchange": N_("Exchange with others"),
    "performance": N_("Songs and games"),
    "exercise": N_("Exercise"),
    "check_up": N_("Medical check-up"),
    "community": N_("Work for the community"),
    "sick_visit": N_("Visit in joy or sorrow"),
    "training": N_("Teaching a skill"),
    "fundraising": N_("Collecting means"),
    "other": N_("Something else"),
}

USUAL_KINDS: dict[Area, tuple[Kind, ...]] = {
    "income": ("training", "exchange", "talk", "other"),
    "health": ("talk", "check_up", "exercise", "other"),
    "home_care": ("sick_visit", "training", "other"),
    "self_help": ("community", "sick_visit", "other"),
    "rights": ("talk", "dialogue", "other"),
    "awareness": ("talk", "training", "other"),
    "culture": ("performance", "exchange", "sick_visit", "other"),
    "resources": ("fundraising", "community", "other"),
}
"""What is usual in each area, the most usual first."""

WOVEN: dict[Woven, str] = {
    "digital": N_("Digital skills"),
    "green": N_("Green living"),
    "jobs": N_("Start-ups and jobs"),
}
"""Contents that plan 1648 weaves into the meetings (Bắc Ninh, March 2026)."""

WHOSE: dict[Whose, str] = {
    "member": N_("A member"),
    "family": N_("A member's family"),
    "outsider": N_("Somebody outside the club"),
}

HELP_FORMS: dict[HelpForm, str] = {
    "goods": N_("Goods"),
    "labour": N_("Days of work"),
    "money": N_("Money"),
    "skill": N_("Know-how"),
    "procedure": N_("Papers for a benefit"),
    "insurance": N_("Health insurance card"),
    "company": N_("Company and joining in"),
}
"""The forms of help of HelpAge's guide for area 4."""

OUTCOMES: dict[Outcome, str] = {
    "accepted": N_("Accepted"),
    "partly": N_("Partly accepted"),
    "refused": N_("Turned down"),
    "none": N_("No answer"),
}
RESOLVED: frozenset[Outcome] = frozenset(["accepted", "partly"])

WEEKLY_SESSIONS = 3
"""Sessions of exercise a week that a club should have (Vĩnh Long 2016)."""

MOST_SESSIONS = 21  # three a day, the limit of the table
MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the club did in an area. `participants` are members, `outsiders` are not."""

    id: str
    area: Area
    kind: Kind
    on_date: str
    what: str
    meeting_id: str | None = None
    leader_id: str | None = None
    leader: str | None = None
    participants: int | None = None
    outsiders: int | None = None
    spent_vnd: int | None = None
    in_kind: str | None = None
    woven: Woven | None = None
    note: str | None = None
    led_by: str = ""

    def led(self) -> str:
        """Who led it, in the register or not; "" when nobody was written down."""
        return self.led_by or self.leader or ""


@dataclass(frozen=True, slots=True)
class ExerciseWeek:
    """How often the club exercised in the week from a Monday; `people` on average at a session."""

    id: str
    monday: str
    sessions: int
    people: int | None = None
    what: str | None = None

    @property
    def enough(self) -> bool:
        """Whether the week had as many sessions as it should."""
        return self.sessions >= WEEKLY_SESSIONS


@dataclass(frozen=True, slots=True)
class Help:
    """Help given in a case; `value_vnd` as the club reckons its worth."""

    id: str
    case_id: str
    on_date: str
    form: HelpForm
    what: str | None = None
    value_vnd: int | None = None
    helper_id: str | None = None
    helper: str | None = None
    helped_by: str = ""

    def by(self) -> str:
        """Who helped, in the register or not; "" when nobody was written down."""
        return self.helped_by or self.helper or ""


@dataclass(frozen=True, slots=True)
class HelpCase:
    """Somebody in need whom the club helps. `person_id` is the member, for a family the member
    to whom it belongs; `name` is who is helped when that is nobody of the register."""

    id: str
    whose: Whose
    found_on: str
    situation: str
    person_id: str | None = None
    name: str | None = None
    hamlet: str | None = None
    meeting_id: str | None = None
    closed_on: str | None = None
    result: str | None = None
    who: str = ""
    helps: tuple[Help, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the club still helps."""
        return self.closed_on is None

    def called(self) -> str:
        """Whom the club helps, as a list names them."""
        if self.whose != "family":
            return self.who or self.name or ""
        if self.name and self.who:
            return _("{name} (family of {member})").format(name=self.name, member=self.who)
        return self.name or _("Family of {member}").format(member=self.who)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the club asked of the commune or of others, and what came of it."""

    id: str
    on_date: str
    to_whom: str
    about: str
    meeting_id: str | None = None
    answered_on: str | None = None
    outcome: Outcome | None = None
    answer: str | None = None

    @property
    def open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answered_on is None


def monday_of(day: date) -> date:
    """The Monday of the week in which `day` lies."""
    return day - timedelta(days=day.weekday())


def weeks_until(day: date, weeks: int) -> tuple[date, ...]:
    """The Mondays of the last weeks up to the one of `day`, the newest first."""
    last = monday_of(day)
    return tuple(last - timedelta(weeks=back) for back in range(weeks))


def worth(helps: Iterable[Help]) -> int:
    """What the help was worth altogether, in đồng, where it was written down."""
    return sum(help_.value_vnd or 0 for help_ in helps)


# --- reading forms ------------------------------------------------------------------------------


def read_activity(
    fields: Mapping[str, str],
    today: date,
    known: Collection[str] = (),
    meeting_id: str | None = None,
) -> Activity:
    """An activity from `area`, `kind`, `on_date`, `what`, `leader` (an id of `known`, or the words
    for somebody else), `participants`, `outsiders`, `spent`, `in_kind`, `woven` and `note`; its
    id is "". Raises Invalid."""
    reading = Reading(fields, today)
    area = reading.code("area", AREAS, _("Choose the area."))
    kind = reading.code("kind", KINDS, _("Choose the kind."))
    on_date = reading.needed_day("on_date")
    what = reading.needed("what", _("Write what was done."))
    leader = reading.text("leader")
    woven = fields.get("woven", "")
    found = Activity(
        id="",
        area=cast("Area", area),
        kind=cast("Kind", kind),
        on_date=on_date,
        what=what,
        meeting_id=meeting_id,
        leader_id=leader if leader in known else None,
        leader=leader if leader not in known else None,
        participants=reading.count("participants", 0, MOST_PEOPLE),
        outsiders=reading.count("outsiders", 0, MOST_PEOPLE),
        spent_vnd=reading.dong("spent"),
        in_kind=reading.text("in_kind"),
        woven=woven if woven in WOVEN else None,
        note=reading.text("note"),
    )
    reading.close()
    return found


def read_exercise(fields: Mapping[str, str], monday: date, today: date) -> ExerciseWeek:
    """The week from a Monday, from `sessions`, `people`, `what`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    sessions = reading.count("sessions", 0, MOST_SESSIONS)
    if sessions is None and "sessions" not in reading.problems:
        reading.problems["sessions"] = _("Type how many times, 0 when not at all.")
    people = reading.count("people", 0, MOST_PEOPLE)
    reading.close()
    return ExerciseWeek("", monday.isoformat(), sessions or 0, people, reading.text("what"))


def read_case(
    fields: Mapping[str, str],
    today: date,
    known: Collection[str] = (),
    meeting_id: str | None = None,
) -> HelpCase:
    """A case from `whose`, `person` (an id of `known`), `name`, `hamlet`, `found_on` and
    `situation`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    whose = reading.code("whose", WHOSE, _("Choose whom it is about."))
    person = reading.person("person", known) if whose != "outsider" else None
    name = reading.text("name") if whose != "member" else None
    if whose in ("member", "family") and person is None and "person" not in reading.problems:
        reading.problems["person"] = _("Type a part of the name, then press Enter.")
    if whose == "outsider" and name is None:
        reading.problems["name"] = _("Write the name.")
    found = HelpCase(
        id="",
        whose=cast("Whose", whose),
        found_on=reading.needed_day("found_on"),
        situation=reading.needed("situation", _("Write what the need is.")),
        person_id=person,
        name=name,
        hamlet=reading.text("hamlet"),
        meeting_id=meeting_id,
    )
    reading.close()
    return found


def read_help(
    fields: Mapping[str, str], today: date, known: Collection[str] = (), since: str = ""
) -> Help:
    """Help from `form`, `on_date`, `what`, `value` and `helper` (an id of `known`, or the words for
    somebody else), in a case found on the day `since`; its ids are "". Raises Invalid."""
    reading = Reading(fields, today)
    form = reading.code("form", HELP_FORMS, _("Choose the form of help."))
    on_date = reading.needed_day("on_date")
    reading.not_before("on_date", on_date, since)
    helper = reading.text("helper")
    found = Help(
        id="",
        case_id="",
        on_date=on_date,
        form=cast("HelpForm", form),
        what=reading.text("what"),
        value_vnd=reading.dong("value"),
        helper_id=helper if helper in known else None,
        helper=helper if helper not in known else None,
    )
    reading.close()
    return found


def read_closing(fields: Mapping[str, str], today: date, since: str) -> tuple[str, str]:
    """On which day a case found on `since` ended, and how: `closed_on` and `result`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    closed_on = reading.needed_day("closed_on")
    reading.not_before("closed_on", closed_on, since)
    result = reading.needed("result", _("Write how it ended."))
    reading.close()
    return closed_on, result


def read_proposal(
    fields: Mapping[str, str], today: date, meeting_id: str | None = None
) -> Proposal:
    """A proposal from `on_date`, `to_whom` and `about`; its id is "". Raises Invalid."""
    reading = Reading(fields, today)
    found = Proposal(
        id="",
        on_date=reading.needed_day("on_date"),
        to_whom=reading.needed("to_whom", _("Write who was asked.")),
        about=reading.needed("about", _("Write what was asked for.")),
        meeting_id=meeting_id,
    )
    reading.close()
    return found


def read_answer(
    fields: Mapping[str, str], today: date, since: str
) -> tuple[str, Outcome, str | None]:
    """The answer to a proposal of the day `since`: `answered_on`, `outcome` and `answer`.

    Raises Invalid.
    """
    reading = Reading(fields, today)
    outcome = reading.code("outcome", OUTCOMES, _("Choose what came of it."))
    answered_on = reading.needed_day("answered_on")
    reading.not_before("answered_on", answered_on, since)
    reading.close()
    return answered_on, cast("Outcome", outcome), reading.text("answer")


# --- what looks odd -----------------------------------------------------------------------------


def activity_doubts(activity: Activity, today: date, members: int) -> dict[str, str]:
    """What is asked about an activity of a club with so many members, a sentence per field; never
    a reason to refuse."""
    doubts: dict[str, str] = {}
    if activity.participants is not None and activity.participants > members:
        doubts["participants"] = _(
            "The club has {n} members. Others go into the next field."
        ).format(n=members)
    day = date.fromisoformat(activity.on_date)
    if day < today - timedelta(days=366):
        doubts["on_date"] = _("{date} is more than a year ago. Is it right?").format(
            date=fmt_date(day)
        )
    return doubts
