"""Choosing somebody of the register: type any part of a name, Enter takes the person."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _
from app.members.finder import Finder
from app.members.rules import Member
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import words


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
    def _take(self, member: Member) -> None:
        self.shell.back()
        self._then(member)
