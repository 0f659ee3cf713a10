"""Printing health books: whole ones or only new lines, whose, and on which paper; seen before they
are printed or saved, and noted only then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import UserError
from app.base.job import Job
from app.base.names import fold, sort_key
from app.base.text import _, language, ngettext
from app.documents import book_lines, health_book
from app.documents.health_book_frame import PAGES
from app.members import records as members
from app.members.rules import Member
from ui.health import words
from ui.health.paper import Paper as HealthPaper
from ui.health.paper import Printing
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.labels import body, bold, section
from ui.kit.layout import Column, Row, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table

WHOLE, LINES = "whole", "lines"
ALL, ONE, SOME = "all", "one", "some"
BOOKLET, SINGLE = "booklet", "single"


@dataclass(frozen=True, slots=True)
class Paper:
    """What so many books need: pages of A5, and sheets of paper printed on both sides."""

    books: int
    as_booklet: bool

    @property
    def pages(self) -> int:
        """A5 pages altogether."""
        return self.books * PAGES

    @property
    def sheets(self) -> int:
        """Sheets of A4 with four pages each for booklets, else of A5 with two pages each."""
        return self.pages // (4 if self.as_booklet else 2)

    def words(self) -> str:
        """ "960 A5 pages, printed on both sides: 240 sheets of A4."."""
        text = (
            _("{pages} A5 pages, printed on both sides: {sheets} sheets of A4.")
            if self.as_booklet
            else _("{pages} A5 pages, printed on both sides: {sheets} sheets of A5.")
        )
        return text.format(pages=self.pages, sheets=self.sheets)


class BooksPage(Page):
    """`person_id` is the one person offered by name; with `alone` that one is chosen already.
    `what` are whole books, or new lines for those handed out."""

    help_id = "health"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        person_id: str | None = None,
        *,
        alone: bool = False,
        what: str = WHOLE,
    ) -> None:
        super().__init__(session, shell)
        self._members = members.members(session.club, session.today())
        self._one = next((one for one in self._members if one.id == person_id), None)
        self._taken: set[str] = set()
        self._made_for, self._made_purpose = Paper(0, as_booklet=True), ""
        self._after: Callable[[], object] | None = None
        self._lines = Printing(self)
        self.head(
            _("Print health books") if what == WHOLE else _("New lines for the books"),
            _("Choose whose books and which paper. You see them before anything is printed."),
        )
        self.what = what
        if what == WHOLE:
            only = Button(_("Only new lines"), icon="pencil", key="F5")
            only.clicked.connect(self._only_lines)
            self.set_actions(only)
        self.whose = self._whose(alone=alone)
        self.paper = Choice(
            _("Paper"),
            [(BOOKLET, _("A4, folded to a booklet")), (SINGLE, _("A5, page by page"))],
            columns=1,
        )
        self.paper.set_text(BOOKLET)
        self.paper.edited.connect(self._tell)
        self._sum = bold("")
        self.make = Button(
            _("Make and look"), icon="eye", key="Ctrl+Enter", kind="primary", main=True
        )
        self.make.clicked.connect(self._make)
        at_left = Row(0)
        at_left.add(self.make)
        at_left.stretch()
        left = Column(12)
        for part in (self.whose, self.paper, self._sum, at_left):
            left.add(part)
        left.stretch()
        self.table = self._table()
        self._people = self._people_part()
        self._folding = _folding() if what == WHOLE else _inserting()
        self._single = _single() if what == WHOLE else _inserting()
        self._progress = Column(0)
        right = Column(16)
        right.add(self._people, stretch=1)
        right.add(self._folding)
        right.add(self._single)
        right.add(self._progress)
        right.stretch(0)
        self.body.add(SideBySide(plain(left), plain(right), share=46), stretch=1)
        self._tell()

    def first_focus(self) -> QWidget:
        return self.whose.first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.table.isAncestorOf(self.focusWidget()):
            self._turn()
        else:
            super().keyPressEvent(event)

    # --- whose books ------------------------------------------------------------------------

    def _whose(self, *, alone: bool) -> Choice:
        everybody = ngettext("All {n} member", "All {n} members", len(self._members))
        options = [(ALL, everybody.format(n=len(self._members)))]
        if self._one is not None:
            options.append((ONE, self._name(self._one)))
        options.append((SOME, _("Choose people one by one")))
        choice = Choice(_("Whose books"), options, columns=1)
        choice.set_text(ONE if alone and self._one is not None else ALL)
        choice.edited.connect(self._tell)
        return choice

    def _name(self, member: Member) -> str:
        person = member.person
        return words.full_name(person.name, person.sex, person.birth, self.session.today())

    def _table(self) -> Table[Member]:
        table: Table[Member] = Table(
            [
                TableColumn(
                    _("Full name"),
                    lambda one: one.person.name,
                    sort=lambda one: sort_key(one.person.name),
                    bold=True,
                    wide=True,
                ),
                TableColumn(_("Print"), self._tick_word, cell=self._tick),
            ],
            key=lambda one: one.id,
            name=_("Members"),
        )
        table.set_empty(Empty("search", _("Nobody found"), _("Try a shorter part of the name.")))
        table.opened.connect(self._turn)
        table.set_rows(self._members)
        return table

    def _people_part(self) -> QWidget:
        self.search = SearchBox(_("Type a name, marks are not needed"))
        self.search.typed.connect(self._narrow)
        self.search.leads_to(self.table)
        turn = Button(_("Take or leave"), icon="check", key="Space")
        turn.clicked.connect(self._turn)
        above, below = Row(), Row()
        above.add(self.search, stretch=1)
        above.add(self.table.pager)
        below.add(turn)
        below.stretch()
        column = Column(10)
        column.add(above)
        column.add(self.table, stretch=1)
        column.add(below)
        return plain(column)

    def _tick(self, member: Member) -> Result:
        if member.id in self._taken:
            return Result(_("Yes"), icon="circle-check", tone="good", bold=True)
        return Result(_("No"), icon="circle")

    def _tick_word(self, member: Member) -> str:
        return self._tick(member).word

    @guard
    def _turn(self) -> None:
        member = self.table.current()
        if member is not None:
            self._taken ^= {member.id}
            self.table.set_rows(self._members)
            self._tell()

    @guard
    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        self.table.set_filter(lambda member: wanted in fold(member.person.name))

    def _chosen(self) -> Sequence[Member]:
        whose = self.whose.text()
        if whose == ONE and self._one is not None:
            return (self._one,)
        if whose == SOME:
            return [one for one in self._members if one.id in self._taken]
        return self._members

    # --- what comes of it -------------------------------------------------------------------

    def _tell(self) -> None:
        paper = self._paper()
        some = self.whose.text() == SOME
        self._people.setVisible(some)
        self._folding.setVisible(not some and paper.as_booklet)
        self._single.setVisible(not some and not paper.as_booklet)
        if self.what == LINES:
            self._sum.setText(_("Only what is new since the last printing, for each book."))
        else:
            books = ngettext("{n} book.", "{n} books.", paper.books).format(n=paper.books)
            self._sum.setText(f"{books} {paper.words()}")
        if paper.books:
            self.make.on()
        else:
            self.make.off(_("nobody is chosen"))

    def _paper(self) -> Paper:
        return Paper(len(self._chosen()), self.paper.text() == BOOKLET)

    @guard
    def _make(self) -> None:
        today, paper, tongue = self.session.today(), self._paper(), language()
        everybody = self.whose.text() == ALL
        codes = None if everybody else [member.code for member in self._chosen()]
        if self.what == LINES:
            self._make_lines(codes, paper, tongue)
            return
        holders, issuer = health_book.gather(self.session.club, today, codes)

        def work(job: Job) -> bytes:
            return health_book.render(
                holders,
                issuer,
                today,
                as_booklet=paper.as_booklet,
                language=tongue,
                job=_Counting(job),
            )

        purpose = self._purpose(paper)
        what = _("Making the health books")
        if self.run(work, self._look, what, alone=False, place=self._progress):
            self._made_for, self._made_purpose = paper, purpose
            self._after = lambda: health_book.note_printed(self.session.club, holders, today)

    @guard
    def _only_lines(self) -> None:
        one = self._one.id if self._one is not None else None
        alone = self.whose.text() == ONE
        page = BooksPage(self.session, self.shell, one, alone=alone, what=LINES)
        self.shell.show(page)

    def _make_lines(self, codes: list[str] | None, paper: Paper, tongue: str) -> None:
        """Only what is new since the last printing, page by page of the books handed out."""
        club = self.session.club
        batch = book_lines.gather(club, self.session.today(), codes)
        if not batch.books:
            raise UserError(
                _("Nothing is new since the last printing. Every line is in the books already.")
            )

        count = len(batch.books)
        self._lines.show(
            HealthPaper(
                lambda: book_lines.render(batch, as_booklet=paper.as_booklet, language=tongue),
                _("Look before printing"),
                _("new-lines.pdf"),
                f"health_book_lines {count}",
                ngettext("New lines for {n} book.", "New lines for {n} books.", count).format(
                    n=count
                ),
                done=lambda: book_lines.note_printed(club, batch),
            )
        )

    def _look(self, pdf: bytes) -> None:
        paper = self._made_for
        print_verb = ngettext("Print {n} book", "Print {n} books", paper.books)
        self._preview = Preview(
            self.session,
            self.shell,
            pdf,
            _("Look before printing"),
            self._made_purpose,
            self._save,
            print_verb=print_verb.format(n=paper.books),
            sheets=paper.words(),
            sides="short" if paper.as_booklet else "long",
        )
        self._preview.printed.connect(self._note)
        self.shell.show(self._preview)

    def _purpose(self, paper: Paper) -> str:
        if paper.books == 1:
            return _("The health book of {name}.").format(name=self._name(self._chosen()[0]))
        return _("The health books of {n} people.").format(n=paper.books)

    def _save(self, pdf: bytes) -> None:
        path = pick.save_file(self._preview, _("Save the health books"), _("health-books.pdf"))
        if path is not None:
            pick.write(path, pdf)
            self._note()
            self._preview.good(_("The health books are saved."), str(path))

    @guard
    def _note(self) -> None:
        """Whoever takes health data out of the book is noted, and once what each book holds."""
        self.session.club.log_access("print", detail=f"health_books {self._made_for.books}")
        after, self._after = self._after, None
        if after is not None:
            after()


class _Counting:
    """Tells how many books are done, and not whose: others may see the screen."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, done: int, total: int, what: str = "") -> None:
        """See Job.step."""
        self._job.step(done, total)


def _folding() -> QWidget:
    """How sheets become booklets."""
    return _steps(
        _("A booklet from A4 sheets"),
        _("Print on both sides, turning on the short edge."),
        _("Lay the 4 sheets of a book together and fold them in the middle."),
        _("Staple twice on the fold."),
    )


def _inserting() -> QWidget:
    """How new lines come into a book."""
    return _steps(
        _("New lines into a book"),
        _("The first page says which page of whose book comes next."),
        _("Open the staples and put that sheet into the printer, at real size."),
        _("Try one on plain paper first and hold both against the light."),
        _("A row that is full already comes on a fresh sheet, to be put in."),
    )


def _single() -> QWidget:
    return _steps(
        _("Single A5 pages"),
        _("Print on both sides, turning on the long edge."),
        _("Keep the 8 sheets of a book together and staple them at the left."),
        _("Choose A5 paper in the printer."),
    )


def _steps(title: str, *steps: str) -> QWidget:
    inside = padded(8)
    inside.add(section(title))
    for number, step in enumerate(steps, start=1):
        inside.add(body(f"{number}. {step}"))
    return card(inside)
