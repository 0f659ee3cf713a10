"""The four steps of a new book: begin it, seal the recovery paper, name the board, add members.

They are read off the book itself, so one can stop at any of them and go on another day.
"""

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.club import doorplate, officers
from app.club.file import Club
from app.club.kinds import CLUB
from app.members import records as members
from ui.kit.button import Button
from ui.kit.layout import Column, Row
from ui.kit.page import Page, Shell
from ui.kit.recovery_paper import show_paper
from ui.kit.rows import stack, todo_row
from ui.kit.say import guard
from ui.kit.session import Session


def unfinished(session: Session) -> bool:
    """Whether the chair of a club's book that has no member yet is at work."""
    club = session.club
    return (
        club.kind is CLUB
        and session.may("officers.write")
        and session.may("members.write")
        and not members.members(club, session.today())
    )


def open_new_or_not(session: Session, shell: Shell, club: Club) -> None:
    """Work with this book; one that was only just begun goes on with its next step."""
    shell.open_club(club)
    if unfinished(session):
        shell.show(FirstSteps(session, shell))


class FirstSteps(Page):
    """What is done has a tick; the first that is not is the green one."""

    help_id = "welcome"
    reads = frozenset({"officer", "person", "membership", "setting"})

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._steps = Column(0)
        self.body.addLayout(self._steps)
        self.body.stretch()
        later = Button(_("Go to the first page"), icon="house", key="Esc", main=True)
        later.clicked.connect(self.escape)
        row = Row(0)
        row.add(later)
        row.stretch()
        self.body.add(row)
        self._next: Button | None = None

    def refresh(self) -> None:
        club = self.session.club
        board = sum(1 for each in officers.officers(club) if each.until is None)
        count = len(members.members(club, self.session.today()))
        paper = doorplate.has_recovery(club.folder)
        self.head(
            _("The first four steps"),
            _("Five minutes in all. You can stop at any step and go on another day."),
        )
        self._steps.clear()
        self._next = None
        self._steps.add(
            stack(
                [
                    todo_row(
                        "circle-check",
                        _("1. The book is begun"),
                        _("{name}. You are its chair.").format(name=doorplate.title(club.folder)),
                    ),
                    self._step(
                        _("2. The recovery paper"),
                        _("Made. In a sealed envelope with the chair, another with the deputy.")
                        if paper
                        else _("It opens the book when every passphrase is forgotten."),
                        _("Make a new paper") if paper else _("Make the paper"),
                        self._paper,
                        done=paper,
                    ),
                    self._step(
                        _("3. The officers"),
                        ngettext(
                            "{n} officer. Add the deputy, the secretary, the treasurer.",
                            "{n} officers may open the book.",
                            board,
                        ).format(n=board),
                        _("Add officers"),
                        self._officers,
                        done=board > 1,
                    ),
                    self._step(
                        _("4. The members"),
                        ngettext("{n} member.", "{n} members.", count).format(n=count)
                        if count
                        else _("Bring in the list that you have, or type them one by one."),
                        _("Add members"),
                        self._members,
                        done=count > 0,
                    ),
                ]
            )
        )

    def first_focus(self) -> QWidget | None:
        return self._next

    def make_ready(self) -> None:
        super().make_ready()
        if self._next is not None:  # the step before may be done now
            self._next.setFocus()

    def _step(self, what: str, why: str, verb: str, slot: object, *, done: bool) -> QWidget:
        first = not done and self._next is None
        button = Button(verb, kind="primary" if first else "plain", name=f"{what}. {verb}")
        button.clicked.connect(slot)
        if first:
            self._next = button
        return todo_row("circle-check" if done else "clock", what, why, button)

    @guard
    def _paper(self) -> None:
        code = officers.new_recovery_code(self.session.club)
        show_paper(self.session, self.shell, code)

    @guard
    def _officers(self) -> None:
        self.shell.open("officers")

    @guard
    def _members(self) -> None:
        self.shell.open("members")
