"""One kind of paper about some people: what to choose, then the paper to look at, print or save."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.base.errors import Invalid
from app.base.job import Job
from app.base.text import _, language, ngettext, speaking
from app.documents.listing import Listing, to_sheet
from app.documents.sheets import write_xlsx
from app.members.rules import Member
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.labels import body, bold
from ui.kit.layout import Column, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.paper import Sides
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session

People = tuple[Member, ...]
Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper about to be made: `render` works apart from the book, in the given language.

    `file` is the suggested name without its ending; `note` is written down when the paper is
    printed or kept, with `person_id` when it is about one person. A list also has its `listing`.
    """

    title: str
    file: str
    note: str
    render: Callable[[str], bytes]
    listing: Listing | None = None
    person_id: str | None = None
    sides: Sides = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper as a tile offers it: English texts marked with N_. `fields` are what to choose,
    asked each time the page is made; `make` gathers for these people and choices."""

    title: str
    second: str
    icon: str
    make: Callable[[Page, People, Options], Made]
    fields: Callable[[Page, People], dict[str, Field]] = lambda _page, _people: {}
    excel: bool = True


class PaperPage(Page):
    """What to choose, and whom it is about; Ctrl+Enter makes it."""

    help_id = "papers"

    def __init__(
        self, session: Session, shell: Shell, kind: Kind, people: People, whom: str
    ) -> None:
        super().__init__(session, shell)
        self._kind, self._people = kind, people
        self._printer = Printer(self)
        self.head(_(kind.title), _(kind.second))
        self.fields = kind.fields(self, people)
        self.make = Button(
            _("Make and look"), icon="eye", key="Ctrl+Enter", kind="primary", main=True
        )
        self.make.clicked.connect(self._make)
        self.excel = Button(_("To Excel"), icon="file-text", key="Ctrl+E")
        self.excel.clicked.connect(self._to_excel)
        self.set_actions(*([self.excel] if kind.excel else []), self.make)
        for part in self.fields.values():
            self.body.add(part)
        self.body.add(self._whom(whom))
        self.body.add(plain(self._printer.progress))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return next((field.first() for field in self.fields.values()), self.make)

    def _whom(self, whom: str) -> QWidget:
        count = len(self._people)
        said = ngettext("{group}: {n} person.", "{group}: {n} people.", count)
        inside = padded(6)
        inside.add(bold(said.format(group=whom, n=count)))
        inside.add(body(_("The paper has the same people in the same order as the list.")))
        return card(inside)

    def _options(self) -> Options:
        return {name: field.text() for name, field in self.fields.items()}

    @guard
    def _make(self) -> None:
        made = self._chosen()
        if made is not None:
            self._printer.look(made)

    @guard
    def _to_excel(self) -> None:
        made = self._chosen()
        if made is not None:
            self._printer.to_excel(made)

    def _chosen(self) -> Made | None:
        """The paper of these choices; None when one of them is wrong, and then it says so."""
        for field in self.fields.values():
            field.problem("")
        try:
            return self._kind.make(self, self._people, self._options())
        except Invalid as error:
            for name, sentence in error.problems.items():
                self.fields[name].problem(sentence)
            self.fields[next(iter(error.problems))].first().setFocus()
            return None


class Printer:
    """Makes papers for a page: rendered by the worker, seen before they are printed or kept."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.progress = Column(0)

    def look(self, made: Made) -> None:
        """Make the paper and show it; what is printed or saved is noted."""
        tongue = language()

        def work(_job: Job) -> bytes:
            return made.render(tongue)

        def show(pdf: bytes) -> None:
            self._show(made, pdf)

        what = _("Making the paper")
        self._page.run(work, show, what, alone=False, place=self.progress)

    def to_excel(self, made: Made) -> None:
        """Save a list as a spreadsheet, where the user wants it."""
        if made.listing is None:
            return
        page = self._page
        path = pick.save_file(page, _("Save for Excel"), f"{made.file}.xlsx")
        if path is None:
            return
        with speaking(language()):
            sheet = to_sheet(made.listing)
        pick.write(path, write_xlsx([sheet], page.session.club.ports.clock()))
        page.session.club.log_access("export", made.person_id, made.note)
        page.good(_("The list is saved for Excel."), str(path))

    def _show(self, made: Made, pdf: bytes) -> None:
        self._page.shell.show(MadePreview(self._page.session, self._page.shell, made, pdf))


class MadePreview(Preview):
    """A paper to look at; whoever prints or saves it, and so takes people's data out of the book,
    is noted."""

    def __init__(self, session: Session, shell: Shell, made: Made, pdf: bytes) -> None:
        super().__init__(
            session,
            shell,
            pdf,
            _("Look before printing"),
            made.title,
            self._save_as,
            sides=made.sides,
        )
        self._made = made
        self.printed.connect(self._note)

    def _save_as(self, pdf: bytes) -> None:
        path = pick.save_file(self, _("Save the paper"), f"{self._made.file}.pdf")
        if path is not None:
            pick.write(path, pdf)
            self._note()
            self.good(_("The paper is saved."), str(path))

    @guard
    def _note(self) -> None:
        self.session.club.log_access("print", self._made.person_id, self._made.note)
