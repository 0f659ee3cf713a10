"""How the pages of this room name days, sums, states and terms."""

from datetime import date

from app.base import money
from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import _, decimal, ngettext
from app.loans.rules import STATES, STATUSES, InKind, Loan
from app.loans.standing_records import Stand
from app.members.rules import Member
from ui.kit.chips import Result

MILLION = 1_000_000
NEAR_DAYS = 150
"""A day and a month that lie so near are those of one year only."""


def day(on: date | str | None) -> str:
    """ "5/3/2026", or nothing."""
    if not on:
        return ""
    return fmt_date(date.fromisoformat(on) if isinstance(on, str) else on)


def near_day(on: date | None, today: date) -> str:
    """ "5/3" where no other year can be meant; of a day far off the month, "3/2028"."""
    if on is None:
        return ""
    if abs((on - today).days) > NEAR_DAYS:
        return month(Month.of(on))
    return f"{on.day}/{on.month}"


def month(of: Month) -> str:
    """ "7/2026"."""
    return f"{of.month}/{of.year}"


def number(amount_vnd: int) -> str:
    """A sum under a head that names the unit; a dash for nothing."""
    return money.fmt_number(amount_vnd) if amount_vnd else "–"


def millions(amount_vnd: int) -> str:
    """A sum in millions with at most one decimal, as it stands on a bar: "5", "2,5", "0,4"."""
    return decimal(amount_vnd / MILLION)


def short(amount_vnd: int) -> str:
    """A sum as it is spoken of: "3 million đ" where it is whole, else in full."""
    if amount_vnd and amount_vnd % MILLION == 0:
        return _("{n} million đ").format(n=amount_vnd // MILLION)
    return money.fmt(amount_vnd)


def percent(rate_bp: int) -> str:
    """A rate in basis points: 80 is "0,8 %"."""
    return _("{n} %").format(n=decimal(rate_bp / 100))


def people(count: int) -> str:
    """ "16 people"."""
    return ngettext("{n} person", "{n} people", count).format(n=count)


def months(count: int) -> str:
    """ "12 months"."""
    return ngettext("{n} month", "{n} months", count).format(n=count)


def late(days: int) -> Result:
    """A chip that says how late."""
    words = ngettext("Late {n} day", "Late {n} days", days).format(n=days)
    return Result(words, icon="circle-alert", tone="bad", bold=True, filled=True)


def order(on: date | None) -> str:
    """Sorts days; none comes last."""
    return on.isoformat() if on is not None else "9"


def goods(lent: InKind) -> str:
    """ "2 con bò"."""
    unit = f" {lent.unit}" if lent.unit else ""
    return f"{lent.quantity}{unit} {lent.what}"


def stand(row: Stand) -> Result:
    """How a loan stands, as a word or a chip: what somebody must act on is seen first."""
    match row.standing.status:
        case "late":
            return late(row.standing.days_late)
        case "due":
            return Result(_("Pays this meeting"), icon="clock", tone="warn", filled=True)
        case "in_kind" if row.standing.days_late:
            return late(row.standing.days_late)
        case status:
            return Result(_(STATUSES[status]))


def household(member: Member) -> str:
    """Poor or near poor, as far as it is known."""
    names = {"poor": _("Poor"), "near_poor": _("Near poor")}
    return names.get(member.status.status, "") if member.status is not None else ""


def typed(amount_vnd: int | None) -> str:
    """A sum as the text of a field; "" for none."""
    return "" if amount_vnd is None else money.fmt_number(amount_vnd)


def asked_for(loan: Loan) -> str:
    """What was asked for: đồng under a head that names them, or goods."""
    if loan.in_kind is not None:
        return goods(loan.in_kind)
    return money.fmt_number(loan.asked_vnd or 0)


def amount_of(loan: Loan) -> str:
    """What was lent or is asked for, with its unit: "5.000.000 đ", "2 con bò"."""
    if loan.in_kind is not None:
        return goods(loan.in_kind)
    return money.fmt(loan.principal_vnd or loan.asked_vnd or 0)


def days(count: int) -> str:
    """ "12 days"."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def lent(loan: Loan) -> str:
    """What was lent: đồng under a head that names them, or goods."""
    if loan.in_kind is not None:
        return goods(loan.in_kind)
    return money.fmt_number(loan.principal_vnd or 0)


def state(loan: Loan) -> Result:
    """The state of a request or of a loan that is over."""
    return Result(_(STATES[loan.state]))
