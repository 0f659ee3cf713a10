"""A person's health page: a year as a chart, the latest values, what to do, every reading."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.dates import Month, age, fmt_date
from app.base.errors import Refused
from app.base.text import _, language
from app.health import fact_records, records
from app.health.rules import (
    Reading,
    band,
    band_code,
    bmi_level,
    bmi_tenths,
    by_day,
    fmt_glucose,
    fmt_height,
    fmt_pressure,
    fmt_weight,
    merged,
)
from app.health.thresholds import rules_on
from app.health.trend import pressure_until
from app.members import records as members
from app.members.rules import Member
from ui.health import words
from ui.health.form import ReadingForm
from ui.kit.button import Button
from ui.kit.chart import ChartView
from ui.kit.chips import Chip, Result
from ui.kit.empty import Empty
from ui.kit.labels import body, line, muted, section
from ui.kit.layout import Apart, Cells, Column, Flow, Row, SideBySide, card, padded, plain
from ui.kit.notice import IconLabel
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table


class PersonHealthPage(Page):
    """Needs health.read; a role without it is told so. Opening the page is noted in the book."""

    help_id = "health"
    reads = records.READS | {"health_fact"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        self._readings: tuple[Reading, ...] = ()
        self._first: QWidget | None = None
        self._books = Button(_("Print the health book"), icon="printer", key="Ctrl+P")
        self._books.clicked.connect(self._open_books)
        self._change = Button(_("Change"), icon="pencil", key="F2")
        self._change.clicked.connect(self._correct)
        self._add = Button(_("Add a reading"), icon="plus", key="Ctrl+N", kind="primary")
        self._add.clicked.connect(self._write)
        self._known = Button(_("Illnesses"), icon="stethoscope", key="F4")
        self._known.clicked.connect(self._open_known)
        self.set_actions(self._books, self._known, self._add)
        self.shed_keys()
        self._chart, self._beside, self._instead = Column(0), Column(0), Column(0)
        self._advice = Row(10)
        self._again: dict[str | None, Reading] = {}
        self.table = _table(self._others)
        self.table.opened.connect(self._correct)
        turning = Flow(12, right=True)
        turning.add(self._change)
        turning.add(self.table.pager)
        between = Apart(plain(self._advice), plain(turning), gap=12, grow=True)
        work = Column(6)
        now = SideBySide(plain(self._chart), plain(self._beside), share=66, least=900)
        now.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        work.add(now)
        work.add(between)
        work.add(self.table, stretch=1)
        self._work = plain(work)
        self.body.add(self._work, stretch=1)
        self.body.add(self._instead, stretch=1)

    def refresh(self) -> None:
        today = self.session.today()
        member = members.member(self.session.club, self.person_id, today)
        person = member.person
        name = words.full_name(person.name, person.sex, person.birth, today)
        self.head(name, _about(member, self.session))
        try:
            self._readings = records.readings(self.session.club, self.person_id)
        except Refused as refused:
            self._show_instead(self._refusal(str(refused)), may=False)
            return
        if not self._readings:
            self._show_instead(self._nothing_yet(), may=True)
            return
        self._instead.clear()
        self._first = self.table
        self._work.show()
        self._known.show()
        self._books.show()
        self._add.show()
        self._again = _measured_again(self._readings)
        self.table.set_rows(list(reversed(self._readings)))
        self._show_chart(name)
        self._show_beside()

    def first_focus(self) -> QWidget | None:
        return self._first

    # --- instead of readings ----------------------------------------------------------------

    def _show_instead(self, empty: Empty, *, may: bool) -> None:
        self._instead.clear()
        self._instead.add(empty, stretch=1)
        self._first = empty.first()
        self._work.hide()
        self._add.hide()
        self._books.setVisible(may)
        self._known.setVisible(may)

    def _refusal(self, sentence: str) -> Empty:
        back = Button(_("Back"), icon="arrow-left", main=True)
        back.clicked.connect(self.escape)
        return Empty("lock", _("This page is closed to you"), sentence, back)

    def _nothing_yet(self) -> Empty:
        write = Button(_("Add a reading"), icon="plus", key="Ctrl+N", kind="primary", main=True)
        write.clicked.connect(self._write)
        return Empty(
            "heart-pulse",
            _("No reading yet"),
            _("After the first measuring, the chart and the latest values stand here."),
            write,
        )

    # --- parts ------------------------------------------------------------------------------

    def _show_chart(self, name: str) -> None:
        today = self.session.today()
        self._chart.clear()
        top = Row()
        top.add(section(_("Blood pressure of 12 months")), stretch=1)
        pressures = [one for one in by_day(self._readings) if one.systolic is not None]
        if pressures:
            top.add(Chip(_course(pressures)))
        chart = pressure_until(self._readings, rules_on(today), Month.of(today))
        inside = padded(8)
        inside.add(top)
        inside.add(_YearChart(chart, _("Blood pressure of {name}").format(name=name)), stretch=1)
        self._chart.add(card(inside), stretch=1)

    def _show_beside(self) -> None:
        self._beside.clear()
        self._advice.clear()
        last = merged(self._readings)
        inside = padded(6)
        inside.add(section(_("Latest values")))
        inside.add(muted(_("Measured on {day}").format(day=fmt_date(last.on))))
        inside.add(_facts(_latest(last)))
        for words_, icon in self._told():
            inside.add(mark_line(icon, words_))
        inside.stretch()
        self._beside.add(card(inside), stretch=1)
        pressures = [one for one in by_day(self._readings) if one.systolic is not None]
        if pressures:
            self._advice.add(IconLabel("stethoscope"))
            self._advice.add(body(_advice(pressures[-1])), stretch=1)

    def _others(self, reading: Reading) -> str:
        """Other values and the note; of a second reading, what counts of its day."""
        counted = self._again.get(reading.id)
        said = words.others(reading)
        if counted is None:
            return said
        second = _("second reading, mean {pressure}").format(pressure=fmt_pressure(counted))
        return f"{second}. {said}" if said else second

    def _told(self) -> list[tuple[str, str]]:
        """What stands of illnesses, in a line, and of allergies, in another."""
        today = self.session.today().isoformat()
        facts = fact_records.facts(self.session.club, self.person_id)
        found = []
        for kind, icon in (("illness", "stethoscope"), ("allergy", "triangle-alert")):
            told = [one.words() for one in facts if one.kind == kind and one.holds(today)]
            if told:
                said = ", ".join(told)
                if kind == "allergy":
                    said = _("Allergy: {what}").format(what=said)
                found.append((said, icon))
        return found

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _open_known(self) -> None:
        from ui.health.facts import KnownPage

        self.shell.show(KnownPage(self.session, self.shell, self.person_id))

    @guard
    def _correct(self) -> None:
        reading = self.table.current()
        if reading is None:
            return
        before = [one for one in self._readings if one.on < reading.on]
        last = merged(before) if before else None
        self.shell.show(self._form(reading, last))

    @guard
    def _write(self) -> None:
        self.shell.show(self._form(None, merged(self._readings) if self._readings else None))

    def _form(self, reading: Reading | None, last: Reading | None) -> ReadingForm:
        return ReadingForm(self.session, self.shell, self.person_id, self.title(), reading, last)

    @guard
    def _open_books(self) -> None:
        from ui.health.books import BooksPage  # brings the PDF library along

        self.shell.show(BooksPage(self.session, self.shell, self.person_id, alone=True))


class _YearChart(ChartView):
    """Leaves room for a table below it."""

    def sizeHint(self) -> QSize:
        return QSize(px(630), px(150))


def _measured_again(readings: Sequence[Reading]) -> dict[str | None, Reading]:
    """What counts of a day, by the id of each pressure of that day but the first."""
    found: dict[str | None, Reading] = {}
    counted = {one.on: one for one in by_day(readings)}
    days: set[date] = set()
    for one in readings:
        if one.systolic is not None:
            if one.on in days:
                found[one.id] = counted[one.on]
            days.add(one.on)
    return found


def _table(others: Callable[[Reading], str]) -> Table[Reading]:
    return Table(
        [
            TableColumn(_("Day"), lambda one: fmt_date(one.on), sort=lambda one: one.on, bold=True),
            TableColumn(_("Blood pressure"), fmt_pressure, sort=lambda one: one.systolic or 0),
            TableColumn(
                _("Result"), lambda one: words.band_result(one).word, cell=words.band_result
            ),
            TableColumn(_("Pulse"), lambda one: str(one.pulse or ""), align="right", keep=60),
            TableColumn(
                _("Weight"),
                lambda one: "" if one.weight_g is None else fmt_weight(one.weight_g),
                align="right",
                keep=70,
            ),
            TableColumn(_("Other values and note"), others, wide=True, keep=50),
        ],
        key=lambda one: one.id,
        name=_("Every reading"),
    )


def _about(member: Member, session: Session) -> str:
    parts = []
    if member.person.birth:
        years = age(member.person.birth, session.today()).years
        parts.append(_("{n} years").format(n=years))
    if member.person.hamlet:
        parts.append(member.person.hamlet)
    parts.append(_("number {code}").format(code=member.code))
    return ", ".join(parts) + "."


def _course(pressures: Sequence[Reading]) -> Result:
    """The band of the last blood pressure; how often in a row when it was high that often."""
    last = words.band_result(pressures[-1])
    in_a_row = 0
    for one in reversed(pressures):
        if not rules_on(one.on).at_least(band_code(one), "high"):
            break
        in_a_row += 1
    if in_a_row < rules_on(pressures[-1].on).follow_up.high_in_a_row:
        return last
    word = _("{band}, {n} times in a row").format(band=last.word, n=in_a_row)
    return Result(word, band=last.band)


def _facts(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Short names and values, each in one line."""
    cells = Cells(across=16, down=2)
    for row, (name, value) in enumerate(pairs):
        cells.addWidget(line(name, "muted"), row, 0)
        cells.addWidget(line(value), row, 1)
    cells.setColumnStretch(1, 1)
    return plain(cells)


