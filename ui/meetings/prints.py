"""What is printed after a meeting: the minutes to sign or for Word, and the poster of the month."""

from PySide6.QtWidgets import QWidget

from app.base.periods import Month
from app.base.text import _, language
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.page import Page, Shell
from ui.kit.rows import stack, todo_row
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.minutes_paper import show_minutes


class PrintsPage(Page):
    """The papers of a meeting, each with its button."""

    help_id = "meeting-papers"

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self._month = month
        self.head(
            _("Papers of the meeting of month {n}").format(n=month.month),
            _("They say what is written in the book now."),
        )
        self.minutes = Button(_("Look and print"), icon="printer", key="Ctrl+P", kind="primary")
        self.minutes.clicked.connect(self._minutes)
        self.word = Button(_("Save to USB"), icon="stick", key="Ctrl+S")
        self.word.clicked.connect(self._word)
        self.large = Button(_("Look and print"), icon="printer", key="Ctrl+L")
        self.large.clicked.connect(self._large)
        self.small = Button(_("Look and print"), icon="printer", key="Ctrl+K")
        self.small.clicked.connect(self._small)
        poster = _("Figures, the eight areas and the next meeting, without names")
        rows = (
            (_("Minutes to sign"), _("For the secretary and who led the meeting"), self.minutes),
            (_("Minutes for Word"), _("A file in which you can go on writing"), self.word),
            (_("Poster, large (A3)"), poster, self.large),
            (_("Poster, small (A4)"), _("The same on a sheet of the club's printer"), self.small),
        )
        for title, _said, button in rows:
            button.setAccessibleName(f"{title}: {button.text()}")
        self.body.add(stack(todo_row("file-text", *row) for row in rows))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.minutes

    @guard
    def _minutes(self) -> None:
        show_minutes(self, self._month)

    @guard
    def _word(self) -> None:
        save_word(self, self._month)

    @guard
    def _large(self) -> None:
        show_poster(self, self._month)

    @guard
    def _small(self) -> None:
        show_poster(self, self._month, small=True)


def show_poster(page: Page, month: Month, *, small: bool = False) -> None:
    """Make the poster of a month and show it above a page; `small` is on A4."""
    # Making papers must not slow down the meeting.
    from app.documents import poster
    from ui.members.paper_page import Made, MadePreview

    found = poster.gather(page.session.club, month)
    made = Made(
        title=poster.title(found),
        file=f"ap-phich-{month}",
        note=f"poster {month}",
        render=lambda tongue: poster.render(found, paper="A4" if small else "A3", language=tongue),
    )
    tongue = language()

    def show(pdf: bytes) -> None:
        page.shell.show(MadePreview(page.session, page.shell, made, pdf))

    page.run(lambda _job: made.render(tongue), show, made.title, alone=False)


def save_word(page: Page, month: Month) -> None:
    """Keep the minutes of a month's meeting as a file for Word, where the user wants it."""
    from app.documents import minutes, minutes_docx

    found = minutes.gather(page.session.club, month)
    path = pick.save_file(page, _("Save the minutes"), f"{minutes.file_name(found)}.docx")
    if path is None:
        return
    pick.write(path, minutes_docx.render(found))
    page.session.club.log_access("print", detail=f"minutes {month}")
    page.good(_("The minutes are saved."), str(path))
