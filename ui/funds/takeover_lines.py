"""Steps 2 and 5 of a takeover: where the capital came from, and who gave to the club before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.errors import UserError
from app.base.text import _
from app.funds import takeover_forms as forms
from app.funds.rules import SOURCE_KINDS
from ui.funds.takeover_typed import Step, Typed, Way
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.layout import Flow, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is typed."""

    key: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One of its texts."""
        return self.texts.get(name, "")


class LinesStep(Step):
    """A list whose lines are written in forms."""

    kind = ""

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        super().__init__(session, shell, typed, way)
        self.head(*self.heading())
        self.add_button = Button(self.verb(), icon="plus", key="Ctrl+N")
        self.add_button.clicked.connect(self._add)
        self.set_actions(*self.title_buttons(), self.add_button)
        self.table: Table[Line] = Table(self.columns(), key=lambda one: one.key, name=self.title())
        self.table.opened.connect(self._open)
        first = Button(self.verb(), icon="plus")
        first.clicked.connect(self._add)
        title, sentence = self.empty()
        self.table.set_empty(Empty(self.icon(), title, sentence, first))
        above = Flow(0, right=True)
        above.add(self.table.pager)
        self.body.add(plain(above))
        self.body.add(self.table, stretch=1)
        self.change = Button(_("Change"), icon="pencil", key="F2")
        self.change.clicked.connect(self._change)
        self.take_out = Button(_("Take out this line"), icon="x", key="Ctrl+D", kind="danger")
        self.take_out.clicked.connect(self._take_out)
        self.end(self.change, self.take_out)

    # --- what each of the two says ------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Title and purpose of the page."""
        raise NotImplementedError

    def verb(self) -> str:
        """The words of the button that adds a line."""
        raise NotImplementedError

    def icon(self) -> str:
        """The picture of the empty list."""
        raise NotImplementedError

    def empty(self) -> tuple[str, str]:
        """What the empty list says."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column[Line]]:
        """The columns of the list."""
        raise NotImplementedError

    def fields(self) -> Mapping[str, Field]:
        """The fields of a line."""
        raise NotImplementedError

    def check(self, texts: Mapping[str, str]) -> object:
        """Read a line. Raises Invalid."""
        raise NotImplementedError

    def title_buttons(self) -> Sequence[Button]:
        """Other buttons beside the title."""
        return ()

    # --- the list -----------------------------------------------------------------------------

    def refresh(self) -> None:
        found = forms.lines(self.typed.texts, self.kind)
        self.table.set_rows([Line(key, texts) for key, texts in found.items()])
        self.change.setVisible(bool(found))
        self.take_out.setVisible(bool(found))
        self.show_balance()

    def first_focus(self) -> QWidget:
        return self.table if self.table.shown() else self.add_button

    def write(self, key: str, given: Mapping[str, str]) -> None:
        """Show the form of a line, new or not."""

        def save(values: Values) -> None:
            self.check(values)
            written = {name: _written(name, text) for name, text in values.items()}
            self.typed.put_line(self.kind, key, written)
            self.refresh()
            self.table.select(key)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                self.verb(),
                "",
                self.fields(),
                save,
                verb=_("Keep this line"),
                values=given,
                draft=f"takeover-{self.kind}-{key}",
            )
        )

    @guard
    def _add(self) -> None:
        self.write(self.typed.new_key(self.kind), {})

    @guard
    def _open(self, one: Line) -> None:
        self.write(one.key, one.texts)

    @guard
    def _change(self) -> None:
        self._open(self._chosen())

    @guard
    def _take_out(self) -> None:
        self.typed.remove_line(self.kind, self._chosen().key)
        self.refresh()

    def _chosen(self) -> Line:
        one = self.table.current()
        if one is None:
            raise UserError(_("Choose a line first. Nothing was changed."))
        return one


class SourcesStep(LinesStep):
    """Step 2: who gave the capital of the income fund, and what must go back one day."""

    step, kind = "sources", forms.SOURCE

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        self.rest = Button(_("Name the rest"), icon="lightbulb", key="F7")
        super().__init__(session, shell, typed, way)
        self.rest.clicked.connect(self._name_rest)

    def heading(self) -> tuple[str, str]:
        return (
            _("2. Where the capital came from"),
            _("Each source with what is in the fund of it now, lent out or in the box."),
        )

    def verb(self) -> str:
        return _("Add a source")

    def icon(self) -> str:
        return "wallet"

    def empty(self) -> tuple[str, str]:
        return (
            _("No source yet"),
            _("The province, the commune, donors, members: who gave the first money to lend?"),
        )

    def title_buttons(self) -> Sequence[Button]:
        return (self.rest,)

    def columns(self) -> Sequence[Column[Line]]:
        return (
            Column(_("Name of the source"), lambda one: one.text("name"), bold=True, wide=True),
            Column(_("From whom"), _kind, keep=60),
            Column(_("Amount (đ)"), lambda one: one.text("amount"), align="right"),
            Column(_("Must it go back"), _goes_back, keep=70),
        )

    def fields(self) -> Mapping[str, Field]:
        kinds = [(code, _(words)) for code, words in SOURCE_KINDS.items()]
        back = [("yes", _("Yes")), ("no", _("No"))]
        return {
            "kind": Choice(_("From whom"), kinds, wide=True),
            "returnable": Choice(_("Must it go back"), back, _("If the club stops one day")),
            "name": TextField(
                _("Name of the source"), _("For example: budget of the province, 2026")
            ),
            "amount": MoneyField(_("What of it is in the fund")),
            "return_to": TextField(_("To whom it goes back"), _("Only if it must go back")),
            "decision": TextField(_("Decision or paper"), _("Number and day; may stay empty")),
        }

    def check(self, texts: Mapping[str, str]) -> object:
        return forms.read_source(texts, self.session.today())

    def refresh(self) -> None:
        super().refresh()
        self.rest.setVisible(self.typed.sums().nameless_vnd > 0)

    @guard
    def _name_rest(self) -> None:
        """A source for what has none: most often interest that was put to the capital."""
        self.write(
            self.typed.new_key(self.kind),
            {
                "kind": "own",
                "returnable": "no",
                "name": _("Interest put to the capital"),
                "amount": money.fmt_number(self.typed.sums().nameless_vnd),
            },
        )


class DonorsStep(LinesStep):
    """Step 5: the Golden Heart book of the years before."""

    step, kind = "donors", forms.GIFT

    def heading(self) -> tuple[str, str]:
        return (
            _("5. Who gave before"),
            _("So that nobody is forgotten. Their money was spent, or lies in the funds already."),
        )

    def verb(self) -> str:
        return _("Add a donor")

    def icon(self) -> str:
        return "gift"

    def empty(self) -> tuple[str, str]:
        return (
            _("No donor written down"),
            _("Copy the Golden Heart book here, or leave it for another day."),
        )

    def columns(self) -> Sequence[Column[Line]]:
        return (
            Column(_("Day"), lambda one: one.text("on_date")),
            Column(_("Who gave it"), lambda one: one.text("donor"), bold=True, wide=True),
            Column(_("What they gave"), lambda one: one.text("what") or _("Money"), keep=80),
            Column(_("Worth (đ)"), lambda one: one.text("value"), align="right"),
        )

    def fields(self) -> Mapping[str, Field]:
        return {
            "donor": TextField(_("Who gave it"), _("A person, a family, a shop, an office")),
            "on_date": DateField(_("Day"), self.session.today(), ahead=0),
            "what": TextField(_("What they gave"), _("Leave it empty for money")),
            "value": MoneyField(_("How much, or what it is worth")),
            "note": TextField(_("Remark")),
        }

    def check(self, texts: Mapping[str, str]) -> object:
        return forms.read_gift(texts, self.session.today())


def _kind(one: Line) -> str:
    return next((_(name) for code, name in SOURCE_KINDS.items() if code == one.text("kind")), "")


def _goes_back(one: Line) -> str:
    if one.text("returnable") != "yes":
        return _("No")
    return one.text("return_to") or _("Yes")


def _written(name: str, text: str) -> str:
    """A text as it is written out: 3tr becomes 3.000.000."""
    amount = name in ("amount", "value") and text
    return money.fmt_number(money.parse(text)) if amount else text
