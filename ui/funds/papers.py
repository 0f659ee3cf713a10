"""Papers of this room: looked at, printed, kept; lists also as a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.base.job import Job
from app.base.periods import Month
from app.base.text import _, language
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session

if TYPE_CHECKING:
    from app.documents.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper about to be made: `render` works apart from the book, in the given language; `file`
    is the suggested name without its ending. `sheets` makes the same as a spreadsheet."""

    title: str
    file: str
    render: Callable[[str], bytes]
    sheets: "Callable[[], Sequence[Sheet]] | None" = None


class PaperPage(Page):
    """A page with a paper: `look_button` shows it, `excel_button` keeps it as a spreadsheet."""

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.look_button = Button(_("Look and print"), icon="printer", key="Ctrl+P")
        self.look_button.clicked.connect(self._look)
        self.excel_button = Button(_("To Excel"), icon="file-text", key="Ctrl+E")
        self.excel_button.clicked.connect(self._to_excel)

    def paper(self) -> Paper:
        """The paper of what the page shows now."""
        raise NotImplementedError

    @guard
    def _look(self) -> None:
        look_at(self, self.paper())

    @guard
    def _to_excel(self) -> None:
        keep_sheets(self, self.paper())


def look_at(page: Page, paper: Paper) -> None:
    """Let the worker make a paper, then show it above a page."""
    tongue = language()

    def work(_job: Job) -> bytes:
        return paper.render(tongue)

    def show(pdf: bytes) -> None:
        page.shell.show(PaperPreview(page.session, page.shell, paper, pdf))

    page.run(work, show, _("Making the paper"), alone=False)


def keep_sheets(page: Page, paper: Paper) -> None:
    """Keep a paper as a spreadsheet, where the user wants it."""
    from app.documents.sheets import write_xlsx

    if paper.sheets is None:
        return
    path = pick.save_file(page, _("Save for Excel"), f"{paper.file}.xlsx")
    if path is None:
        return
    pick.write(path, write_xlsx(paper.sheets(), page.session.club.ports.clock()))
    page.session.club.log_access("export", detail=paper.file)
    page.good(_("The list is saved for Excel."), str(path))


class PaperPreview(Preview):
    """A paper to look at; that it was printed or saved is noted."""

    def __init__(self, session: Session, shell: Shell, paper: Paper, pdf: bytes) -> None:
        super().__init__(session, shell, pdf, _("Look before printing"), paper.title, self._save_as)
        self._paper = paper
        self.printed.connect(self._note)

    def _save_as(self, pdf: bytes) -> None:
        path = pick.save_file(self, _("Save the paper"), f"{self._paper.file}.pdf")
        if path is not None:
            pick.write(path, pdf)
            self._note()
            self.good(_("The paper is saved."), str(path))

    @guard
    def _note(self) -> None:
        self.session.club.log_access("print", detail=self._paper.file)


def statement_paper(page: Page, kind: str, month: Month) -> Paper:
    """The statement of a month as a page or a poster."""
    from app.documents import statement as value
    from app.documents import statement_page, statement_poster

    found = value.gather(page.session.club, month)
    if kind == "poster":
        return Paper(
            _("Poster of month {month}").format(month=f"{month.month}/{month.year}"),
            f"cong-khai-{month}-poster",
            lambda tongue: statement_poster.render(found, paper="A3", language=tongue),
        )
    return Paper(
        _("Statement of month {month}").format(month=f"{month.month}/{month.year}"),
        f"cong-khai-{month}",
        lambda tongue: statement_page.render(found, language=tongue),
    )
