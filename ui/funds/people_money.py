"""Money that the club keeps for people: savings of members, and what was paid too much."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.names import sort_key
from app.base.text import _, ngettext
from app.funds import balance_records
from app.funds.records import READS
from app.members import records as members
from app.members.rules import shown_name
from ui.funds import words
from ui.funds.booking import BookingForm
from ui.funds.money_in import savings
from ui.funds.money_out import held_back, savings_back
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.layout import Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class Kept:
    """What the club keeps for somebody, in đồng."""

    person_id: str
    name: str
    savings_vnd: int
    held_vnd: int


class PeopleMoneyPage(Page):
    """Who has what with the club. Enter gives savings back."""

    help_id = "savings"
    reads = READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("funds.write")
        self.add_button = Button(_("Take savings in"), icon="plus", key="Ctrl+N", kind="primary")
        self.add_button.clicked.connect(self._take_in)
        self.set_actions(*([self.add_button] if self._may else []))
        self.table: Table[Kept] = Table(
            [
                Column(
                    _("Full name"),
                    lambda one: one.name,
                    sort=lambda one: sort_key(one.name),
                    bold=True,
                    wide=True,
                ),
                Column(
                    _("Savings (đ)"),
                    lambda one: words.amount(one.savings_vnd),
                    sort=lambda one: one.savings_vnd,
                    align="right",
                ),
                Column(
                    _("Paid too much, kept (đ)"),
                    lambda one: words.amount(one.held_vnd),
                    sort=lambda one: one.held_vnd,
                    align="right",
                ),
            ],
            key=lambda one: one.person_id,
            name=_("Money of members"),
        )
        self.table.opened.connect(self._give_back)
        first = Button(_("Take savings in"), icon="plus", kind="primary")
        first.clicked.connect(self._take_in)
        self.table.set_empty(
            Empty(
                "wallet",
                _("The club keeps no money for anybody"),
                _("Savings go back to the member whenever asked for; no interest is promised."),
                *([first] if self._may else []),
            )
        )
        above = Row(12)
        above.stretch()
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self.back_button = Button(_("Give savings back"), icon="banknote", key="F2")
        self.back_button.clicked.connect(self._give_back)
        self.held_button = Button(_("Give back what was kept"), icon="banknote", key="F3")
        self.held_button.clicked.connect(self._give_held_back)
        acts = Flow(12)
        acts.add(self.back_button)
        acts.add(self.held_button)
        self.foot = plain(acts)
        self.body.add(self.foot)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        found = kept(self.session)
        saved, held = sum(one.savings_vnd for one in found), sum(one.held_vnd for one in found)
        many = ngettext("{n} person.", "{n} people.", len(found)).format(n=len(found))
        said = _("Savings {savings}, kept {held}.").format(
            savings=money.fmt(saved), held=money.fmt(held)
        )
        self.head(_("Money of members"), f"{many} {said}")
        self.table.set_rows(found)
        self.foot.setVisible(self._may and bool(found))

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _take_in(self) -> None:
        self.shell.show(BookingForm(self.session, self.shell, savings(self.session)))

    @guard
    def _give_back(self) -> None:
        one = self.table.current()
        if one is not None and self._may:
            given = {"person": one.person_id, "amount": _figure(one.savings_vnd)}
            booking = savings_back(self.session, given)
            self.shell.show(BookingForm(self.session, self.shell, booking))

    @guard
    def _give_held_back(self) -> None:
        one = self.table.current()
        if one is not None and self._may:
            given = {"person": one.person_id, "amount": _figure(one.held_vnd)}
            booking = held_back(self.session, given)
            self.shell.show(BookingForm(self.session, self.shell, booking))


def kept(session: Session) -> list[Kept]:
    """For whom the club keeps money, in the order of names."""
    club, today = session.club, session.today()
    savings_of = balance_records.of_people(club, "savings", today)
    held = balance_records.of_people(club, "held", today)
    ids = savings_of.keys() | held.keys()
    names = {one.id: shown_name(one) for one in members.people(club, today) if one.id in ids}
    found = [Kept(who, names.get(who, ""), savings_of.get(who, 0), held.get(who, 0)) for who in ids]
    return sorted(found, key=lambda one: (sort_key(one.name), one.person_id))


def _figure(vnd: int) -> str:
    return money.fmt_number(vnd) if vnd else ""
