"""What is asked of a club in each area in a year: done so far, what remains, by when."""

from PySide6.QtWidgets import QWidget

from app.areas import minimum_records
from app.areas.minimums import Minimum, title
from app.base.periods import Month
from app.base.text import _, ngettext
from ui.areas import words
from ui.areas.cases import CasesPage
from ui.areas.exercise import ExercisePage
from ui.areas.month import AreaMonthPage
from ui.areas.proposals import ProposalsPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.labels import muted
from ui.kit.layout import Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

_PAGES: dict[str, type[Page]] = {
    "exercise": ExercisePage,
    "cases": CasesPage,
    "helped_with_papers": CasesPage,
    "resolved": ProposalsPage,
}
"""Where what counts for a minimum is written down, unless that is the area itself."""
_ROOMS = {
    "economic_volunteers": "organisation",
    "home_care_volunteers": "organisation",
    "measured": "health",
}


class MinimumsPage(Page):
    """A line for everything asked; Enter opens where it is written down."""

    help_id = "areas"
    reads = minimum_records.READS

    def __init__(self, session: Session, shell: Shell, year: int) -> None:
        super().__init__(session, shell)
        self._year = year
        self.table: Table[Minimum] = Table(
            [
                Column(
                    _("What is asked"),
                    title,
                    icon=lambda one: words.ICONS[one.area],
                    bold=True,
                    wide=True,
                ),
                Column(_("Done so far"), lambda one: one.done_words(), keep=95),
                Column(_("Remains"), lambda one: _left(one).word, cell=_left, keep=90),
            ],
            key=lambda one: one.id,
            name=_("What is asked"),
        )
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._explain)
        self.body.add(self.table, stretch=1)
        self._source = muted(" ")
        below = Row(12)
        below.add(self._source, stretch=1)
        below.add(self.table.pager)
        self.body.add(below)
        self.cases = Button(_("Cases to help"), icon="handshake", key="F2")
        self.cases.setProperty("page", "cases")
        self.exercise = Button(_("Exercise by weeks"), icon="heart-pulse", key="F3")
        self.exercise.setProperty("page", "exercise")
        self.proposals = Button(_("Proposals"), icon="scroll-text", key="F4")
        self.proposals.setProperty("page", "resolved")
        doors = Flow(12)
        for button in (self.cases, self.exercise, self.proposals):
            button.clicked.connect(self._pressed)
            doors.add(button)
        self.body.add(plain(doors))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        found = minimum_records.year_minimums(self.session.club, self._year)
        count = sum(1 for one in found if one.reached)
        said = ngettext("{n} of {of} is reached.", "{n} of {of} are reached.", count)
        self.head(
            _("What is asked of a club in {year}").format(year=self._year),
            said.format(n=count, of=len(found)),
        )
        self.table.set_rows(found)
        self._explain(self.table.current())

    def _explain(self, one: Minimum | None) -> None:
        """Where it stands, in one line; as high as now also when there is nothing to say."""
        if one is None:
            self._source.setText(" ")
            return
        told = _("{area}: {what}. By: {source}").format(
            area=words.area(one.area), what=title(one), source=one.source
        )
        if not one.verified:
            told = f"{told}. {_('Not compared with the full text yet.')}"
        self._source.setText(told)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _pressed(self) -> None:
        page = _PAGES[str(self.sender().property("page"))]
        self.shell.show(page(self.session, self.shell))

    @guard
    def _open(self, one: Minimum) -> None:
        room = _ROOMS.get(one.id)
        if room is not None:
            self.shell.open(room)
            return
        if one.id in _PAGES:
            self.shell.show(_PAGES[one.id](self.session, self.shell))
            return
        today = self.session.today()
        month = Month.of(today) if today.year == self._year else Month(self._year, 12)
        self.shell.show(AreaMonthPage(self.session, self.shell, one.area, month))


def _left(one: Minimum) -> Result:
    words_of = one.left_words()
    if words_of:
        return Result(words_of, icon="clock" if one.by else "triangle-alert")
    if one.reached:
        return Result(_("Reached"), icon="check")
    return Result(_("Not reached"), icon="minus")
