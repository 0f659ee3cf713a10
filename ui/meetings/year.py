"""The plan of a year: the rule, twelve meetings, and what became of what was planned."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.lunar import lunar
from app.base.periods import Month
from app.base.text import _, language, ngettext
from app.meetings import plan_records, year_records
from app.meetings.plan import Rule, rule_words
from app.meetings.rules import STATES, Meeting
from app.meetings.year import PlannedMonth
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.chips import NOTHING, Result
from ui.kit.empty import Empty
from ui.kit.labels import body
from ui.kit.layout import Apart, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.meetings import words
from ui.meetings.year_month import YearMonthPage, against_words, standing_words
from ui.meetings.year_rule import rule_form

FIRST_YEAR = 1990


class YearPage(Page):
    """Twelve rows, last year beside them; Enter opens a month with all that can be done there."""

    help_id = "meeting-year"
    reads = year_records.READS

    def __init__(self, session: Session, shell: Shell, year: int | None = None) -> None:
        super().__init__(session, shell)
        self._year = year or session.today().year
        self._now: tuple[PlannedMonth, ...] = ()
        self._before: tuple[PlannedMonth, ...] = ()
        self.may = session.may("meetings.write")
        rule = Button(_("When the club meets"), icon="calendar-days", key="Ctrl+R")
        rule.clicked.connect(self._ask_rule)
        self._print_button = Button(_("Print the plan"), icon="printer", key="Ctrl+P")
        self._print_button.clicked.connect(self._print)
        self.set_actions(*([rule] if self.may else ()), self._print_button)
        self.table: Table[PlannedMonth] = Table(
            [
                Column(_("Month"), _month_words, bold=True),
                Column(_("Day"), lambda each: _of_day(each, words.day_words), keep=90),
                Column(_("Lunar"), lambda each: _of_day(each, _lunar_words), keep=40),
                Column(_("Place"), lambda each: _of_meeting(each, _place), wide=True, keep=20),
                Column(_("In charge"), lambda each: _of_meeting(each, _leader), wide=True, keep=30),
                Column(_("Themes"), _themes_words, cell=_themes, keep=80),
                Column(_("It stands"), _standing_words, cell=_standing, keep=70),
                Column(_("Last year"), self._last_year, keep=60),
            ],
            key=lambda each: each.month,
            name=_("The twelve meetings"),
            together=12,
        )
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._tell)
        self.body.add(self.table, stretch=1)
        self.body.add(self._foot())

    def _foot(self) -> Apart:
        """The chosen month in words, and the ways to other years."""
        self._year_before = Button("", icon="chevron-left", name=_("Year before"))
        self._year_before.clicked.connect(self._to_year_before)
        self._year_after = Button("", icon="chevron-right", name=_("Next year"))
        self._year_after.clicked.connect(self._to_year_after)
        self._told = body("")
        ways = Row(10)
        for part in (self.table.pager, self._year_before, self._year_after):
            ways.add(part)
        return Apart(self._told, plain(ways), gap=12, grow=True)

    # --- what the window asks -----------------------------------------------------------------

    def refresh(self) -> None:
        club, year = self.session.club, self._year
        self._now = year_records.year_plan(club, year)
        self._before = year_records.year_plan(club, year - 1)
        rule = plan_records.rule_on(club, Month(year, 12))
        said = f"{_rule_sentence(rule)} {_count_words(self._now)}"
        self.head(_("Plan of the year {year}").format(year=year), said)
        self._year_before.setEnabled(year > FIRST_YEAR)
        self._year_after.setEnabled(year <= self.session.today().year)
        planned = any(each.meeting is not None for each in self._now)
        self.table.set_rows(self._now if planned else ())
        if not planned:
            self.table.set_empty(self._nothing())
        elif self.table.current() is None:
            self.table.select(self._first())
        self._print_button.setEnabled(planned)
        self._tell(self.table.current())

    def first_focus(self) -> QWidget:
        return self.table

    def _first(self) -> Month:
        """The month that one plans next: the first one ahead."""
        this = Month.of(self.session.today())
        return this if this.year == self._year else self._now[0].month

    def _nothing(self) -> Empty:
        first = Button(_("When the club meets"), icon="calendar-days", kind="primary")
        first.clicked.connect(self._ask_rule)
        return Empty(
            "calendar-days",
            _("No meeting is planned yet"),
            _("Write down the rule once, and every month has its day."),
            *([first] if self.may else ()),
        )

    # --- the chosen month ---------------------------------------------------------------------

    @guard
    def _tell(self, chosen: PlannedMonth | None) -> None:
        """Say when, where and under whom, why on that day, and the plan against what was done."""
        told = ""
        if chosen is not None:
            told = f"{standing_words(chosen.meeting)} {against_words(chosen)}"
        self._told.setText(told)

    def _last_year(self, each: PlannedMonth) -> str:
        """Last year's day of the same month, and how many areas it had."""
        before = self._before[each.month.month - 1]
        day = words.day(before.meeting) if before.meeting is not None else None
        if day is None or before.meeting is None or not before.meeting.id:
            return ""
        return _("{day}, {n} areas").format(day=f"{day.day}/{day.month}", n=len(before.done))

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _open(self, chosen: PlannedMonth) -> None:
        self.shell.show(YearMonthPage(self.session, self.shell, chosen.month))

    @guard
    def _ask_rule(self) -> None:
        self.shell.show(rule_form(self.session, self.shell, self._rule_from()))

    def _rule_from(self) -> Month:
        """A new rule begins with the first month whose meeting is ahead; the very first one with
        this month."""
        this = Month.of(self.session.today())
        held = [each.month for each in self._now if each.meeting and each.meeting.held_on]
        first = max(this, Month(self._year, 1))
        return first.next() if first in held else first

    @guard
    def _to_year_before(self) -> None:
        self._turn(-1)

    @guard
    def _to_year_after(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        chosen = self.table.current()
        self._year += by
        self.refresh()
        if chosen is not None:
            self.table.select(Month(self._year, chosen.month.month))

    @guard
    def _print(self) -> None:
        from app.documents import year_plan

        pdf = year_plan.render(year_plan.gather(self.session.club, self._year), language=language())
        self._preview = Preview(self.session, self.shell, pdf, self.title(), "", self._save)
        self.shell.show(self._preview)

    def _save(self, pdf: bytes) -> None:
        path = pick.save_file(self._preview, _("Save the plan"), _("plan-of-the-year.pdf"))
        if path is not None:
            pick.write(path, pdf)


# --- words ----------------------------------------------------------------------------------------


def _rule_sentence(rule: Rule | None) -> str:
    if rule is None:
        return _("Say once when the club meets; every month then has its day.")
    said = [rule_words(rule), words.time_words(rule.at_time), rule.place or ""]
    return _("The club meets {when}.").format(when=", ".join(part for part in said if part))


def _count_words(now: tuple[PlannedMonth, ...]) -> str:
    count = dict.fromkeys(STATES, 0)
    for each in now:
        if each.meeting is not None:
            count[each.meeting.state] += 1
    held = count["open"] + count["closed"]
    said = ngettext("{n} meeting held", "{n} meetings held", held).format(n=held)
    return _("{held}, {planned} ahead.").format(held=said, planned=count["planned"])


def _month_words(each: PlannedMonth) -> str:
    return _("Month {n}").format(n=each.month.month)


def _of_meeting(each: PlannedMonth, say: Callable[[Meeting], str]) -> str:
    return say(each.meeting) if each.meeting is not None else ""


def _of_day(each: PlannedMonth, say: Callable[[date], str]) -> str:
    day = words.day(each.meeting) if each.meeting is not None else None
    return say(day) if day is not None else ""


def _lunar_words(day: date) -> str:
    when = lunar(day)
    return f"{when.day}/{when.month}"


def _place(meeting: Meeting) -> str:
    return meeting.place or ""


def _leader(meeting: Meeting) -> str:
    return meeting.leader


def _themes_words(each: PlannedMonth) -> str:
    return _themes(each).word


def _themes(each: PlannedMonth) -> Result:
    """What was planned, and once the month has come, what of it was done."""
    planned, kept = len(each.planned), len(each.kept)
    if not planned:
        return Result(_("no theme yet")) if not each.done else NOTHING
    if each.missed:
        return Result(
            _("{n} of {all} done").format(n=kept, all=planned), icon="triangle-alert", tone="warn"
        )
    if kept == planned:
        return Result(_("{n} of {all} done").format(n=kept, all=planned), icon="check", tone="good")
    return Result(_("{n} of 8 areas").format(n=planned))


def _standing_words(each: PlannedMonth) -> str:
    return _standing(each).word


def _standing(each: PlannedMonth) -> Result:
    meeting = each.meeting
    if meeting is None:
        return NOTHING
    if meeting.state == "planned" and meeting.why:
        return Result(_("moved"), icon="calendar-days", bold=True)
    marks = {"closed": "circle-check", "open": "pencil", "planned": "circle", "called_off": "x"}
    closed = meeting.state == "closed"
    word = _(STATES[meeting.state])
    return Result(word, icon=marks[meeting.state], tone="good" if closed else "")
