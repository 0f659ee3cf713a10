"""How a paper of the health room comes to the printer: made by the worker, seen, printed or saved,
and only then noted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.base.job import Job
from app.base.text import _
from ui.kit import pick
from ui.kit.page import Page
from ui.kit.preview import Preview
from ui.kit.say import guard


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be made: `render` works on plain values, away from the screen; `note` is what the
    book remembers of who printed what; `done` follows once it is printed or saved."""

    render: Callable[[], bytes]
    title: str
    file: str
    note: str
    purpose: str = ""
    sheets: str = ""
    sides: Literal["", "long", "short"] = ""
    done: Callable[[], object] | None = None


class Printing:
    """Shows papers of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._paper: Paper | None = None
        self._preview: Preview | None = None
        self._noted = False

    def show(self, paper: Paper) -> None:
        """Make a paper and look at it."""
        self._paper, self._noted = paper, False

        def work(_job: Job) -> bytes:
            return paper.render()

        self._page.run(work, self._look, _("Making the paper"), alone=False)

    def _look(self, pdf: bytes) -> None:
        paper = self._paper
        if paper is None:
            return
        self._preview = Preview(
            self._page.session,
            self._page.shell,
            pdf,
            paper.title,
            paper.purpose,
            self._save,
            sheets=paper.sheets,
            sides=paper.sides,
        )
        self._preview.printed.connect(self._note)
        self._page.shell.show(self._preview)

    def _save(self, pdf: bytes) -> None:
        if self._preview is None or self._paper is None:
            return
        path = pick.save_file(self._preview, _("Save the paper"), self._paper.file)
        if path is not None:
            pick.write(path, pdf)
            self._note()
            self._preview.good(_("The paper is saved."), str(path))

    @guard
    def _note(self) -> None:
        """Whoever takes health data out of the book is noted; what follows, follows once."""
        if self._paper is None or self._noted:
            return
        self._noted = True
        self._page.session.club.log_access("print", detail=self._paper.note)
        if self._paper.done is not None:
            self._paper.done()
