"""Two copies of one club's book, side by side: what each of them says."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.text import _
from app.bundle.contents import FIGURES
from app.commune import records
from app.commune.figures import MonthCount, months, of_day
from app.commune.records import Arrived, Status
from ui.commune import words
from ui.kit.chips import NOTHING, Result
from ui.kit.labels import body
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.session import Session
from ui.kit.table import Column, Table

ALL = 10_000
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the comparison: what each copy says, in the order of the columns. `is_figure`
    where the copies ought to agree."""

    title: str
    sides: tuple[str, ...]
    is_figure: bool = True

    @property
    def differs(self) -> bool:
        """Whether the copies disagree."""
        return len(set(self.sides)) > 1


class ForkPage(Page):
    """A column for each copy; lines that differ say so."""

    help_id = "commune"

    def __init__(self, session: Session, shell: Shell, status: Status) -> None:
        super().__init__(session, shell)
        club = session.club
        arrived = {each.export_id: each for each in records.arrived(club, status.club_id, ALL)}
        copies = sorted((arrived[head] for head in status.heads), key=_rank, reverse=True)
        figures = [records.rows(club, status.club_id, each.export_id)["figure"] for each in copies]
        self.head(
            _("Two copies of {club}").format(club=status.name),
            _("The first column counts for now. Which copy is right, only the club can say."),
        )
        self.table: Table[Compared] = Table(
            [
                Column(_("What it tells"), lambda line: line.title, bold=True, wide=True),
                *(_side(number, each) for number, each in enumerate(copies)),
                Column(_("Comparison"), lambda line: _same(line).word, cell=_same),
            ],
            key=lambda line: line.title,
            name=_("Two copies of {club}").format(club=status.name),
        )
        self.table.set_rows(
            compare(copies, [of_day(rows) for rows in figures], [months(rows) for rows in figures])
        )
        above = Row()
        above.stretch()
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.body.add(body(_("Telephone the club: only one PC may keep the book.")))

    def first_focus(self) -> QWidget:
        return self.table


def compare(
    copies: list[Arrived], composition: list[Mapping[str, int]], counted: list[list[MonthCount]]
) -> list[Compared]:
    """The lines: the day, the composition, and the readings of the last months."""
    lines = [
        Compared(_("As of"), tuple(fmt_date(each.as_of) for each in copies), False),
        Compared(
            _("Received on"), tuple(fmt_date(each.received_at.date()) for each in copies), False
        ),
    ]
    for name in FIGURES:
        if any(name in each for each in composition):
            sides = tuple(words.share(each.get(name), None) for each in composition)
            lines.append(Compared(_(FIGURES[name]), sides))
    totals = tuple(str(sum(each.readings for each in side)) for side in counted)
    lines.append(Compared(_("Readings"), totals))
    newest = sorted({each.month for side in counted for each in side}, reverse=True)[:MONTHS]
    for month in newest:
        by_side = [{each.month: each.readings for each in side} for side in counted]
        title = _("Readings in {month}/{year}").format(month=month.month, year=month.year)
        lines.append(Compared(title, tuple(str(side.get(month, 0)) for side in by_side)))
    return lines


def _rank(copy: Arrived) -> tuple[int, str]:
    """The highest counts; see `app.commune.rules.Known.current`."""
    return copy.seq, copy.export_id


def _side(number: int, copy: Arrived) -> Column[Compared]:
    title = _("Copy {letter}, number {seq}").format(letter="ABCDEFGH"[number % 8], seq=copy.seq)
    return Column(title, lambda line: line.sides[number], align="right")


def _same(line: Compared) -> Result:
    if not line.is_figure:
        return NOTHING
    if line.differs:
        return Result(_("Differs"), icon="triangle-alert", tone="bad", bold=True)
    return Result(_("Same"), icon="check")
