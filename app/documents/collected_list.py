"""What was collected at a meeting, person by person: the list behind its receipts, for the file of
the treasurer. It holds names and what they owe, so it never hangs on a wall."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.base import money
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.documents.issuer import Issuer, issuer_of
from app.documents.letters import clean
from app.documents.listing import Column, Group, Listing, Row
from app.meetings.booking_records import Payer, payers
from app.meetings.collection import PARTS, Part, sums
from app.meetings.meeting_records import held_day, meeting, month_words

if TYPE_CHECKING:
    from app.club.file import Club


def gather(club: "Club", meeting_id: str) -> tuple[Listing, Issuer]:
    """Everybody who paid something at a meeting that was held, in name order, in the language of
    the moment. Needs loans.read and funds.read."""
    found = meeting(club, meeting_id)
    paid = payers(club, meeting_id)
    parts = _parts(paid)
    listing = Listing(
        kind="collected",
        title=_("What was collected at the meeting of {month}").format(
            month=month_words(found.month)
        ),
        on=club.today(),
        columns=(
            Column(_("Full name"), bold=True),
            *(Column(f"{_(PARTS[part])} (đ)", "money") for part in parts),
            Column(_("Together (đ)"), "money", bold=True),
            Column(_("Receipt"), whole=True),
        ),
        groups=(Group("", tuple(_line(each, parts) for each in paid)),),
        note=_("Meeting of {day}. The treasurer keeps it: not for the wall").format(
            day=fmt_date(held_day(found))
        ),
        sums=_sums(paid, parts),
        total=_total(paid),
        size=11.5,
        turn="tall",
    )
    return listing, issuer_of(club)


def _parts(paid: Sequence[Payer]) -> tuple[Part, ...]:
    """What anybody paid for: no empty columns."""
    there = {part for each in paid for part, _loan in each.paid.pieces()}
    return tuple(part for part in PARTS if part in there)


def _line(payer: Payer, parts: Sequence[Part]) -> Row:
    by_part = dict.fromkeys(parts, 0)
    for (part, _loan), amount in payer.paid.pieces().items():
        by_part[part] += amount
    amounts = (amount or None for amount in by_part.values())
    return (clean(payer.name), *amounts, payer.paid.total_vnd, ", ".join(payer.vouchers))


def _sums(paid: Sequence[Payer], parts: Sequence[Part]) -> Row:
    """What stands below the columns."""
    together = sums(each.paid for each in paid)
    amounts = (getattr(together, f"{part}_vnd") for part in parts)
    return (_("Together"), *amounts, sum(each.paid.total_vnd for each in paid), "")


def _total(paid: Sequence[Payer]) -> str:
    """How many paid how much, in figures and words."""
    amount = sum(each.paid.total_vnd for each in paid)
    said = ngettext("{n} person, {amount}", "{n} people, {amount}", len(paid))
    return f"{said.format(n=len(paid), amount=money.fmt(amount))} ({money.sentence(amount)})"
