"""The club's regulation: what may be borrowed, how much, how long, at what interest."""

from collections.abc import Sequence

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.loans import forms, product_records
from app.loans.doubts import late_notes, product_doubts
from app.loans.rules import Product
from app.loans.schedule import Schedule, Terms, rate_words, schedule
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Tick
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, TextField, follow
from ui.kit.form import Values
from ui.kit.labels import muted
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.loans import term_fields, words
from ui.loans.decide import plan_in_words
from ui.loans.two_pages import TwoPageForm


class ProductsPage(ListPage[Product]):
    """The kinds of loans; what was decided before keeps its terms."""

    icon = "scroll-text"
    help_id = "loan-products"
    right = "loans.write"
    reads = product_records.READS

    def name(self) -> str:
        return _("The club's regulation")

    def columns(self) -> Sequence[Column[Product]]:
        return (
            Column(_("Kind of loan"), lambda row: row.name, bold=True, wide=True, whole=True),
            Column(_("At most (đ)"), lambda row: money.fmt_number(row.most_vnd), align="right"),
            Column(_("Longest"), lambda row: words.months(row.most_months), keep=70),
            Column(_("A month"), lambda row: rate_words(row.rate_bp), align="right"),
            Column(_("Paid back"), _paid_back, wide=True, keep=60),
            Column(_("Offered"), lambda row: _state(row).word, cell=_state, keep=80),
        )

    def add_words(self) -> str:
        return _("Add a kind of loan")

    def empty(self) -> tuple[str, str]:
        return (
            _("No kind of loan yet"),
            _("Write here what the club's own regulation says about loans."),
        )

    def row_buttons(self) -> Sequence[Button]:
        self.end_button = Button(_("Offer no more"), icon="minus", key="F3")
        self.end_button.clicked.connect(self._end)
        return (self.end_button,)

    def hint_words(self) -> str:
        return _("Loans that were decided keep their terms, whatever is changed here.")

    def refresh(self) -> None:
        found = product_records.products(self.session.club)
        self.head(
            _("The club's regulation"),
            _("What may be borrowed. Every new request is compared with it; nothing is refused."),
        )
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(ProductForm(self.session, self.shell, None))

    def change(self, row: Product) -> None:
        self.shell.show(ProductForm(self.session, self.shell, row))

    def remove(self, row: Product) -> None:
        product_records.remove_product(self.session.club, row.id)

    def whole(self, row: Product) -> Sequence[tuple[str, str]]:
        texts = term_fields.texts_of_product(row)
        ladder = "; ".join(money.fmt(step) for step in row.ladder)
        return (
            (_("Kind of loan"), row.name),
            (_("At most"), f"{money.fmt(row.most_vnd)}, {words.months(row.most_months)}"),
            (_("Interest a month"), rate_words(row.rate_bp)),
            (_("Terms"), term_fields.in_words(texts)),
            (_("First loan, second loan …"), ladder),
            (_("Somebody must answer for it too"), _("yes") if row.cosigner else _("no")),
            (_("Since"), words.day(row.since)),
            (_("Note"), row.note or ""),
        )

    @guard
    def _end(self) -> None:
        product_records.end_product(self.session.club, self.chosen().id, self.session.today())


class ProductForm(TwoPageForm):
    """What a kind of loan allows; below, what its largest loan would come to."""

    help_id = "loan-products"

    def __init__(self, session: Session, shell: Shell, before: Product | None) -> None:
        self._was = before
        today = session.today()
        rest = {
            "interest": "monthly",
            "round": "1.000",
            "grace": "",
            "late": "",
            "since": fmt_date(today),
            "note": "",
            "cosigner": "",
            "in_kind": "",
        }
        values = {"method": "bullet", "months": "12", "rate": "1"}
        if before is not None:
            texts = _texts(before)
            rest = {name: texts[name] for name in rest}
            values = texts
        super().__init__(
            session,
            shell,
            _("Change a kind of loan") if before else _("Add a kind of loan"),
            _("As the club's regulation says."),
            {
                "name": TextField(
                    _("Name of this kind"), _("For example Loan for raising animals")
                ),
                "most": MoneyField(_("At most")),
                "months": term_fields.months_field(_("At most")),
                "rate": term_fields.rate_field(),
                "ladder": TextField(
                    _("First loan, second loan …"), _("For example 5tr; 10tr; 20tr; may stay empty")
                ),
                "method": term_fields.method_choice(),
            },
            self._keep,
            verb=_("Keep this"),
            rest=rest,
            rest_fields=self._made_rest,
            rest_verb=_("More about it"),
            values=values,
            draft=f"loan-product-{before.id if before else 'new'}",
        )
        follow(self.fields.values(), self._foresee)
        self._foresee()

    def rest_changed(self) -> None:
        self._foresee()

    def _made_rest(self) -> dict[str, Field]:
        return {
            "interest": term_fields.interest_choice(),
            **term_fields.rarer_fields(),
            "since": DateField(_("Holds since"), self.session.today(), ahead=366),
            "note": TextField(_("Note"), _("May stay empty")),
            "cosigner": Tick(_("Somebody must answer for it too")),
            "in_kind": Tick(_("Goods are lent, not money")),
        }

    @guard
    def _foresee(self) -> None:
        self.above_buttons.clear()
        said: dict[str, str] = {}
        typed = {**self.all_values(), "name": "-"}
        try:
            product = forms.read_product(typed, self.session.today())
        except Invalid:
            product = None
        if product is not None:
            plan = largest(product)
            said = product_doubts(product, plan)
            self.above_buttons.add(mark_line("calculator", plan_in_words(plan)))
            if product.late_bp is None:
                self.above_buttons.add(muted(late_notes(product.rate_bp, None)[0]))
            if "late" in said:
                self.above_buttons.add(mark_line("triangle-alert", said["late"], "warn"))
        for name, field in self.fields.items():
            field.ask(said.get(name, ""))

    def _keep(self, values: Values) -> None:
        club = self.session.club
        product = forms.read_product(values, self.session.today())
        if self._was is None:
            product_records.add_product(club, product)
        else:
            product_records.change_product(club, self._was.id, product)


def largest(product: Product) -> Schedule:
    """The plan of the largest loan over the longest term."""
    terms = Terms(
        product.most_vnd,
        product.rate_bp,
        product.most_months,
        product.method,
        product.interest,
        product.round_vnd,
        product.grace_months,
    )
    return schedule(terms, product.since)


def _texts(product: Product) -> Values:
    return {
        **term_fields.texts_of_product(product),
        "name": product.name,
        "most": money.fmt_number(product.most_vnd),
        "months": str(product.most_months),
        "ladder": "; ".join(money.fmt_number(step) for step in product.ladder),
        "since": words.day(product.since),
        "cosigner": "yes" if product.cosigner else "",
        "in_kind": "yes" if product.in_kind else "",
        "note": product.note or "",
    }


def _paid_back(row: Product) -> str:
    return _(term_fields.SHORT[row.method])


def _state(row: Product) -> Result:
    if row.until is not None:
        return Result(_("until {day}").format(day=words.day(row.until)), icon="minus")
    return Result(_("since {day}").format(day=words.day(row.since)), icon="check")
