"""The code of a printed sheet, typed or scanned: it opens the meeting at the step of that sheet."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.text import _
from app.meetings import meeting_records
from app.meetings.sheet_records import sheet_by_code
from app.meetings.sheets import Sheet
from ui.kit.fields import ENTER, Field, Line
from ui.kit.page import Page
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.begin import begin


class SheetCode(Field):
    """Asks for a code. `found` carries the `Sheet` when Enter is pressed after a good one, as a
    scanner does; a wrong code stays as typed with a sentence below."""

    found = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Code of a sheet"), _("Type it or scan it, then press Enter"))
        self._session = session
        self.edit = _CodeLine()
        self.edit.entered.connect(self._enter)
        self.put(self.edit)

    def text(self) -> str:
        return self.edit.value()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.problem("")

    def first(self) -> QWidget:
        return self.edit

    @guard
    def _enter(self) -> None:
        if not self.text().strip():
            return
        try:
            sheet = sheet_by_code(self._session.club, self.text())
        except UserError as error:
            self.problem(str(error))
            return
        if sheet is None:
            self.problem(_("No sheet of this club has this code. Look at the paper again."))
            return
        self.set_text("")
        self.found.emit(sheet)


class _CodeLine(Line):
    """Enter says so instead of going on."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__("file-text")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER and event.modifiers() in plain:
            self.entered.emit()
            return
        super().keyPressEvent(event)


class SheetOpener:
    """Opens meetings at the step of a sheet, for a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._to_open = ("", "")

    def open_code(self, code: str) -> None:
        """Show the meeting of the sheet with this code; nothing when there is none any more."""
        sheet = sheet_by_code(self._page.session.club, code)
        if sheet is not None:
            self.open(sheet)

    def open(self, sheet: Sheet) -> None:
        """Show the meeting of a sheet at its step; one that is only planned is begun first."""
        meeting = meeting_records.meeting(self._page.session.club, sheet.meeting_id)
        self._to_open = (meeting.id, sheet.step)
        if meeting.state in ("open", "closed"):
            self._open()
        else:
            begin(self._page.session, self._page.shell, meeting, self._begun)

    def _begun(self, meeting_id: str) -> None:
        """The meeting is shown once the form above the page is gone."""
        self._to_open = (meeting_id, self._to_open[1])
        QTimer.singleShot(0, self._page, self._open)

    def _open(self) -> None:
        meeting_id, step = self._to_open
        self._page.shell.open("meetings", meeting=meeting_id, step=step)
