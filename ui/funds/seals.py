"""The months that were closed: their check words, what was counted, and opening the last again."""

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import UserError
from app.base.text import _, ngettext
from app.club.second import Second
from app.funds import closing, closing_records
from app.funds.closing import Seal
from ui.funds.papers import look_at, statement_paper
from ui.funds.second import SecondPage
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.fields import SearchBox
from ui.kit.labels import big, facts, muted, section
from ui.kit.layout import Apart, Column, Flow, SideBySide, card, padded, plain
from ui.kit.notice import Notice
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.kit.table import Table


class SealsPage(Page):
    """Every seal, the newest first. Words typed from a paper find theirs; one key proves them all
    against the books."""

    help_id = "closing"
    reads = closing_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._seals: tuple[Seal, ...] = ()
        self.proof = Button(_("Compare with the books"), icon="shield-check", key="F9")
        self.proof.clicked.connect(self.prove)
        self.set_actions(self.proof)
        self.search = SearchBox(_("Check words of a paper, six syllables"))
        self.search.typed.connect(self._find)
        self.table: Table[Seal] = Table(
            [
                TableColumn(_("Month"), _month, sort=lambda one: one.month, bold=True),
                TableColumn(_("Check words"), lambda one: one.words, wide=True, whole=True),
                TableColumn(_("Books closed on"), lambda one: fmt_date(one.closed_on), keep=60),
                TableColumn(
                    _("Counted (đ)"),
                    lambda one: money.fmt_number(one.counted_vnd),
                    align="right",
                    keep=50,
                ),
                TableColumn(_("State"), lambda one: _state(one).word, cell=_state, keep=80),
            ],
            key=lambda one: one.id,
            name=_("Closed months"),
        )
        self.table.opened.connect(self._open)
        self.search.leads_to(self.table)
        above = Apart(self.search, self.table.pager, grow=True)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        self._seals = tuple(reversed(closing_records.seals(self.session.club)))
        standing = sum(1 for one in self._seals if one.stands)
        many = ngettext("{n} month is closed.", "{n} months are closed.", standing)
        self.head(_("Closed months"), many.format(n=standing))
        self.table.set_rows(self._seals)
        if not self._seals:
            self.table.set_empty(
                Empty("lock", _("No month is closed yet"), _("A closed month stands here."))
            )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def prove(self) -> None:
        """Compute every seal again from what the books say now."""
        problems = closing_records.verify_seals(self.session.club)
        if problems:
            raise UserError(" ".join(problems))
        self.good(
            _("Nothing was altered."), _("Every closed month is as it was when it was closed.")
        )

    def _find(self, typed: str) -> None:
        """Show the seal whose words these are; while fewer are typed, all that begin so."""
        exact = closing.found_by_words(self._seals, typed)
        self.table.set_filter(
            lambda one: one is exact if exact is not None else closing.begins_with(one, typed)
        )

    @guard
    def _open(self, one: Seal) -> None:
        self.shell.show(SealPage(self.session, self.shell, one.id))


