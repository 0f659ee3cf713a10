"""Choosing somebody of the register: type any part of a name, Enter takes the person."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _
from app.members import records
from app.members.finder import Finder
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import words
from ui.members.form import add_other_form


class PersonPicker(Page):
    """Everybody of `people` in a list that narrows while somebody types.

    The page goes away when a person is taken, and `then` gets the Member.
    """

    help_id = "members"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        purpose: str,
        people: Sequence[Member],
        then: Callable[[Member], object],
    ) -> None:
        super().__init__(session, shell)
        self._then = then
        new = Button(_("Not in the list"), icon="user-plus", key="Ctrl+N")
        new.clicked.connect(self._add)
        if session.may("members.write"):
            self.set_actions(new)
        today = session.today()
        self.head(title, purpose)
        self._finder = Finder.of(people)
        self.search = SearchBox(_("Type a name, marks not needed: dao, hong lan"))
        self.search.typed.connect(self._narrow)
        self.table: Table[Member] = Table(
            [
                Column(
                    _("Full name"),
                    lambda m: m.person.name,
                    sort=lambda m: sort_key(m.person.name),
                    bold=True,
                    wide=True,
                ),
                Column(_("Year of birth"), lambda m: words.birth_and_age(m.person, today)),
                Column(_("Hamlet"), lambda m: m.person.hamlet or "", keep=60),
                Column(_("Number"), lambda m: m.code, keep=40),
            ],
            key=lambda m: m.id,
            name=title,
        )
        self.table.set_rows(people)
        self.table.set_empty(
            Empty("search", _("Nobody found"), _("Try a shorter part of the name, without marks."))
        )
        self.table.opened.connect(self._take)
        self.search.leads_to(self.table)
        self.body.add(Apart(self.search, self.table.pager, gap=12, grow=True))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.search

    def _narrow(self, text: str) -> None:
        found = {member.id for member in self._finder.find(text)}
        self.table.set_filter((lambda member: member.id in found) if text.strip() else None)

    @guard
    def _add(self) -> None:
        self.shell.show(add_other_form(self.session, self.shell, self._remember))

    def _remember(self, person_id: str) -> None:
        """Find the person just written down, alone in the list, so that Enter takes them."""
        member = records.member(self.session.club, person_id, self.session.today())
        self._finder = Finder.of([member])
        self.table.set_rows([member])
        self.search.setText(member.person.name)
        self.table.select(member.id)

    @guard
    def _take(self, member: Member) -> None:
        self.shell.back()
        self._then(member)
