"""Taking the books over from paper, in one evening: five short pages, and one step that writes it
all. As long as nothing else was written, it can be taken back and done anew."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid, UserError
from app.base.names import given_name
from app.base.periods import Month
from app.base.text import _, ngettext
from app.funds import fund_records, takeover
from app.funds import takeover_forms as forms
from app.funds.takeover import Takeover
from app.loans import takeover_records
from ui.funds.papers import Paper, look_at
from ui.funds.takeover_lines import DonorsStep, SourcesStep
from ui.funds.takeover_money import MoneyStep
from ui.funds.takeover_people import LoansStep, SavingsStep
from ui.funds.takeover_typed import Balance, Step, Typed
from ui.kit.button import Button
from ui.kit.labels import body, facts
from ui.kit.layout import Column, Flow, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles

STEPS: tuple[type[Step], ...] = (MoneyStep, SourcesStep, LoansStep, SavingsStep, DonorsStep)
SAID = 4
"""So many things that are wrong are said at once; the others follow."""


class TakeoverPage(Page):
    """Whether it adds up, the steps with what stands in each, and the button that writes."""

    help_id = "takeover"
    reads = takeover_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._may = session.may("funds.write") and session.may("loans.write")
        self.head(_("Take over from the paper books"))
        self.typed = Typed(session, self.title(), "funds")
        if "on" not in self.typed.texts:
            self.typed.texts["on"] = fmt_date(Month.of(session.today()).previous().last)
        self.do = Button(_("Write it into the books"), icon="check", key="F9", kind="primary")
        self.do.clicked.connect(self.ask_to_write)
        self.print_button = Button(_("Confirmation to sign"), icon="printer", key="Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self.set_actions(self.print_button, *([self.do] if self._may else []))
        self.tiles: list[Tile] = []
        self._place = 0  # of the step that was shown last
        self._seen: dict[str, str] = {}
        self.balance = Balance()
        self.body.add(self.balance)
        self._steps = Column(14)
        self.body.add(plain(self._steps))
        self.body.stretch()
        self.back_button = Button(_("Take it all back"), icon="x", kind="danger")
        self.back_button.clicked.connect(self._ask_back)
        foot = Flow(0, right=True)
        foot.add(self.back_button)
        self._foot = plain(foot)
        self.body.add(self._foot)

    # --- what is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        club = self.session.club
        written = takeover_records.taken_over(club)
        self._seen = dict(self.typed.texts)
        self._steps.clear()
        self.tiles = []
        if written is None:
            self._show_steps()
        else:
            self._show_written(written)
        if self._may:
            self.do.setVisible(written is None)
        self.print_button.setVisible(written is not None)
        self._foot.setVisible(self._may and takeover_records.may_take_back(club))

    def make_ready(self) -> None:
        if self._seen != self.typed.texts:  # what is typed on a step is in no table to be touched
            self._stale = True
        super().make_ready()

    def first_focus(self) -> QWidget | None:
        return self.tiles[self._place] if self.tiles else self.print_button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.text()
        if place.isascii() and place.isdecimal() and 0 < int(place) <= len(self.tiles):
            self.tiles[int(place) - 1].click()
        else:
            super().keyPressEvent(event)

    def go_on(self, step: str) -> None:
        """The step after this one, or the overview after the last."""
        place = [each.step for each in STEPS].index(step) + 1
        self.shell.back_to(self)
        self.refresh()
        if place < len(STEPS):
            self.show_step(place)
        elif self._may:
            self.do.setFocus()

    def show_step(self, place: int) -> None:
        """Show a step by its place, from 0."""
        self.clear_error()  # what it said is being put right
        self._place = place
        self.shell.show(STEPS[place](self.session, self.shell, self.typed, self))

    def _show_steps(self) -> None:
        texts = self.typed.texts
        self.head(
            _("Take over from the paper books"),
            _("As of {day}. Nothing is in the books before you write it; stop anytime.").format(
                day=texts.get("on", "")
            ),
        )
        found = self.typed.sums()
        loans, sources = forms.lines(texts, forms.LOAN), forms.lines(texts, forms.SOURCE)
        gifts = forms.lines(texts, forms.GIFT)
        seconds = (
            _("{amount} in the income fund").format(amount=money.fmt(found.money_vnd)),
            ngettext("{n} source, {amount}", "{n} sources, {amount}", len(sources)).format(
                n=len(sources), amount=money.fmt(found.capital_vnd)
            ),
            ngettext(
                "{n} loan, {amount} still owed", "{n} loans, {amount} still owed", len(loans)
            ).format(n=len(loans), amount=money.fmt(found.lent_vnd)),
            _("{amount} saved").format(amount=money.fmt(found.saved_vnd)),
            ngettext("{n} donor", "{n} donors", len(gifts)).format(n=len(gifts)),
        )
        titles = (
            (_("The money there is"), "wallet"),
            (_("Where the capital came from"), "landmark"),
            (_("Who still owes"), "hand-coins"),
            (_("Savings of members"), "save"),
            (_("Who gave before"), "gift"),
        )
        for place, ((title, icon), second) in enumerate(zip(titles, seconds, strict=True)):
            tile = Tile(title, second, icon=icon, number=str(place + 1))
            tile.setProperty("place", place)
            tile.clicked.connect(self._pressed)
            self.tiles.append(tile)
        self._steps.add(Tiles(self.tiles))
        self.balance.show_sums(found)

    def _show_written(self, written: Takeover) -> None:
        found = takeover.sums(written)
        self.head(
            _("Taken over from the paper books"),
            _("As of {day}. Print the confirmation and let the board sign it.").format(
                day=fmt_date(written.on)
            ),
        )
        titles = fund_records.titles(self.session.club)
        pairs = [(titles[one.fund], money.fmt(one.money_vnd)) for one in written.funds]
        loans, sources = len(written.loans), len(written.sources)
        lent = ngettext("{n} loan, {amount} still owed", "{n} loans, {amount} still owed", loans)
        given = ngettext("{n} source, {amount}", "{n} sources, {amount}", sources)
        pairs += [
            (_("Who still owes"), lent.format(n=loans, amount=money.fmt(found.lent_vnd))),
            (
                _("Where the capital came from"),
                given.format(n=sources, amount=money.fmt(found.capital_vnd)),
            ),
        ]
        inside = padded(6)
        inside.add(facts(pairs))
        self._steps.add(card(inside))
        if not takeover_records.may_take_back(self.session.club):
            self._steps.add(
                body(_("Other vouchers stand on it now: correct a mistake with a voucher."))
            )
        self.balance.show_sums(found)

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _pressed(self) -> None:
        self.show_step(int(self.sender().property("place")))

    @guard
    def ask_to_write(self) -> None:
        """Look at everything together, and ask before it is written."""
        self.clear_error()
        found = self.read()
        unclear = takeover.doubts(takeover.sums(found))
        if unclear:
            raise UserError(" ".join((*unclear, _("Nothing was changed."))))
        stopped = takeover_records.in_the_way(self.session.club, found.on)
        if stopped is not None:
            raise stopped
        sums = takeover.sums(found)
        self.ask(
            _("Write the takeover into the books?"),
            [
                _("As of {day}: {money} in the income fund, {lent} lent out.").format(
                    day=fmt_date(found.on),
                    money=money.fmt(sums.money_vnd),
                    lent=money.fmt(sums.lent_vnd),
                ),
                _("Until another voucher is written, it can be taken back and done anew."),
            ],
            act=_("Write it into the books"),
            keep=_("Look at it once more"),
            then=self._write,
            danger=False,
        )

    def read(self) -> Takeover:
        """Everything that is typed. Raises UserError that names what is wrong, page by page."""
        club, today = self.session.club, self.session.today()
        register = Register(club, today)
        funds = [fund.id for fund in fund_records.funds(club, today)]
        try:
            return forms.read(self.typed.texts, funds, register.known, today)
        except Invalid as error:
            said = [_about(name, register, text) for name, text in error.problems.items()]
            more = len(said) - SAID
            if more > 0:
                said = said[:SAID]
                said.append(ngettext("{n} more.", "{n} more.", more).format(n=more))
            raise UserError(" ".join((*said, _("Nothing was changed.")))) from None

    def _write(self, _reason: str) -> None:
        self._write_now()

    @guard
    def _write_now(self) -> None:
        takeover_records.take_over(self.session.club, self.read())
        self.typed.replace({})
        self.refresh()
        self.print_button.setFocus()
        self.good(
            _("The books begin with what the paper books said."),
            _("Print the confirmation, and let the board sign it."),
        )

    @guard
    def _ask_back(self) -> None:
        self.ask(
            _("Take the whole takeover back?"),
            [
                _("Its vouchers are taken back, its loans no longer count."),
                _("What you typed comes back here, so that you can correct it and write it anew."),
            ],
            act=_("Take it all back"),
            keep=_("Leave it as it is"),
            then=self._take_back,
            reason=_("Why"),
        )

    @guard
    def _take_back(self, why: str) -> None:
        club = self.session.club
        written = takeover_records.taken_over(club)
        takeover_records.take_back(club, why)
        if written is not None:
            self.typed.replace(forms.texts_of(written))
        self.refresh()
        self._place = 0
        self.tiles[0].setFocus()

    @guard
    def _print(self) -> None:
        from app.documents import takeover_paper

        paper = takeover_paper.gather(self.session.club)
        look_at(
            self,
            Paper(
                _("Confirmation of the takeover"),
                _("takeover"),
                lambda _tongue: takeover_paper.render(paper),
            ),
        )


def _about(name: str, register: Register, said: str) -> str:
    """A problem with the page and the person it is about: "Who still owes, Mai: …"."""
    kind, _space, rest = name.partition(" ")
    pages = {
        forms.SOURCE: _("Where the capital came from"),
        forms.LOAN: _("Who still owes"),
        forms.SAVING: _("Savings of members"),
        forms.GIFT: _("Who gave before"),
    }
    page = pages.get(kind, _("The money there is"))
    person = register.get(rest.partition(" ")[0].partition("#")[0])
    about = page if person is None else f"{page}, {given_name(person.name)}"
    return f"{about}: {said}"
