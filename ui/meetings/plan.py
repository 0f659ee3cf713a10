"""Step 8: the meeting of next month: its day by the rule, and a theme for each area."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.areas import picture_records
from app.areas.deeds import deeds
from app.base.areas import AREAS, Area
from app.base.dates import fmt_date, fmt_long
from app.base.errors import Invalid
from app.base.names import fold
from app.base.periods import Month
from app.base.text import N_, _
from app.meetings import meeting_records, plan_records
from app.meetings.plan import planned_day
from app.meetings.rules import FAR_AHEAD, Meeting, Theme, read_time
from app.members.reading import Reading
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.labels import body
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.unsaved import Unsaved
from ui.meetings.people import People
from ui.meetings.step import GridStep, Way

TOPIC, LEADER = "topic", "leader"
LOOK_BACK = 12
"""Months in which the usual theme of an area is looked for."""
ALIKE = 3
"""So many people of one name are told apart in a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the grid: a theme of an area, or the place for its first one."""

    area: Area
    theme: Theme | None


class PlanStep(GridStep):
    """What was missing this month stands first; Enter takes the usual theme of an area."""

    step = "plan"
    reads = frozenset({"theme", "meeting", "meeting_rule", "person", "meeting_step"})

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._people = People(session)
        self._places: dict[str, Place] = {}
        self._missing: tuple[Area, ...] = ()
        self._usual: Mapping[Area, str] = {}
        self.all_usual = Button(_("Take all these themes"), icon="check", key="Ctrl+D")
        self.all_usual.clicked.connect(self._take_all)
        self.change_day = Button(_("Day and place"), icon="calendar-days", key="F2")
        self.change_day.clicked.connect(self._ask_day)
        self.set_actions(*((self.all_usual, self.change_day) if self.may_write else ()))
        self.grid = Grid(
            [
                GridColumn(TOPIC, _("Theme"), 400, align="left"),
                GridColumn(LEADER, _("Who leads it"), 220, align="left"),
            ],
            self._save,
            name_title=_("Area"),
            result_title=_("This month"),
        )
        self.grid.ended.connect(self._to_next)
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"themes {self.meeting.id}")
        self.body.add(self.grid, stretch=1)

    @property
    def month(self) -> Month:
        """The month that is planned."""
        return self.meeting.month.next()

    def refresh(self) -> None:
        club = self.session.club
        self._missing = picture_records.missing(club, self.meeting.month)
        themes = plan_records.themes(club, self.month)
        self._usual = self._usual_themes()
        self._people.renew([theme.leader_id for theme in themes])
        places: dict[str, Place] = {}
        for area in sorted(AREAS, key=lambda area: area not in self._missing):
            here = [theme for theme in themes if theme.area == area]
            for number, theme in enumerate(here or [None]):
                places[f"{area}.{number}"] = Place(area, theme)
        self._places = places
        self.grid.set_rows([self._row(key, place) for key, place in places.items()])
        if self.may_write:
            self._unsaved.put_back()
        planned = meeting_records.meeting_of(club, self.month)
        self.purpose_is(_words(planned, self.month))
        waiting = any(place.theme is None for place in places.values())
        if self.may_write:
            if waiting:
                self.all_usual.on()
            else:
                self.all_usual.off(_("Every area has its theme"))
        count = sum(1 for place in places.values() if place.theme is not None)
        self.grid.set_foot(body(_("{n} themes for 8 areas.").format(n=count)))

    def leaving(self) -> None:
        super().leaving()
        if self.may_write:
            self._unsaved.keep()

    # --- themes -------------------------------------------------------------------------------

    def _row(self, key: str, place: Place) -> GridRow:
        theme, missing = place.theme, place.area in self._missing
        texts = {TOPIC: theme.topic, LEADER: theme.leader} if theme is not None else {}
        mark = Result(_("Missing"), icon="triangle-alert", tone="warn")
        return GridRow(
            key=key,
            name=_(AREAS[place.area]),
            texts=texts,
            prefilled={TOPIC: self._usual[place.area]} if theme is None else {},
            result=mark if missing else Result(_("Done"), icon="check"),
        )

    def _usual_themes(self) -> dict[Area, str]:
        """The theme that an area had most often of late, else what clubs usually do in it."""
        past = plan_records.themes_between(
            self.session.club, self.month.plus(-LOOK_BACK), self.month.previous()
        )
        usual = {}
        for area in AREAS:
            topics = Counter(theme.topic for _month, theme in reversed(past) if theme.area == area)
            often = topics.most_common(1)
            usual[area] = often[0][0] if often else deeds()[area][0].words()
        return usual

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        place = self._places[key]
        theme = self._theme(place, texts)
        self._write({key: theme})
        if theme is None:
            return RowResult({TOPIC: "", LEADER: ""}, self._row(key, place).result)
        return RowResult({TOPIC: theme.topic, LEADER: theme.leader}, self._row(key, place).result)

    def _theme(self, place: Place, texts: Mapping[str, str]) -> Theme | None:
        topic, leader = texts[TOPIC], texts[LEADER]
        before = place.theme
        if not topic and not leader:
            return None
        if before is None:  # who names a leader means the theme that stands there
            topic = topic or self._usual[place.area]
        if not topic:
            raise Invalid({TOPIC: _("Write what it is about.")})
        kept = before is not None and leader == before.leader
        who = before.leader_id if before is not None and kept else self._find(leader)
        person = self._people.get(who) if who else None
        name = leader if kept or person is None else person.name
        return Theme(before.id if before else "", place.area, topic, who, name)

    def _find(self, typed: str) -> str | None:
        """The id of whom a part of a name means. Raises Invalid when it means nobody or several."""
        if not typed:
            return None
        found = [each for each in self._people.find(typed) if fold(typed) in fold(each.name)]
        exact = [each for each in found if fold(each.name) == fold(typed)]
        found = exact or found
        if len(found) == 1:
            return found[0].id
        if not found:
            raise Invalid(
                {LEADER: _("Nobody in the register is called so. Type a part of the name.")}
            )
        names = ", ".join(f"{each.name} ({each.more})" for each in found[:ALIKE])
        raise Invalid({LEADER: _("Which one? Type more: {names}.").format(names=names)})

    def _write(self, themes: Mapping[str, Theme | None]) -> None:
        now = {key: themes.get(key, place.theme) for key, place in self._places.items()}
        order = list(AREAS)
        kept = sorted(filter(None, now.values()), key=lambda theme: order.index(theme.area))
        with self.writing():
            plan_records.set_themes(self.session.club, self.month, kept)

    @guard
    def _take_all(self) -> None:
        if not self.grid.flush():
            return
        taken = {
            key: Theme("", place.area, self._usual[place.area])
            for key, place in self._places.items()
            if place.theme is None
        }
        if taken:
            self._write(dict(taken))
        self.grid.setFocus()

    def _to_next(self) -> None:
        self.next.setFocus()

    # --- its day ------------------------------------------------------------------------------

    @guard
    def _ask_day(self) -> None:
        session, month = self.session, self.month
        club, today = session.club, session.today()
        planned = meeting_records.meeting_of(club, month)
        rule = plan_records.rule_on(club, month)
        usual = planned_day(rule, month).on.isoformat() if rule else None

        def save(values: Values) -> None:
            reading = Reading(values, today)
            day = reading.needed_day("planned_on", ahead=FAR_AHEAD)
            if "planned_on" not in reading.problems and not _near(day, month):
                reading.problems["planned_on"] = _("This day is far from month {n}.").format(
                    n=month.month
                )
            why = reading.text("why")
            if usual is not None and day != usual and why is None:
                reading.problems["why"] = _("Write the reason in a few words.")
            at_time, place = read_time(reading, "at_time"), reading.text("place")
            leader = reading.person("leader", self._people.known)
            reading.close()
            with self.writing(), club.change(_LABEL, month=f"{month.month}/{month.year}"):
                if day == usual:
                    plan_records.plan_again(club, month)
                else:
                    plan_records.move_meeting(club, month, day, why or "")
                plan_records.set_details(club, month, at_time, place, leader)

        fields = {
            "planned_on": DateField(_("Day"), today, ahead=FAR_AHEAD),
            "why": TextField(_("Why another day"), _("Empty when it is the usual day")),
            "at_time": TextField(_("Time"), _("For example 8:00")),
            "place": TextField(_("Place")),
            "leader": PersonField(_("Who leads the meeting"), self._people),
        }
        values = {}
        if planned is not None:
            moved = planned.planned_on != usual
            values = {
                "planned_on": _day(planned.planned_on),
                "why": (planned.why or "") if moved else "",
                "at_time": planned.at_time or "",
                "place": planned.place or "",
                "leader": planned.leader_id or "",
            }
        self.shell.show(
            Form(
                session,
                self.shell,
                _("Meeting of month {n}").format(n=month.month),
                "",
                fields,
                save,
                verb=_("Keep this"),
                values=values,
                draft=f"plan.{month}",
            )
        )


_LABEL = N_("Change the plan of {month}")


def _near(day: str, month: Month) -> bool:
    return month.previous().first.isoformat() <= day <= month.next().last.isoformat()


def _words(planned: Meeting | None, month: Month) -> str:
    """When and where, in one sentence."""
    if planned is None or planned.planned_on is None:
        return _("The meeting of month {n} has no day yet: press F2.").format(n=month.month)
    said = [fmt_long(date.fromisoformat(planned.planned_on))]
    said += [planned.at_time] if planned.at_time else []
    said += [planned.place] if planned.place else []
    said += [_("led by {name}").format(name=planned.leader)] if planned.leader else []
    words = ", ".join(said) + "."
    return f"{words} {planned.why}" if planned.why else words


def _day(iso: str | None) -> str:
    return fmt_date(date.fromisoformat(iso)) if iso else ""