def _latest(last: Reading) -> list[tuple[str, str]]:
    found = []
    if last.systolic is not None:
        found.append((_("Blood pressure"), fmt_pressure(last)))
    if last.pulse is not None:
        found.append((_("Pulse"), f"{last.pulse} {_('/min')}"))
    if last.weight_g is not None:
        found.append((_("Weight"), fmt_weight(last.weight_g)))
    if last.height_mm is not None:
        found.append((_("Height"), fmt_height(last.height_mm)))
    if last.weight_g is not None and last.height_mm is not None:
        level = bmi_level(bmi_tenths(last.weight_g, last.height_mm), rules_on(last.on))
        found.append((_("Build"), level.word.in_(language())))
    if last.glucose_umol_l is not None:
        found.append((_("Glucose"), fmt_glucose(last.glucose_umol_l)))
    return found


def _advice(pressure: Reading) -> str:
    """What the rules say for the band of a blood pressure; never the name of an illness."""
    rules = rules_on(pressure.on)
    found = band(pressure, rules)
    if found is None:
        return ""
    advice = rules.advice.by_band[found.code].in_(language())
    said = words.plain(advice.format(minutes=rules.second_reading.rest_minutes))
    if rules.advice.verified:
        return said
    return _("{advice} (General advice, not yet confirmed by a doctor.)").format(advice=said)
