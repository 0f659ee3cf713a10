"""Clubs by months: who has sent, who is late, and who is missing."""

from PySide6.QtWidgets import QWidget

from app.base.dates import Month
from app.base.text import _
from app.commune import records
from app.commune.calendar import last_months, sent_in
from app.commune.records import Pairing, Status
from ui.commune import words
from ui.commune.club import ClubPage
from ui.kit.layout import Row
from ui.kit.months import MonthCell, MonthGrid, MonthRow, legend
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


class YearPage(Page):
    """The last twelve months; Enter opens the club."""

    help_id = "commune"
    reads = frozenset({"club_pair", "receipt"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        months = last_months(session.today())
        self.head(
            _("Who has sent, month by month"),
            _("From {first} to {last}.").format(
                first=_with_year(months[0]), last=_with_year(months[-1])
            ),
        )
        self.grid = MonthGrid(
            [_month_name(month) for month in months],
            corner=_("Club"),
            lead=_("People"),
            now=len(months) - 1,
            name=_("Who has sent, month by month"),
        )
        self.grid.opened.connect(self._open)
        above = Row()
        above.stretch()
        above.add(self.grid.pager)
        self.body.add(above)
        self.body.add(self.grid, stretch=1)
        self.body.add(
            legend(
                [
                    ("done", _("Received")),
                    ("late", _("Came with a later one")),
                    ("missing", _("Not sent")),
                    ("look", _("Two copies")),
                    ("waiting", _("Waited for")),
                ]
            )
        )

    def refresh(self) -> None:
        club = self.session.club
        pairings = {each.club_id: each for each in records.pairings(club)}
        self._days = records.days_sent(club)
        self.grid.set_rows([self._row(s, pairings[s.club_id]) for s in records.overview(club)])

    def first_focus(self) -> QWidget:
        return self.grid

    def _row(self, status: Status, pairing: Pairing) -> MonthRow:
        states = sent_in(
            self._days.get(status.club_id, ()),
            pairing.paired_on,
            pairing.revoked_on,
            self.session.today(),
            forked=len(status.heads) > 1,
        )
        people = "" if status.members is None else str(status.members)
        cells = [MonthCell(state) for state in states]
        return MonthRow(status.club_id, words.short_name(status.name), cells, lead=people)

    @guard
    def _open(self, where: tuple[str, int]) -> None:
        self.shell.show(ClubPage(self.session, self.shell, where[0]))


def _month_name(month: Month) -> str:
    """The month as the head of a narrow column."""
    return _("M{n}").format(n=month.month)


def _with_year(month: Month) -> str:
    return f"{month.month}/{month.year}"
