"""Steps 3 and 4 of a takeover: who still owes what, and whose savings are kept; a person a row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.names import given_name
from app.base.text import _, ngettext
from app.funds import takeover_forms as forms
from ui.funds.takeover_typed import Step, Typed, Way
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.entries import MoneyField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.grid_rows import ROW
from ui.kit.layout import Column, plain
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved

LEAST_HEIGHT = 250
DAY_WIDTH = 170
"""Of the column of days (px at 100 %): even where all give way, a whole day stands in it."""
LARGE = 130
"""From this size of text on (per cent), a row shows only what each loan must have."""


class PeopleStep(Step):
    """A name typed above adds a row of the `kind`; its figures are typed in the grid."""

    kind = ""

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        super().__init__(session, shell, typed, way)
        self._register = Register(session.club, session.today())
        self.who = PersonField(self.asks(), self._register)
        self.who.edited.connect(self._named)
        self.body.add(self.who)
        self._place = Column(0)
        self.body.add(plain(self._place), stretch=1)
        self._large = False
        self.grid = self._make_grid()
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"takeover {self.kind}s")
        self._new = ""
        self.take_out = Button(_("Take out this line"), icon="x", key="Ctrl+D", kind="danger")
        self.take_out.clicked.connect(self._take_out)
        self.end(*self.buttons(), self.take_out)
        self.rescale()

    # --- what each of the two says ------------------------------------------------------------

    def asks(self) -> str:
        """The label of the field for names."""
        raise NotImplementedError

    def columns(self, large: bool) -> Sequence[GridColumn]:
        """The columns; fewer with `large` letters."""
        raise NotImplementedError

    def read(self, key: str, texts: Mapping[str, str]) -> Result:
        """What the row came to. Raises Invalid."""
        raise NotImplementedError

    def prefilled(self) -> Mapping[str, str]:
        """What a new row proposes."""
        return {}

    def buttons(self) -> Sequence[Button]:
        """Other acts for the row."""
        return ()

    def together(self) -> str:
        """How many rows there are and what they come to."""
        raise NotImplementedError

    # --- the grid -----------------------------------------------------------------------------

    def _make_grid(self) -> Grid:
        grid = Grid(self.columns(self._large), self._save, result_title=_("How it stands"))
        grid.ended.connect(self._to_names)
        grid.moved.connect(self._keep_in_sight)
        self._place.add(grid, stretch=1)
        return grid

    def rescale(self) -> None:
        """Follow the size of the text: large letters leave room for fewer columns."""
        large = px(100) >= LARGE
        if large != self._large and self.grid.flush():
            self._large = large
            self._place.clear()
            self.grid = self._make_grid()
            self.refresh()
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def refresh(self) -> None:
        found = forms.lines(self.typed.texts, self.kind)
        self.grid.setVisible(bool(found))
        for button in (*self.buttons(), self.take_out):
            button.setVisible(bool(found))
        self.grid.set_rows([self._row(key, texts) for key, texts in found.items()])
        self._unsaved.put_back()
        self._say()

    def first_focus(self) -> QWidget:
        return self.who.first()

    def leaving(self) -> None:
        self.grid.flush()
        self._unsaved.keep()

    def finish(self) -> bool:
        return self.grid.flush()

    def _row(self, key: str, texts: Mapping[str, str]) -> GridRow:
        person = self._register.get(key.partition("#")[0])
        name = person.name if person is not None else _("Somebody who is no longer here")
        try:
            result = self.read(key, texts)
        except Invalid:
            result = Result(_("Not complete"), icon="triangle-alert", tone="warn")
        empty = not any(texts.values())
        return GridRow(
            key,
            name,
            short=given_name(name),
            texts=texts,
            prefilled=self.prefilled() if empty else {},
            result=Result() if empty else result,
        )

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        whole = {**self.typed.line(self.kind, key), **texts}
        try:
            result = self.read(key, whole)
        except Invalid as error:
            shown = self.grid.rows.typed
            raise Invalid(
                {(n if n in shown else ROW): said for n, said in error.problems.items()}
            ) from None
        written = {name: self._written(name, text) for name, text in whole.items()}
        self.typed.put_line(self.kind, key, written)
        self._say()
        return RowResult({name: written[name] for name in texts}, result)

    def _written(self, name: str, text: str) -> str:
        """A text as it is written out: 3tr becomes 3.000.000, 5/3/27 becomes 5/3/2027."""
        if not text or name not in (*_AMOUNTS, *_DAYS):
            return text
        if name in _AMOUNTS:
            return money.fmt_number(money.parse(text))
        on = forms.read_day(self.typed.texts, self.session.today())
        return fmt_date(parse_date(text, on, ahead=forms.FAR_AHEAD))

    def _say(self) -> None:
        self.grid.say(self.together())
        self.show_balance()

    # --- rows come and go ---------------------------------------------------------------------

    def _named(self) -> None:
        """Somebody was chosen above: a row for them, after the field is done with its own work."""
        person_id = self.who.text()
        if person_id not in self._register.known:
            return
        known = forms.lines(self.typed.texts, self.kind)
        key, again = person_id, 1
        while key in known and self.kind == forms.LOAN and any(known[key].values()):
            again += 1
            key = f"{person_id}#{again}"
        if key not in known:
            self.typed.put_line(self.kind, key, dict.fromkeys(forms.PARTS[self.kind], ""))
        self._new = key
        self.who.set_text("")
        QTimer.singleShot(0, self, self._to_new)

    @guard
    def _to_new(self) -> None:
        self.refresh()
        self.grid.go_to(self._new, self.grid.rows.typed[0])
        # Only after all parts have found their places is it known where the grid lies.
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """Where the text is so large that the page scrolls, the row in hand must be seen."""
        focused: QWidget | None = self.focusWidget()
        if focused is not None and self.grid.isAncestorOf(focused):
            self.reveal(self.grid)

    @guard
    def _to_names(self) -> None:
        """After the last cell comes the next name."""
        self.who.first().setFocus()
        self.reveal(self.who)

    @guard
    def _take_out(self) -> None:
        key = self.grid.current_key()
        if key is None:
            raise UserError(_("Choose a line first. Nothing was changed."))
        self.typed.remove_line(self.kind, key)
        self.grid.forget(key)
        self.refresh()


class LoansStep(PeopleStep):
    """Step 3: every loan that runs on."""

    step, kind = "loans", forms.LOAN

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        self.more = Button(_("All about this loan"), icon="pencil", key="F2")
        super().__init__(session, shell, typed, way)
        self.more.clicked.connect(self._show_more)
        self.head(
            _("3. Who still owes"),
            _("One line for each running loan. Interest a month: 1 for 1 %, or 50k."),
        )

    def asks(self) -> str:
        return _("Who still owes")

    def columns(self, large: bool) -> Sequence[GridColumn]:
        must = [
            GridColumn("owed", _("Owes"), 180, spoken=_("Still owed, đồng"), bold=True),
            GridColumn("interest", _("Interest"), 80, spoken=_("Interest a month")),
            GridColumn("until", _("Until"), DAY_WIDTH, spoken=_("Until when")),
        ]
        if large:
            return must
        return [
            *must,
            GridColumn("part", _("Each time"), 140, spoken=_("Principal each month, đồng")),
            GridColumn("arrears", _("Unpaid"), 130, spoken=_("Interest not paid yet, đồng")),
        ]

    def read(self, key: str, texts: Mapping[str, str]) -> Result:
        on = forms.read_day(self.typed.texts, self.session.today())
        found = forms.read_loan(key, texts, on, self._register.known)
        days = found.due_days(on)
        if not days:
            return Result(_("Overdue"), icon="triangle-alert", tone="warn")
        many = ngettext("{n} payment to come", "{n} payments to come", len(days))
        return Result(many.format(n=len(days)), icon="check")

    def prefilled(self) -> Mapping[str, str]:
        """The interest that was typed last: a club takes the same of nearly everybody."""
        typed = [line.get("interest", "") for line in self._others()]
        return {"interest": next((text for text in reversed(typed) if text), "1 %")}

    def buttons(self) -> Sequence[Button]:
        return (self.more,)

    def together(self) -> str:
        found = list(self._others())
        total = self.typed.sums().lent_vnd
        many = ngettext(
            "{n} loan, {amount} still owed", "{n} loans, {amount} still owed", len(found)
        )
        return many.format(n=len(found), amount=money.fmt(total))

    def _others(self) -> Sequence[Mapping[str, str]]:
        return list(forms.lines(self.typed.texts, self.kind).values())

    @guard
    def _show_more(self) -> None:
        """Everything about the loan of the current row, in a form."""
        key = self.grid.current_key()
        if key is None:
            raise UserError(_("Choose a line first. Nothing was changed."))
        self.grid.flush()
        name = self.grid.rows.row(key).name

        def save(values: Values) -> None:
            self.read(key, values)
            written = {part: self._written(part, text) for part, text in values.items()}
            self.typed.put_line(self.kind, key, written)
            self.grid.forget(key)
            self.refresh()

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("The loan of {name}").format(name=name),
                "",
                {
                    "owed": MoneyField(_("Still owed")),
                    "interest": TextField(_("Interest a month"), _("1 for 1 %, or 50k")),
                    "until": TextField(_("Until when"), _("For example 21/4/2027")),
                    "next": TextField(
                        _("Next payment on"), _("Empty: the same day of the month as the end")
                    ),
                    "part": MoneyField(_("Principal each month"), _("Empty: all of it at the end")),
                    "arrears": MoneyField(_("Interest not paid yet"), _("Of the time before")),
                },
                save,
                verb=_("Keep this line"),
                values=self.typed.line(self.kind, key),
            )
        )


class SavingsStep(PeopleStep):
    """Step 4: the savings that the club keeps for its members."""

    step, kind = "savings", forms.SAVING

    def __init__(self, session: Session, shell: Shell, typed: Typed, way: Way) -> None:
        super().__init__(session, shell, typed, way)
        self.head(
            _("4. Savings of members"),
            _("Only if the club keeps money for its members. It is theirs and goes back."),
        )

    def asks(self) -> str:
        return _("Who saved")

    def columns(self, large: bool) -> Sequence[GridColumn]:
        return [GridColumn("amount", _("Savings"), 170, spoken=_("Saved, đồng"), bold=True)]

    def read(self, key: str, texts: Mapping[str, str]) -> Result:
        forms.read_saving(key, texts, self._register.known)
        return Result("", icon="check")

    def together(self) -> str:
        found = self.typed.sums()
        return _("Saved together {saved}; the fund of savings keeps {kept}.").format(
            saved=money.fmt(found.saved_vnd), kept=money.fmt(found.kept_vnd)
        )


_AMOUNTS = ("owed", "part", "arrears", "amount")
_DAYS = ("until", "next")