class SealPage(Page):
    """One seal with its words in large letters, to be written on the minutes."""

    help_id = "closing"
    reads = closing_records.READS

    def __init__(self, session: Session, shell: Shell, seal_id: str) -> None:
        super().__init__(session, shell)
        self._id = seal_id
        self.print_button = Button(_("Print statement"), icon="printer", key="Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self.set_actions(self.print_button)
        self._opened = Column(8)
        self._words = padded(8)
        self._count, self._figures = padded(6), padded(6)
        self.body.add(plain(self._opened))
        self.body.add(card(self._words))
        self.body.add(SideBySide(card(self._figures), card(self._count), share=50, least=760))
        self.body.stretch()
        self.open_again = Button(_("Open this month again"), icon="lock", kind="danger")
        self.open_again.clicked.connect(self._ask_to_open)
        foot = Flow(0, right=True)
        foot.add(self.open_again)
        self._foot = plain(foot)
        self.body.add(self._foot)

    def refresh(self) -> None:
        club = self.session.club
        found = closing_records.seals(club)
        one = next(seal for seal in found if seal.id == self._id)
        self._seal = one
        self.head(
            _("Closed: {month}").format(month=closing.month_words(one.month)),
            _("Write the six check words into the minutes. Whoever has them can prove the books."),
        )
        self._opened.clear()
        if one.reopened_on is not None:
            self._opened.add(
                Notice(
                    "warn",
                    _("Opened again on {day}.").format(day=fmt_date(one.reopened_on)),
                    one.reopened_why or "",
                )
            )
        self._words.clear()
        self._words.add(section(_("Check words")))
        self._words.add(big(one.words))
        self._words.add(
            muted(
                _("Seal {number} of this month, {short}").format(number=one.number, short=one.short)
            )
        )
        self._figures.clear()
        self._figures.add(facts(self._facts(one)))
        self._count.clear()
        self._count.add(facts(_counted(one)))
        last = closing_records.sealed_until(club)
        may = self.session.may("funds.write") and one.stands and one.month == last
        self._foot.setVisible(may)

    def first_focus(self) -> QWidget | None:
        return self.print_button

    def _facts(self, one: Seal) -> list[tuple[str, str]]:
        names = [each.name for each in closing_records.signers(self.session.club, one.id)]
        pairs = [
            (_("Books closed on"), fmt_date(one.closed_on)),
            (_("Closed by"), ", ".join(names)),
            (_("In the presence of"), one.witness or ""),
            (_("Vouchers"), str(one.entries)),
            (_("Difference"), money.fmt(one.difference_vnd) if one.difference_vnd else ""),
            (_("Why it differs"), one.why or ""),
        ]
        again = closing_records.signers(self.session.club, one.id, "reopening")
        if again:
            pairs.append((_("Opened again by"), ", ".join(each.name for each in again)))
        return [(name, text) for name, text in pairs if text]

    @guard
    def _print(self) -> None:
        """The statement of the month, which has its check words."""
        look_at(self, statement_paper(self, "page", self._seal.month))

    @guard
    def _ask_to_open(self) -> None:
        one = self._seal
        self.ask(
            _("Open {month} again?").format(month=closing.month_words(one.month)),
            [
                _("Vouchers can then be dated in this month again, until it is closed anew."),
                _("That it was opened, when and why stays in the books for everybody to see."),
            ],
            act=_("Open the month again"),
            keep=_("Leave it closed"),
            then=self._reopen,
            reason=_("Why"),
        )

    def _reopen(self, why: str) -> None:
        one = self._seal

        def do(second: Second) -> None:
            closing_records.reopen(self.session.club, one.month, why, second)

        self.shell.show(
            SecondPage(
                self.session,
                self.shell,
                _("Open {month} again").format(month=closing.month_words(one.month)),
                [why, _("One of the two must be the chair.")],
                _("Open the month again"),
                do,
                below=self,
            )
        )


def _month(one: Seal) -> str:
    text = f"{one.month.month}/{one.month.year}"
    return text if one.number == 1 else _("{month}, seal {n}").format(month=text, n=one.number)


def _state(one: Seal) -> Result:
    if one.stands:
        return Result(_("Closed"), icon="lock", tone="good")
    return Result(_("Opened again"), icon="triangle-alert", tone="warn")


def _counted(one: Seal) -> list[tuple[str, str]]:
    """What was counted, note by note."""
    pairs = [
        (
            money.fmt(value) if value != closing.LOOSE else _("Smaller money"),
            f"× {money.fmt_number(count)} = {money.fmt(value * count)}"
            if value != closing.LOOSE
            else money.fmt(count),
        )
        for value, count in one.notes.items()
    ]
    pairs.append((_("In the box"), money.fmt(one.counted_vnd)))
    if one.bank_vnd:
        pairs.append((_("Bank account"), money.fmt(one.bank_vnd)))
    return pairs
