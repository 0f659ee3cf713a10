"""The fields of the terms of a loan, as products, decisions and the rehearsal ask for them."""

from collections.abc import Mapping

from app.base import money
from app.base.text import N_, _
from app.loans.rules import Product
from app.loans.schedule import INTERESTS, METHODS, Method, Terms, Timing
from ui.kit.choice import Choice
from ui.kit.entries import MoneyField, NumberField
from ui.kit.fields import Field
from ui.kit.form import Values

SHORT: dict[Method, str] = {
    "bullet": N_("Principal at the end"),
    "declining": N_("Equal principal"),
    "flat": N_("Equal principal, flat interest"),
    "annuity": N_("The same each month"),
}
"""How principal comes back, in few words."""

TIMES: dict[Timing, str] = {
    "monthly": N_("Each month"),
    "maturity": N_("At the end"),
    "advance": N_("All on the day of pay-out"),
}
"""When interest is paid, in few words."""

USUAL: Values = {
    "method": "bullet",
    "interest": "monthly",
    "round": "1.000",
    "grace": "",
    "late": "",
}
"""What most clubs do: interest each month at the meeting, principal at the end."""


def rate_field() -> NumberField:
    """The interest of a month in percent."""
    return NumberField(_("Interest a month"), "%", _("Usually 0,6 to 1"))


def months_field(hint: str = "") -> NumberField:
    """For how long."""
    return NumberField(_("For how long"), _("months"), hint)


def method_choice() -> Choice:
    """How principal comes back."""
    options = [(code, _(said)) for code, said in SHORT.items()]
    return Choice(_("How it is paid back"), options, columns=1)


def interest_choice() -> Choice:
    """When interest is paid."""
    options = [(code, _(said)) for code, said in TIMES.items()]
    return Choice(_("When interest is paid"), options, columns=1)


def rarer_fields() -> dict[str, Field]:
    """Rounding, grace, interest for being late."""
    return {
        "round": MoneyField(_("Rounded to"), _("For example 1.000: no small coins are needed")),
        "grace": NumberField(_("Interest only at first"), _("months"), _("May stay empty")),
        "late": NumberField(
            _("Interest on overdue principal"), "%", _("A month; empty: nothing for being late")
        ),
    }


def rest_fields() -> dict[str, Field]:
    """Everything of the terms besides amount, time and rate."""
    return {"method": method_choice(), "interest": interest_choice(), **rarer_fields()}


def texts_of_product(product: Product) -> Values:
    """The terms of a product as texts of those fields."""
    return {
        "rate": rate_text(product.rate_bp),
        "method": product.method,
        "interest": product.interest,
        "round": money.fmt_number(product.round_vnd),
        "grace": str(product.grace_months) if product.grace_months else "",
        "late": rate_text(product.late_bp) if product.late_bp is not None else "",
    }


def texts_of_terms(terms: Terms, late_bp: int | None) -> Values:
    """The terms of a loan as texts of those fields."""
    return {
        "principal": money.fmt_number(terms.principal_vnd),
        "rate": rate_text(terms.rate_bp),
        "months": str(terms.months),
        "method": terms.method,
        "interest": terms.interest,
        "round": money.fmt_number(terms.round_vnd),
        "grace": str(terms.grace_months) if terms.grace_months else "",
        "late": rate_text(late_bp) if late_bp is not None else "",
    }


def rate_text(rate_bp: int) -> str:
    """A rate as one types it: "0,8"."""
    whole, rest = divmod(rate_bp, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",")


def in_words(values: Mapping[str, str]) -> str:
    """The rarer terms of a form in a sentence."""
    said = [
        _(METHODS[code]) if (code := values.get("method", "")) in METHODS else "",
        _(INTERESTS[code]) if (code := values.get("interest", "")) in INTERESTS else "",
    ]
    if values.get("round"):
        said.append(_("rounded to {amount} đ").format(amount=values["round"].rstrip(" đ")))
    if values.get("grace"):
        said.append(_("interest only in the first {n} months").format(n=values["grace"]))
    if values.get("late"):
        said.append(_("{n} % a month on overdue principal").format(n=values["late"]))
    return "; ".join(part for part in said if part) + "."
