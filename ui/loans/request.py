"""A request for a loan: who asks, how much, what for; what is asked back, never a refusal."""

from collections.abc import Callable, Mapping
from datetime import date

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import UserError
from app.base.text import _, ngettext
from app.loans import forms, product_records, request_records, standing_records
from app.loans.doubts import request_doubts
from app.loans.rules import Loan, Product, Request
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.loans import asked, words
from ui.loans.term_fields import months_field

Added = Callable[[str], object]
MOST_FIELDS = 8
COLUMN = 300
"""Three columns: with two, eight fields would be higher than the page."""


def request_form(
    session: Session,
    shell: Shell,
    before: Loan | None = None,
    *,
    given: Mapping[str, str] | None = None,
    added: Added = lambda _id: None,
    goods: bool = False,
) -> "RequestForm":
    """The form of a new request, or of one that is changed; `given` are texts to begin with."""
    if before is not None:
        goods = before.in_kind is not None
    return RequestForm(session, shell, before, dict(given or {}), added, goods=goods)


class RequestForm(Form):
    """Money, or goods: F4 changes between the two. Doubts stand below the fields and stop
    nothing."""

    help_id = "loan-request"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        before: Loan | None,
        given: Values,
        added: Added,
        *,
        goods: bool,
    ) -> None:
        club, today = session.club, session.today()
        self._was, self._added, self._goods = before, added, goods
        also = [each for each in (before.person_id, before.cosigner_id) if each] if before else []
        self._register = Register(club, today, also)
        offered = product_records.products(club, today)
        self._products: dict[str, Product] = {
            each.id: each for each in offered if each.in_kind is goods
        }
        if before is not None and (old := asked.product_of(club, before)) is not None:
            self._products.setdefault(old.id, old)
        self._asked_of = ""
        values = {"requested_on": fmt_date(today), **given}
        if len(self._products) == 1:
            values.setdefault("product", next(iter(self._products)))
        super().__init__(
            session,
            shell,
            _("Change the request") if before else _("New loan request"),
            _("Who asks, how much, what for. The meeting decides later."),
            self._made(today),
            self._keep,
            verb=_("Keep the request"),
            columns=3,
            least=COLUMN,
            values=_texts(before) if before else values,
            draft=f"loan-request-{before.id if before else 'goods' if goods else 'new'}",
        )
        self._other = Button(
            _("Ask for money") if goods else _("Ask for goods"),
            icon="banknote" if goods else "gift",
            key="F4",
        )
        self._other.clicked.connect(self._turn)
        if before is None:
            self.set_actions(self._other)
        for field in self.fields.values():
            field.edited.connect(self._ask)
        self._ask()

    def doubts(self) -> dict[str, str]:
        """What is asked about what is typed so far, by field."""
        club, today = self.session.club, self.session.today()
        typed = self.values()
        person = typed["person"] if typed["person"] in self._register.known else ""
        product = self._products.get(typed.get("product", ""))
        found = Request(
            person,
            today,
            _amount(typed.get("asked", "")),
            product_id=product.id if product else None,
            months=_count(typed.get("months", "")),
            cosigner=typed["cosigner"] or None,
        )
        said: dict[str, str] = {}
        if person:
            who = asked.borrower(club, person, today)
            said = request_doubts(found, product, who)
            if not typed["cosigner"] and not typed.get("asked"):
                said.pop("cosigner", None)  # not come to yet
        there = asked.to_lend(club, today)
        if found.asked_vnd is not None and found.asked_vnd > there and "asked" not in said:
            said["asked"] = _("The fund has only {amount} to lend now.").format(
                amount=money.fmt(there)
            )
        return said

    def _made(self, today: date) -> dict[str, Field]:
        made: dict[str, Field] = {"person": PersonField(_("Who wants to borrow"), self._register)}
        if self._products:
            options = [(each.id, each.name) for each in self._products.values()]
            made["product"] = Choice(_("Kind of loan"), options)
        if self._goods:
            made |= {
                "goods": TextField(_("What is lent"), _("For example breeding cow")),
                "quantity": TextField(_("How many"), _("For example 2 con")),
                "value": MoneyField(_("Worth about")),
                "return_rule": TextField(
                    _("What is given back"), _("For example the first calf, within 24 months")
                ),
            }
        else:
            made |= {
                "asked": MoneyField(_("How much")),
                "months": months_field(_("May stay empty until the meeting")),
            }
        made["purpose"] = TextField(_("What for"), _("For example 50 hens, a sewing machine"))
        made["cosigner"] = PersonField(
            _("Who answers for it too"), self._register, _("A member, then Enter; or any name")
        )
        if len(made) < MOST_FIELDS:
            made["requested_on"] = DateField(_("Asked for on"), today, ahead=0)
        if not self._goods:
            made["note"] = TextField(_("Note"), _("May stay empty"))
        return made

    @guard
    def _ask(self) -> None:
        if not self.session.has_club:  # the window closes, and its fields lose the focus
            return
        said = self.doubts()
        for name, field in self.fields.items():
            field.ask(said.get(name, ""))
        self._say_who()

    def _say_who(self) -> None:
        """What the book knows of who asks, once one knows who it is."""
        person = self.values()["person"]
        person = person if person in self._register.known else ""
        if person == self._asked_of:
            return
        self._asked_of = person
        self.above_buttons.clear()
        if not person:
            return
        club, today = self.session.club, self.session.today()
        who = asked.borrower(club, person, today)
        for loan in who.running:
            stands = standing_records.standing_of(club, loan.id, today)
            owed = _("{code}: still owes {amount}.").format(
                code=loan.code, amount=money.fmt(stands.outstanding_vnd)
            )
            self.above_buttons.add(mark_line("triangle-alert", owed, "warn"))
        many = ngettext(
            "{n} loan paid off before.", "{n} loans paid off before.", who.paid_off
        ).format(n=who.paid_off)
        self.above_buttons.add(
            mark_line("circle-check", many if who.paid_off else _("No loan paid off before."))
        )

    def _keep(self, values: Values) -> None:
        club, today = self.session.club, self.session.today()
        before = self._was
        texts = {"requested_on": fmt_date(today), **values}
        if before is not None:
            texts = {**_texts(before), **values}
        found = forms.read_request(texts, today, self._register.known)
        if before is None:
            self._added(request_records.request(club, found))
        else:
            request_records.change_request(club, before.id, found)

    @guard
    def _turn(self) -> None:
        """Go on with the other form, with what both have in common."""
        same = ("person", "purpose", "cosigner", "requested_on")
        given = {name: text for name, text in self.values().items() if name in same and text}
        self.shell.back()
        self.shell.show(
            request_form(
                self.session, self.shell, given=given, added=self._added, goods=not self._goods
            )
        )


def _texts(loan: Loan) -> Values:
    goods = loan.in_kind
    return {
        "person": loan.person_id,
        "product": loan.product_id or "",
        "asked": words.typed(loan.asked_vnd),
        "months": str(loan.months or ""),
        "goods": goods.what if goods else "",
        "quantity": f"{goods.quantity} {goods.unit or ''}".strip() if goods else "",
        "value": words.typed(goods.value_vnd) if goods else "",
        "return_rule": (goods.return_rule or "") if goods else "",
        "purpose": loan.purpose or "",
        "cosigner": loan.cosigner_id or loan.cosigner or "",
        "requested_on": words.day(loan.requested_on),
        "note": loan.note or "",
    }


def _amount(text: str) -> int | None:
    try:
        return money.parse(text) if text else None
    except UserError:
        return None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) > 0 else None
