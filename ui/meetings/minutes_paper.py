"""The minutes of a meeting on screen before they are printed or saved, also for Word."""

from typing import TYPE_CHECKING

from app.base.periods import Month
from app.base.text import _
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.layout import Column
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session

if TYPE_CHECKING:  # making papers must not slow down the meeting
    from app.documents.minutes import Minutes


def show_minutes(page: Page, month: Month) -> None:
    """Make the minutes of a month's meeting and show them above a page."""
    from app.documents import minutes

    made = minutes.gather(page.session.club, month)
    what = _("Minutes of month {n}").format(n=month.month)

    def show(pdf: bytes) -> None:
        page.shell.show(MinutesPreview(page.session, page.shell, made, pdf, month))

    page.run(lambda _job: minutes.render(made), show, what, alone=False)


class MinutesPreview(Preview):
    """The minutes page by page; a file for Word can be changed by hand."""

    def __init__(
        self, session: Session, shell: Shell, made: "Minutes", pdf: bytes, month: Month
    ) -> None:
        super().__init__(
            session,
            shell,
            pdf,
            _("Minutes of month {n}").format(n=month.month),
            save=self._save_pdf,
        )
        self.printed.connect(self._note)
        self._made, self._month = made, month
        self.word = Button(_("Save for Word"), icon="file-text", key="Ctrl+W")
        self.word.clicked.connect(self._save_word)
        card = self.save_button.parentWidget()
        around = card.layout() if card is not None else None
        if isinstance(around, Column):
            around.insertWidget(around.indexOf(self.save_button) + 1, self.word)

    def _save_pdf(self, pdf: bytes) -> None:
        self._keep_as("pdf", pdf)

    @guard
    def _save_word(self) -> None:
        from app.documents import minutes_docx

        self._keep_as("docx", minutes_docx.render(self._made))

    def _keep_as(self, kind: str, data: bytes) -> None:
        from app.documents import minutes

        name = f"{minutes.file_name(self._made)}.{kind}"
        path = pick.save_file(self, _("Save the minutes"), name)
        if path is not None:
            pick.write(path, data)
            self._note()
            self.good(_("The minutes are saved."), str(path))

    @guard
    def _note(self) -> None:
        """Minutes name people: whoever takes them out of the book is noted."""
        self.session.club.log_access("print", detail=f"minutes {self._month}")
