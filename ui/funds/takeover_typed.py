"""What is typed of a takeover from paper, on all its pages: one draft until it is written."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _
from app.funds import takeover_forms as forms
from app.funds.takeover import Sums
from ui.kit.button import Button
from ui.kit.chips import Chip, Result
from ui.kit.labels import bold
from ui.kit.layout import Apart, Column, Flow, card, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session

DRAFT = "takeover"


class Typed:
    """The texts, by the names of `takeover_forms`; every change is kept in the book at once."""

    def __init__(self, session: Session, title: str, room: str) -> None:
        self._session, self._title, self._room = session, title, room
        self.texts: dict[str, str] = dict(session.drafts.texts(DRAFT))

    def put(self, texts: Mapping[str, str]) -> None:
        """Write these over what stood there."""
        self.texts.update(texts)
        self._keep()

    def line(self, kind: str, key: str) -> dict[str, str]:
        """The texts of one line."""
        return forms.lines(self.texts, kind).get(key, {})

    def put_line(self, kind: str, key: str, texts: Mapping[str, str]) -> None:
        """Write a line."""
        self.put({f"{kind} {key} {name}": text for name, text in texts.items()})

    def remove_line(self, kind: str, key: str) -> None:
        """Take a line out."""
        names = [f"{kind} {key} {part}" for part in forms.PARTS[kind]]
        self.texts = {name: text for name, text in self.texts.items() if name not in names}
        self._keep()

    def new_key(self, kind: str) -> str:
        """What tells a new line from the others."""
        return str(1 + max((int(key) for key in forms.lines(self.texts, kind)), default=0))

    def replace(self, texts: Mapping[str, str]) -> None:
        """Begin with other texts, or with none."""
        self.texts = dict(texts)
        self._keep()

    def sums(self) -> Sums:
        """What it all comes to so far."""
        return forms.so_far(self.texts)

    def _keep(self) -> None:
        if self.texts:
            self._session.drafts.keep(DRAFT, self.texts, self._title, self._room)
        else:
            self._session.drafts.drop(DRAFT)


class Balance(QWidget):
    """Whether what there is and where it came from agree, live at the foot of each page."""

    def __init__(self) -> None:
        super().__init__()
        self._words = bold("")
        self.chip = Chip(Result())
        inside = Column(0, (18, 8, 18, 8))
        inside.add(Apart(self._words, self.chip, gap=14, grow=True))
        around = Column(0)
        around.add(card(inside))
        self.setLayout(around)

    def show_sums(self, found: Sums) -> None:
        """Say the equation of the income fund, and what is missing in it; nothing before there is
        anything to add up."""
        self.setVisible(found != Sums())
        equal = _("Capital {capital} = money {money} + lent {lent}")
        apart = found.nameless_vnd
        if apart:  # an equals sign that is not true would teach nobody to trust the others
            equal = _("Capital {capital}; money {money} + lent {lent}")
        self._words.setText(
            equal.format(
                capital=money.fmt(found.capital_vnd),
                money=money.fmt(found.money_vnd),
                lent=money.fmt(found.lent_vnd),
            )
        )
        if apart > 0:
            said = _("{amount} without a source").format(amount=money.fmt(apart))
        elif apart < 0:
            said = _("{amount} more than there is").format(amount=money.fmt(-apart))
        elif found.savings_apart_vnd:
            said = _("Savings are {amount} apart").format(
                amount=money.fmt(abs(found.savings_apart_vnd))
            )
        else:
            self.chip.set_result(Result(_("It adds up"), icon="check", tone="good"))
            return
        self.chip.set_result(Result(said, icon="triangle-alert", tone="warn", bold=True))


class Way(Protocol):
    """What a step may ask of the takeover around it."""

    def go_on(self, step: str) -> None:
        """Show the step after this one."""


class Step(Page):
    """One page of the takeover: its content, the sums at the foot, and the way to the next."""

    help_id = "takeover"
    quiet = True
    step = ""

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        super().__init__(session, shell)
        self.typed, self._way = typed, way
        self.balance = Balance()
        self.on = Button(_("Next"), icon="check", key="Ctrl+Enter", kind="primary", main=True)
        self.on.clicked.connect(self.go_on)

    def end(self, *others: QWidget) -> None:
        """Put the foot below what the page has."""
        if not others:
            self.body.add(Apart(self.balance, self.on, gap=12, grow=True))
            return
        acts = Flow(32)  # so far from the others stands the one that takes a line out
        for button in others:
            acts.add(button)
        self.body.add(self.balance)
        self.body.add(Apart(plain(acts), self.on, grow=True))

    def finish(self) -> bool:
        """Keep what is being typed; False while something cannot be read."""
        return True

    def show_balance(self) -> None:
        """Add up anew."""
        self.balance.show_sums(self.typed.sums())

    @guard
    def go_on(self) -> None:
        """To the next step, unless something here is wrong."""
        if self.finish():
            self._way.go_on(self.step)
