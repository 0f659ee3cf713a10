"""The club's month of health: bands as bars, figures each with the people behind it, and the page
for the wall."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.base.dates import Month
from app.base.text import _, language
from app.documents import health_lists, health_month, listing_page
from app.documents.issuer import issuer_of
from app.health import list_records
from app.health.month import HealthMonth
from app.health.thresholds import rules_on
from ui.health import words
from ui.health.bars import BandBars
from ui.health.paper import Paper, Printing
from ui.health.person import PersonHealthPage
from ui.kit.button import Button
from ui.kit.labels import bold, section
from ui.kit.layout import Column, Flow, Row, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table

ORDER = ("urgent", "very_high", "high", "elevated", "normal", "low")
"""Bands as the bars stand, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it counts, "31 of 58", and who is behind it."""

    code: str
    title: str
    said: str
    people: tuple[str, ...]


class MonthPage(Page):
    """Enter opens the people behind a figure; other months by Page keys on the buttons."""

    help_id = "health-month"
    reads = list_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.month = Month.of(session.today())
        self._told: HealthMonth | None = None
        self._printing = Printing(self)
        wall = Button(_("For the wall"), icon="printer", key="Ctrl+P", kind="primary")
        wall.clicked.connect(self._print)
        self.set_actions(wall)
        self.earlier = Button(_("Month before"), icon="chevron-left", key="F3")
        self.earlier.clicked.connect(self._back)
        self.later = Button(_("Month after"), icon="chevron-right", key="F4")
        self.later.clicked.connect(self._on)
        ways = Flow(12)
        ways.add(self.earlier)
        ways.add(self.later)
        self.bars = BandBars(_("People in each band of blood pressure"))
        self.measured = bold("")
        left = padded(12)
        left.add(section(_("Blood pressure, by the last measuring of each")))
        left.add(self.measured)
        left.add(self.bars)
        left.stretch()
        self.table = _table()
        self.table.opened.connect(self._open)
        right = Column(8)
        right.add(self.table, stretch=1)
        pager = Row(0)
        pager.stretch()
        pager.add(self.table.pager)
        right.add(pager)
        self.body.add(plain(ways))
        self.body.add(SideBySide(card(left), plain(right), share=46, least=900), stretch=1)

    def refresh(self) -> None:
        told = list_records.month_figures(self.session.club, self.month)
        self._told = told
        name = f"{self.month.month}/{self.month.year}"
        self.head(
            _("Our health in month {month}").format(month=name),
            _("Enter shows who is behind a figure."),
        )
        self.measured.setText(
            _("{n} of {all} members measured").format(n=len(told.measured), all=len(told.members))
        )
        rules = rules_on(self.month.last)
        self.bars.set_rows(
            [
                (code, rules.band(code).word.in_(language()), len(told.bands.get(code, ())))
                for code in ORDER
            ]
        )
        self.table.set_rows(_figures(told))
        if self.month == Month.of(self.session.today()):
            self.later.off(_("the month has not come yet"))
        else:
            self.later.on()

    def first_focus(self) -> QWidget:
        return self.table

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _back(self) -> None:
        self._go_to(self.month.previous())

    @guard
    def _on(self) -> None:
        self._go_to(self.month.next())

    def _go_to(self, month: Month) -> None:
        if month <= Month.of(self.session.today()):
            self.month = month
            self.refresh()

    @guard
    def _open(self, figure: Figure) -> None:
        page = PeoplePage(self.session, self.shell, figure, self.month)
        self.shell.show(page)

    @guard
    def _print(self) -> None:
        club, tongue = self.session.club, language()
        if self._told is None:
            return
        wall = health_month.of_figures(self._told, self.session.today(), issuer_of(club))
        self._printing.show(
            Paper(
                lambda: health_month.render(wall, language=tongue),
                self.title(),
                _("health-month.pdf"),
                f"health-month {self.month}",
                _("Figures only, nobody by name: it may hang on the wall."),
            )
        )


class PeoplePage(Page):
    """Who is behind a figure of a month; Enter opens the person."""

    help_id = "health-month"
    reads = list_records.READS

    def __init__(self, session: Session, shell: Shell, figure: Figure, month: Month) -> None:
        super().__init__(session, shell)
        self.figure, self.month = figure, month
        self._printing = Printing(self)
        name = f"{month.month}/{month.year}"
        self.head(figure.title, _("Month {month}: {figure}").format(month=name, figure=figure.said))
        paper = Button(_("Print this list"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self._print)
        self.set_actions(paper)
        self.table: Table[tuple[str, str, str]] = Table(
            [
                TableColumn(_("Full name"), lambda row: row[1], bold=True, wide=True),
                TableColumn(_("Hamlet"), lambda row: row[2]),
            ],
            key=lambda row: row[0],
            name=figure.title,
        )
        self.table.opened.connect(self._open)
        above = Row()
        above.stretch()
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        today = self.session.today()
        found = list_records.names_of(self.session.club, self.figure.people)
        self.table.set_rows(
            [
                (
                    person_id,
                    words.full_name(row["name"], row["sex"], row["birth"], today),
                    row["hamlet"] or "",
                )
                for person_id in self.figure.people
                if (row := found.get(person_id)) is not None
            ]
        )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, row: tuple[str, str, str]) -> None:
        self.shell.show(PersonHealthPage(self.session, self.shell, row[0]))

    @guard
    def _print(self) -> None:
        tongue = language()
        title = f"{self.figure.title}, {self.month.month}/{self.month.year}"
        listing, issuer = health_lists.behind(
            self.session.club, title, self.figure.people, self.session.today()
        )
        self._printing.show(
            Paper(
                lambda: listing_page.render(listing, issuer, language=tongue),
                title,
                _("health-list.pdf"),
                f"{listing.kind} {len(listing.rows)}",
                _("For the health lead. It does not belong on the wall."),
            )
        )


def _table() -> Table[Figure]:
    return Table(
        [
            TableColumn(_("Figure"), lambda one: one.title, bold=True, wide=True),
            TableColumn(_("People"), lambda one: one.said, align="right"),
        ],
        key=lambda one: one.code,
        name=_("Figures of the month"),
    )


def _figures(told: HealthMonth) -> Sequence[Figure]:
    """Every figure of the month, "31 of 58" with the list behind it."""
    of = _("{n} of {all}")
    known = len(told.hypertension)
    measured = set(told.measured)
    missing = tuple(one for one in told.members if one not in measured)
    rules = rules_on(told.month.last)
    every = len(told.open_slips) + len(told.closed_slips)

    def share(people: Sequence[str], whole: int) -> str:
        return of.format(n=len(people), all=whole)

    figures = [
        Figure("measured", _("Measured"), share(told.measured, len(told.members)), told.measured),
        Figure("missing", _("Not measured"), str(len(missing)), missing),
        Figure(
            "controlled",
            _("Under control, known high blood pressure"),
            share(told.controlled, known),
            told.controlled,
        ),
        Figure(
            "uncontrolled",
            _("Known and still high"),
            share(told.uncontrolled, known),
            told.uncontrolled,
        ),
        Figure(
            "known_missing",
            _("Known and not measured"),
            share(told.known_not_measured, known),
            told.known_not_measured,
        ),
        Figure(
            "second", _("Measured again"), share(told.second, len(told.asked_again)), told.second
        ),
        Figure(
            "open",
            _("Slips without an answer"),
            of.format(n=len(told.open_slips), all=every),
            tuple(dict.fromkeys(slip.person_id for slip in told.open_slips)),
        ),
        Figure(
            "closed",
            _("Slips answered"),
            of.format(n=len(told.closed_slips), all=every),
            tuple(dict.fromkeys(slip.person_id for slip in told.closed_slips)),
        ),
    ]
    bands = [
        Figure(
            f"band {code}",
            _("Band: {word}").format(word=rules.band(code).word.in_(language()).lower()),
            str(len(told.bands.get(code, ()))),
            tuple(told.bands.get(code, ())),
        )
        for code in ORDER
    ]
    return [*figures, *bands]
