"""The rule of the meetings: how the day of each month is found, where and at what time.

Below the fields stand the next twelve days that follow from what is typed, with their lunar dates:
whoever plans sees at once which meeting would fall into Tết.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import WEEKDAYS, fmt_date
from app.base.errors import Invalid
from app.base.lunar import fmt_lunar, lunar
from app.base.periods import Month
from app.base.text import _
from app.meetings import plan_records
from app.meetings.plan import RULES, WHICH, Rule, planned_day, read_rule
from ui.kit.choice import Choice
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import body, bold, muted, section
from ui.kit.layout import Cells, card, padded, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings import words

AHEAD = 12
"""So many months are shown, and a rule may begin so far ahead."""

_WHICH = "which"


def rule_form(session: Session, shell: Shell, first: Month) -> "RuleForm":
    """The rule from `first` on; the one in force there stands in the fields already."""
    rule = plan_records.rule_on(session.club, first)
    return RuleForm(session, shell, first, rule)


class RuleForm(Form):
    """Asks for the weekday only where one is meant, and shows what follows from the rule."""

    def __init__(self, session: Session, shell: Shell, first: Month, rule: Rule | None) -> None:
        self._today = session.today()
        self._days = _Days()
        super().__init__(
            session,
            shell,
            _("When the club meets"),
            _("Every month gets its day. A meeting that was moved by hand stays where it was put."),
            _fields(),
            self._store,
            verb=_("Keep this rule"),
            values=_texts(first, rule),
            draft="meeting-rule",
        )
        self.above_buttons.add(self._days)
        for name in ("number", "from_month"):
            field = self.fields[name]
            assert isinstance(field, TextField)
            field.edit.textEdited.connect(self._follow)
        self._follow()

    def first_focus(self) -> QWidget:
        self._follow()
        return super().first_focus()

    def shown_days(self) -> tuple[str, ...]:
        """The days that follow from what is typed, as they stand on the page."""
        return self._days.said

    def _store(self, values: Values) -> None:
        plan_records.set_rule(self.session.club, self._rule(values))

    def _rule(self, values: Mapping[str, str]) -> Rule:
        """Raises Invalid with the names of the fields here."""
        number = values[_WHICH] if values["kind"] == "weekday" else values["number"]
        try:
            return read_rule({**values, "number": number}, self._today)
        except Invalid as error:
            if values["kind"] != "weekday" or "number" not in error.problems:
                raise
            problems = dict(error.problems)
            del problems["number"]
            raise Invalid({**problems, _WHICH: _("Choose which one.")}) from error

    def _edited(self) -> None:
        super()._edited()
        self._follow()

    @guard
    def _follow(self) -> None:
        values = self.values()
        by_weekday = values["kind"] == "weekday"
        self.fields["number"].setVisible(not by_weekday)
        for name in (_WHICH, "weekday"):
            self.fields[name].setVisible(by_weekday)
        try:
            # Time and place say nothing about the days: a wrong one does not hide them.
            rule = self._rule({**values, "at_time": "", "place": ""})
        except Invalid:
            self._days.show_days(None, ())
            return
        months = [rule.from_month.plus(number) for number in range(AHEAD)]
        self._days.show_days(rule, months)


class _Days(QWidget):
    """Twelve days in three columns; why one is not the rule's own stands below it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: tuple[str, ...] = ()
        self._cells = Cells(24, 6)
        self._title = section(_("The next 12 meetings"))
        self._why = muted("")
        inside = padded(8)
        inside.add(self._title)
        inside.add(plain(self._cells))
        inside.add(self._why)
        outside = padded(0)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.add(card(inside))
        self.setLayout(outside)

    def show_days(self, rule: Rule | None, months: Sequence[Month]) -> None:
        """Show the days of these months; without a rule, what is still missing."""
        self._cells.clear()
        said, reasons = [], []
        for place, month in enumerate(months):
            assert rule is not None
            day = planned_day(rule, month)
            named = day_words(day.on)
            said.append(named)
            if day.why:
                reasons.append(f"{fmt_date(day.on)}: {day.why}")
            label = bold(named) if day.why else body(named)
            self._cells.addWidget(label, place % 4, place // 4)
        self.said = tuple(said)
        nothing = _("They are shown as soon as it is clear how the day is found.")
        self._why.setText(" ".join(reasons) if said else nothing)
        self._why.setVisible(bool(reasons) or not said)


def day_words(day: date) -> str:
    """A day with its weekday and its lunar date, short."""
    return f"{_(WEEKDAYS[day.weekday()])} {fmt_date(day)} ({fmt_lunar(lunar(day))})"


def _fields() -> dict[str, Field]:
    return {
        "kind": Choice(
            _("How the day is found"), [(code, _(said)) for code, said in RULES.items()]
        ),
        "from_month": TextField(_("From which month"), _("For example 7/2026")),
        "number": TextField(_("Which day"), _("A number, for example 21")),
        _WHICH: Choice(
            _("Which one of the month"), [(str(code), _(said)) for code, said in WHICH.items()]
        ),
        "weekday": Choice(
            _("Day of the week"), [(str(code), _(said)) for code, said in enumerate(WEEKDAYS)]
        ),
        "at_time": TextField(_("Time"), _("For example 8:00")),
        "place": TextField(_("Place")),
    }


def _texts(first: Month, rule: Rule | None) -> Values:
    texts = {"from_month": f"{first.month}/{first.year}", "kind": "day"}
    if rule is None:
        return texts
    number = str(rule.number)
    by_weekday = rule.kind == "weekday"
    return {
        **texts,
        "kind": rule.kind,
        "number": "" if by_weekday else number,
        _WHICH: number if by_weekday else "",
        "weekday": str(rule.weekday) if rule.weekday is not None else "",
        "at_time": words.time_words(rule.at_time),
        "place": rule.place or "",
    }
