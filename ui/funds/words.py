"""How the pages of this room name funds, months and sums."""

from datetime import date

from app.base import money
from app.base.areas import AREAS, Area
from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import N_, _
from app.funds.accounts import WHERE, Where

# Inside a sentence: "Cash box of the activity fund".
_IN: dict[Where, str] = {
    "cash": N_("Cash box, {fund}"),
    "bank": N_("Bank account, {fund}"),
}


def day(on: date | None) -> str:
    """ "5/3/2026", or nothing."""
    return "" if on is None else fmt_date(on)


def month(of: Month) -> str:
    """ "month 6/2026" inside a sentence."""
    return _("month {month}/{year}").format(month=of.month, year=of.year)


def amount(vnd: int) -> str:
    """A figure of a column whose head names the unit; nothing for nothing."""
    return money.fmt_number(vnd) if vnd else ""


def where(place: Where) -> str:
    """The cash box or the bank account."""
    return _(WHERE[place])


def place_of(fund: str, place: Where) -> str:
    """The cash box or the bank account of a fund, by the title of that fund."""
    return _(_IN[place]).format(fund=fund)


def area(code: Area | None) -> str:
    """What money was spent for."""
    return _("Running costs") if code is None else _(AREAS[code])


def joined(*parts: str | None) -> str:
    """Parts of a line with commas between, without those that are not known."""
    return ", ".join(part for part in parts if part)
