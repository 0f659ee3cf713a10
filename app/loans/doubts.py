"""What is asked about a loan before it is given: never a reason to refuse. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.base.money import fmt
from app.base.text import _, ngettext
from app.loans.rules import Loan, OutsideLoan, Product, Request
from app.loans.schedule import Schedule, rate_words, warnings


@dataclass(frozen=True, slots=True)
class Borrower:
    """What the club knows of who asks: loans that run, how many were paid off before, loans
    from outside that run."""

    running: tuple[Loan, ...] = ()
    paid_off: int = 0
    outside: tuple[OutsideLoan, ...] = ()
    is_member: bool = True


def request_doubts(asked: Request, product: Product | None, who: Borrower) -> dict[str, str]:
    """What is asked about a request, a sentence per field of its form."""
    doubts: dict[str, str] = {}
    if not who.is_member:
        doubts["person"] = _("This person is no member. Lend all the same?")
    elif who.running:
        codes = ", ".join(loan.code for loan in who.running)
        doubts["person"] = _("A loan still runs: {codes}. Lend all the same?").format(codes=codes)
    elif who.outside:
        lenders = ", ".join(dict.fromkeys(loan.lender for loan in who.outside))
        doubts["person"] = _("Owes somebody else too: {lenders}.").format(lenders=lenders)
    if product is None:
        return doubts
    if asked.asked_vnd is not None:
        doubts |= _too_much("asked", asked.asked_vnd, product, who)
    if asked.months is not None and asked.months > product.most_months:
        doubts["months"] = _too_long(product)
    if product.cosigner and not (asked.cosigner or asked.cosigner_id):
        doubts["cosigner"] = _("The regulation wants somebody who answers for it too.")
    return doubts


def decision_doubts(
    plan: Schedule, product: Product | None, who: Borrower, cash_vnd: int
) -> dict[str, str]:
    """What is asked about terms before they are decided, a sentence per field; `cash_vnd` is what
    the fund could pay out."""
    terms = plan.terms
    doubts: dict[str, str] = {}
    if terms.principal_vnd > cash_vnd:
        doubts["principal"] = _("The fund has only {amount} to lend now.").format(
            amount=fmt(cash_vnd)
        )
    elif product is not None:
        doubts |= _too_much("principal", terms.principal_vnd, product, who)
    if product is not None and terms.months > product.most_months:
        doubts["months"] = _too_long(product)
    said = warnings(plan)
    if said:
        doubts["rate"] = " ".join(said)
    return doubts


def product_doubts(product: Product, plan: Schedule) -> dict[str, str]:
    """What is asked about a product; `plan` is one of its largest loans over the longest term."""
    doubts: dict[str, str] = {}
    said = " ".join(warnings(plan))
    if said:
        doubts["rate"] = said
    if product.late_bp is not None:
        late = " ".join(_late(product.rate_bp, product.late_bp))
        if late:
            doubts["late"] = late
    return doubts


def late_notes(rate_bp: int, late_bp: int | None) -> tuple[str, ...]:
    """What the law has about paying late, to be read, not charged by itself (Civil Code 2015,
    articles 466 and 468)."""
    if late_bp is None:
        return (
            _(
                "Nothing is charged for paying late. The law has {rate} a month on overdue"
                " principal where nothing else is agreed."
            ).format(rate=rate_words(rate_bp * 3 // 2)),
            _("Interest that is paid late may bear 10 % a year by law. The program never adds it."),
        )
    return tuple(_late(rate_bp, late_bp))


def _late(rate_bp: int, late_bp: int) -> Iterator[str]:
    if late_bp * 2 > rate_bp * 3:
        yield _("More than the {rate} a month that the law has for overdue principal.").format(
            rate=rate_words(rate_bp * 3 // 2)
        )
    elif late_bp <= rate_bp:
        yield _("No more than the usual interest, so being late costs nothing.")


def _too_much(field: str, amount: int, product: Product, who: Borrower) -> dict[str, str]:
    if amount > product.most_vnd:
        said = _("The regulation lends at most {amount}.").format(amount=fmt(product.most_vnd))
        return {field: said}
    most = product.most_for(who.paid_off)
    if amount > most:
        times = ngettext(
            "The regulation lends at most {amount} to who has paid off {n} loan.",
            "The regulation lends at most {amount} to who has paid off {n} loans.",
            who.paid_off,
        )
        return {field: times.format(amount=fmt(most), n=who.paid_off)}
    return {}


def _too_long(product: Product) -> str:
    months = ngettext(
        "The regulation lends for at most {n} month.",
        "The regulation lends for at most {n} months.",
        product.most_months,
    )
    return months.format(n=product.most_months)
