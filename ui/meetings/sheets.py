"""Printing for a meeting: which sheets, all in one go; and which of those printed are typed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLayout, QWidget

from app.base.periods import Month
from app.base.text import _, ngettext
from app.documents import meeting_sheets
from app.meetings import meeting_records, records, sheet_records
from app.meetings.rules import Meeting
from app.meetings.sheets import SHEETS, Sheet, SheetKind
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Ticks
from ui.kit.empty import Empty
from ui.kit.labels import section
from ui.kit.layout import Column, Row, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table
from ui.meetings import words
from ui.meetings.coming import present_meeting
from ui.meetings.sheet_code import SheetCode, SheetOpener
from ui.members.paper_page import Made, Printer


@dataclass(frozen=True, slots=True)
class Line:
    """A printed sheet, and whether it is typed in."""

    sheet: Sheet
    pages: int
    typed: bool


class _Part(QWidget):
    """A part whose table takes the height it gets: it asks for no more than its least one, whatever
    its width, or the part above it would be squeezed."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def hasHeightForWidth(self) -> bool:
        return False


class SheetsPage(Page):
    """The sheets of one month at the left, those already printed and their codes at the right."""

    help_id = "sheets"
    reads = records.READS | {"sheet", "membership"}

    def __init__(self, session: Session, shell: Shell, month: Month | None = None) -> None:
        super().__init__(session, shell)
        found = present_meeting(session.club, session.today())
        self._month = month or (found.month if found else Month.of(session.today()))
        self._meeting: Meeting | None = None
        self._may = session.may("meetings.write")
        self._printer = Printer(self)
        self._opener = SheetOpener(self)
        invite = Button(_("Invitations"), icon="send", key="Ctrl+I")
        invite.clicked.connect(self._invite)
        self.make = Button(
            _("Make and look"), icon="eye", key="Ctrl+Enter", kind="primary", main=True
        )
        self.make.clicked.connect(self._make)
        self.set_actions(invite, *([self.make] if self._may else []))
        self._of_month = section("")
        before = Button("", icon="chevron-left", name=_("Month before"))
        before.clicked.connect(self._to_month_before)
        after = Button("", icon="chevron-right", name=_("Next month"))
        after.clicked.connect(self._to_next_month)
        self.which = Ticks(_("Which sheets"), [(kind, _(SHEETS[kind])) for kind in SHEETS])
        self.which.set_text(" ".join(SHEETS))
        self.code = SheetCode(session)
        self.code.found.connect(self._open_sheet)
        self.table: Table[Line] = Table(
            [
                TableColumn(_("Code"), lambda line: line.sheet.code, cell=_code),
                TableColumn(_("Printed sheet"), _sheet_words, wide=True),
                TableColumn(_("It stands"), _standing_words, cell=_standing),
            ],
            key=lambda line: line.sheet.code,
            name=_("Printed sheets"),
        )
        self.table.opened.connect(self._open_line)
        self.table.moved.connect(self._show_mark)
        self.mark = Button(_("It is typed in"), icon="check", key="F4")
        self.mark.clicked.connect(self._mark)
        self.body.add(SideBySide(self._choosing(before, after), self.code, share=44))
        left = padded(4)
        left.add(self.which)
        left.add(plain(self._printer.progress))
        left.stretch()
        self.body.add(SideBySide(card(left), _Part(self._right()), share=38))
        self.body.stretch()

    def _choosing(self, before: Button, after: Button) -> QWidget:
        """The month, between the ways to the one before and after."""
        row = Row(10)
        row.add(before)
        row.add(self._of_month)
        row.add(after)
        row.stretch()
        return plain(row)

    def _right(self) -> Column:
        above = Row(10)
        above.add(section(_("Printed sheets")))
        above.stretch()
        above.add(self.table.pager)
        right = Column(8)
        right.add(plain(above))
        right.add(self.table, stretch=1)
        if self._may:
            foot = Row(10)
            foot.add(self.mark)
            foot.stretch()
            right.add(plain(foot))
        return right

    # --- what the window asks -----------------------------------------------------------------

    def refresh(self) -> None:
        club = self.session.club
        self._meeting = meeting_records.meeting_of(club, self._month)
        on = words.day(self._meeting) if self._meeting is not None else None
        if on is None:
            when = _("No meeting is planned for this month.")
        else:
            when = _("{meeting}, {day}.").format(
                meeting=_("Meeting of month {n}").format(n=self._month.month),
                day=words.day_words(on),
            )
        self.head(_("Print for the meeting"), when)
        self._of_month.setText(
            _("Month {month}").format(month=meeting_records.month_words(self._month))
        )
        self.make.setEnabled(on is not None)
        self._count_pages(on)
        self.table.set_rows(self._lines())
        self.table.set_empty(
            Empty(
                "printer",
                _("Nothing printed yet for this meeting"),
                _("Each printed sheet has a code. It stands here until it is typed in."),
            )
        )
        self._show_mark()

    def first_focus(self) -> QWidget:
        return self.make if self._may and self.make.isEnabled() else self.code.first()

    def _count_pages(self, on: date | None) -> None:
        """Say beside each kind how many sheets it takes."""
        if on is None or self._meeting is None:
            return
        people = meeting_sheets.expected_people(self.session.club, self._meeting, on)
        counts = meeting_sheets.page_counts(*people)
        for box in self.which.boxes:
            kind = next(kind for kind in SHEETS if kind == box.code)
            said = ngettext("{sheet}: {n} page", "{sheet}: {n} pages", counts[kind])
            box.setText(said.format(sheet=_(SHEETS[kind]), n=counts[kind]))

    def _lines(self) -> Sequence[Line]:
        found = sheet_records.sheets(self.session.club, self._month)
        typed = sheet_records.typed(self.session.club, self._month)
        pages: dict[SheetKind, int] = {}
        for sheet in found:
            pages[sheet.kind] = max(pages.get(sheet.kind, 0), sheet.page)
        return [Line(sheet, pages[sheet.kind], sheet.code in typed) for sheet in found]

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _to_month_before(self) -> None:
        self._month = self._month.previous()
        self.refresh()

    @guard
    def _to_next_month(self) -> None:
        self._month = self._month.next()
        self.refresh()

    @guard
    def _make(self) -> None:
        chosen = self.which.text().split()
        kinds = [kind for kind in SHEETS if kind in chosen]
        if not kinds:
            self.which.problem(_("Tick at least one sheet."))
            return
        paper = meeting_sheets.gather(self.session.club, self._month, kinds)
        self._printer.look(
            Made(
                title=_("Print at real size, on one side. The code on each opens it again."),
                file=_("sheets-{month}").format(month=self._month),
                note=f"sheets {self._month}",
                render=lambda tongue: meeting_sheets.render(paper, language=tongue),
            )
        )

    @guard
    def _invite(self) -> None:
        from ui.meetings.invite import InvitePage

        self.shell.show(InvitePage(self.session, self.shell, self._month))

    @guard
    def _open_sheet(self, sheet: Sheet) -> None:
        self._opener.open(sheet)

    @guard
    def _open_line(self, line: Line) -> None:
        self._opener.open(line.sheet)

    @guard
    def _mark(self) -> None:
        line = self.table.current()
        if line is None:
            return
        if line.typed:
            sheet_records.mark_not_typed(self.session.club, line.sheet.code)
        else:
            sheet_records.mark_typed(self.session.club, line.sheet.code)

    def _show_mark(self, _line: object = None) -> None:
        """The button says what pressing it does with the chosen sheet; one whose steps are done
        is typed in whatever anybody says."""
        line = self.table.current()
        typed = line is not None and line.typed
        self.mark.rename(_("Not typed in yet") if typed else _("It is typed in"))
        self.mark.setEnabled(line is not None and (not typed or line.sheet.typed_on is not None))


def _code(line: Line) -> Result:
    return Result(line.sheet.code, bold=True)


def _sheet_words(line: Line) -> str:
    return _("{sheet} {n}/{all}").format(
        sheet=_(SHEETS[line.sheet.kind]), n=line.sheet.page, all=line.pages
    )


def _standing_words(line: Line) -> str:
    return _("typed in") if line.typed else _("not typed in")


def _standing(line: Line) -> Result:
    if line.typed:
        return Result(_standing_words(line), icon="check", tone="good")
    return Result(_standing_words(line), icon="circle")
