"""Where the capital of the income fund comes from, and what goes back if the club stops."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.funds import source_records
from app.funds.rules import SOURCE_KINDS
from app.funds.source_records import SourceState
from ui.funds import money_in, money_out, words
from ui.funds.booking import BookingForm
from ui.funds.source_form import source_form
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import body, section
from ui.kit.layout import Column as Lines
from ui.kit.layout import Flow, Row, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class SourcesPage(Page):
    """A line a source. Enter shows it; capital is received and given back from here."""

    help_id = "sources"
    reads = source_records.READS | {"entry"}

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("funds.write")
        self._said: list[str] = []
        self.add_button = Button(_("A new source"), icon="plus", key="Ctrl+N", kind="primary")
        self.add_button.clicked.connect(self._add)
        self.set_actions(*([self.add_button] if self._may else []))
        self.table: Table[SourceState] = Table(
            [
                Column(_("Source"), lambda one: one.source.name, bold=True, wide=True, whole=True),
                Column(_("From whom"), lambda one: _(SOURCE_KINDS[one.source.kind]), keep=50),
                Column(_("Put in"), lambda one: words.amount(one.put_in), align="right"),
                Column(
                    _("Given back"),
                    lambda one: words.amount(one.given_back),
                    align="right",
                    keep=70,
                ),
                Column(_("In the fund"), lambda one: words.amount(one.balance), align="right"),
                Column(_("Goes back to"), lambda one: goes_to(one), keep=60),
            ],
            key=lambda one: one.source.id,
            name=_("Sources of capital"),
        )
        self.table.opened.connect(self._change)
        first = Button(_("A new source"), icon="plus", kind="primary")
        first.clicked.connect(self._add)
        self.table.set_empty(
            Empty(
                "landmark",
                _("No source of capital yet"),
                _("Write down who gave the money that is lent, and whether it must go back."),
                *([first] if self._may else []),
            )
        )
        above = Row(12)
        above.stretch()
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)
        self._ends = Lines(2)
        inside = padded(4)
        inside.add(section(_("If the club stops")))
        inside.add(self._ends)
        self._ends_card = card(inside)
        self.body.add(self._ends_card)
        acts = Flow(12)
        self.receive = Button(_("Receive capital"), icon="plus", key="F3")
        self.receive.clicked.connect(self._receive)
        self.give_back = Button(_("Give capital back"), icon="undo-2", key="F4")
        self.give_back.clicked.connect(self._give_back)
        self.change_button = Button(_("Change"), icon="pencil", key="F2")
        self.change_button.clicked.connect(self._change)
        for button in (self.change_button, self.receive, self.give_back):
            acts.add(button)
        self.foot = plain(acts)
        self.body.add(self.foot)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        found = source_records.sources(self.session.club, self.session.today())
        total = sum(one.balance for one in found)
        said = _("Capital of the income fund: {amount}.").format(amount=money.fmt(total))
        self.head(_("Sources of capital"), said if found else "")
        self.table.set_rows(found)
        self._ends.clear()
        self._said = list(ends(found))
        for line in self._said:
            self._ends.add(body(line))
        self._ends_card.setVisible(bool(found))
        self.foot.setVisible(self._may and bool(found))

    def ends_said(self) -> list[str]:
        """What stands below: what would go back, and what would stay."""
        return self._said

    # --- acts ---------------------------------------------------------------------------------

    def _current(self) -> SourceState | None:
        one = self.table.current()
        return one if one is not None and one.source.id else None

    @guard
    def _add(self) -> None:
        self.shell.show(source_form(self.session, self.shell, None, self._added))

    def _added(self, source_id: str) -> None:
        self.table.select(source_id)

    @guard
    def _change(self) -> None:
        one = self._current()
        if one is not None and self._may:
            self.shell.show(source_form(self.session, self.shell, one.source))

    @guard
    def _receive(self) -> None:
        one = self._current()
        if one is not None:
            booking = money_in.capital(self.session, one.source)
            self.shell.show(BookingForm(self.session, self.shell, booking))

    @guard
    def _give_back(self) -> None:
        one = self._current()
        if one is not None:
            given = {"amount": money.fmt_number(one.balance)} if one.balance > 0 else {}
            booking = money_out.capital_back(self.session, one.source, given)
            self.shell.show(BookingForm(self.session, self.shell, booking))


def goes_to(one: SourceState) -> str:
    """To whom the money of a source goes back when the club stops."""
    if not one.source.returnable:
        return _("stays")
    return one.source.return_to or one.source.name


def ends(found: Iterable[SourceState]) -> Sequence[str]:
    """What would go back to whom, and what would stay for the members to decide upon."""
    back: dict[str, int] = defaultdict(int)
    stays = 0
    for one in found:
        if one.source.returnable:
            back[goes_to(one)] += one.balance
        else:
            stays += one.balance
    lines = [
        _("{amount} goes back to: {whom}").format(amount=money.fmt(amount), whom=whom)
        for whom, amount in back.items()
        if amount
    ]
    if stays:
        lines.append(_("{amount} stays: the members decide").format(amount=money.fmt(stays)))
    return lines or [_("Nothing would go back.")]
