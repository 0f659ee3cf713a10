"""The rule of the meetings: how the day of each month is found, where and at what time.

Below the fields stand the next twelve days that follow from what is typed, with their lunar dates:
whoever plans sees at once which meeting would fall into Tết.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.base.dates import WEEKDAYS
from app.base.errors import Invalid
from app.base.lunar import lunar
from app.base.periods import Month
from app.base.text import _
from app.meetings import plan_records
from app.meetings.plan import RULES, Rule, planned_day, read_rule
from ui.kit.choice import Choice
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import bold, line, muted
from ui.kit.layout import Cells, Column, card, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.meetings import words

AHEAD = 12
"""So many months are shown, and a rule may begin so far ahead."""

_ACROSS, _DAY = 4, 240
"""The days stand in so many columns at most, each at least so wide at 100 %."""


def rule_form(session: Session, shell: Shell, first: Month) -> "RuleForm":
    """The rule from `first` on; the one in force there stands in the fields already."""
    rule = plan_records.rule_on(session.club, first)
    return RuleForm(session, shell, first, rule)


class RuleForm(Form):
    """Asks for the weekday only where one is meant, and shows what follows from the rule."""

    def __init__(self, session: Session, shell: Shell, first: Month, rule: Rule | None) -> None:
        self._today = session.today()
        self._days = _Days()
        self._number = _NumberField(_("Which one"))
        month = TextField(_("From which month"), _("For example 7/2026"))
        super().__init__(
            session,
            shell,
            _("When the club meets"),
            "",
            _fields(self._number, month),
            self._store,
            verb=_("Keep this rule"),
            values=_texts(first, rule),
            columns=3,
            least=260,
            draft="meeting-rule",
        )
        self.above_buttons.add(self._days)
        for field in (self._number, month):
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
        return read_rule(values, self._today)

    def _edited(self) -> None:
        super()._edited()
        self._follow()

    @guard
    def _follow(self) -> None:
        values = self.values()
        by_weekday = values["kind"] == "weekday"
        self.fields["weekday"].setVisible(by_weekday)
        self._number.follow(values["kind"])
        try:
            # Time and place say nothing about the days: a wrong one does not hide them.
            rule = self._rule({**values, "at_time": "", "place": ""})
        except Invalid:
            self._days.show_days(None, ())
            return
        months = [rule.from_month.plus(number) for number in range(AHEAD)]
        self._days.show_days(rule, months)


class _NumberField(TextField):
    """The number of the day; below it stands what is counted."""

    def follow(self, kind: str) -> None:
        """Say what is counted when days are found in this way."""
        said = {
            "day": _("Day of the month, for example 21"),
            "weekday": _("1 is the first of the month, 5 the last"),
            "lunar": _("Lunar day, for example 15"),
        }
        self.hint = said.get(kind, "")
        if not self.current_problem():
            self._say_below()


class _Days(QWidget):
    """Twelve days; why one is not the rule's own stands below them."""

    def __init__(self) -> None:
        super().__init__()
        self.said: tuple[str, ...] = ()
        self._across = 0
        self._labels: list[QLabel] = []
        self._cells = Cells(20, 2)
        self._why = muted("")
        inside = Column(4, (18, 8, 18, 8))
        inside.add(bold(_("The next 12 meetings, with the lunar day")))
        inside.add(plain(self._cells))
        inside.add(self._why)
        outside = Column(0)
        outside.add(card(inside))
        self.setLayout(outside)

    def show_days(self, rule: Rule | None, months: Sequence[Month]) -> None:
        """Show the days of these months; without a rule, what is still missing."""
        self._cells.clear()
        self._labels.clear()
        said, reasons = [], []
        for month in months:
            assert rule is not None
            day = planned_day(rule, month)
            named = day_words(day.on)
            said.append(named)
            if day.why:
                reasons.append(day.why)
            self._labels.append(line(named, "bold" if day.why else ""))
        self.said = tuple(said)
        nothing = _("They are shown as soon as it is clear how the day is found.")
        self._why.setText(" ".join(reasons) if said else nothing)
        self._why.setVisible(bool(reasons) or not said)
        self._arrange(self._columns())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        if self._columns() != self._across:
            self._arrange(self._columns())

    def _columns(self) -> int:
        return max(1, min(_ACROSS, self.width() // px(_DAY)))

    def _arrange(self, across: int) -> None:
        self._across = across
        for place, label in enumerate(self._labels):
            self._cells.addWidget(label, place // across, place % across)

    def minimumSizeHint(self) -> QSize:
        # Whatever the columns now, one column is one resize away.
        return QSize(px(_DAY), super().minimumSizeHint().height())


def day_words(day: date) -> str:
    """A day with its weekday, and in brackets the lunar one: "Sunday 15/2 (28/12)"."""
    when = lunar(day)
    named = _("{weekday} {day} ({lunar})")
    return named.format(
        weekday=_(WEEKDAYS[day.weekday()]),
        day=f"{day.day}/{day.month}",
        lunar=f"{when.day}/{when.month}",
    )


def _fields(number: TextField, month: TextField) -> dict[str, Field]:
    kinds = [(code, _(said)) for code, said in RULES.items()]
    weekdays = [(str(code), _(said)) for code, said in enumerate(WEEKDAYS)]
    return {
        "kind": Choice(_("How the day is found"), kinds),
        "number": number,
        "weekday": Choice(_("Day of the week"), weekdays, columns=2),
        "from_month": month,
        "at_time": TextField(_("Time"), _("For example 8:00")),
        "place": TextField(_("Place")),
    }


def _texts(first: Month, rule: Rule | None) -> Values:
    texts = {"from_month": f"{first.month}/{first.year}", "kind": "day"}
    if rule is None:
        return texts
    return {
        **texts,
        "kind": rule.kind,
        "number": str(rule.number),
        "weekday": str(rule.weekday) if rule.weekday is not None else "",
        "at_time": words.time_words(rule.at_time),
        "place": rule.place or "",
    }
