"""Closing months in the book: what is to be closed, the seal, opening again, and the proof that
nothing below a seal was altered."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month
from app.base.errors import Refused
from app.base.text import N_, _
from app.club.roles import CHAIR
from app.funds import balance_records, closing, records
from app.funds.accounts import ACTIVITY
from app.funds.approval_records import Approval, approvals, approve
from app.funds.closing import Counted, Line, Seal, ToClose
from app.funds.records import sealed_until
from app.funds.rules import Draft, Posting

if TYPE_CHECKING:
    from app.club.file import Club
    from app.club.second import Second

__all__ = ["sealed_until"]

READS = frozenset({"entry", "posting", "seal", "approval", "officer"})
"""The tables behind the questions: what a page that asks them declares."""

LINE = (
    *("kind", "year", "number", "on_date", "topic", "reverses_voucher", "loan_id", "meeting_id"),
    *("fund", "account", "amount_vnd", "area", "of_loan", "source_id"),
)
"""What a seal covers of each posting. No person, party, memo, reason or paper is among it: they may
be erased, and a seal must outlive that."""

_LINES = """
    select e.kind, e.year, e.number, e.on_date, e.topic, e.loan_id, e.meeting_id,
        r.kind || '-' || r.year || '-' || r.number as reverses_voucher,
        p.fund, p.account, p.amount_vnd, p.area, p.loan_id as of_loan, p.source_id
    from entry e
        left join entry r on r.id = e.reverses
        left join posting p on p.entry_id = e.id
    where e.on_date between :first and :last
"""


# --- asking -------------------------------------------------------------------------------------


def seals(club: "Club") -> tuple[Seal, ...]:
    """Every seal in the order of writing, those that were opened again too."""
    club.require("funds.read")
    return tuple(_seal(row) for row in club.db.query("select * from seal order by rowid"))


def seal_of(club: "Club", month: Month) -> Seal | None:
    """The seal by which a month is closed; None while it is not."""
    return next((seal for seal in seals(club) if seal.month == month and seal.stands), None)


def signers(club: "Club", seal_id: str, what: str = "closing") -> tuple[Approval, ...]:
    """The two officers who closed a month, or with "reopening" those who opened it again."""
    club.require("funds.read")
    return tuple(each for each in approvals(club, seal_id=seal_id) if each.what == what)


def first_month(club: "Club") -> Month | None:
    """The month of the oldest voucher; None while there is none."""
    day = next(club.db.query("select min(on_date) as day from entry"))["day"]
    return None if day is None else Month.of(date.fromisoformat(day))


def waiting(club: "Club", today: date) -> tuple[Month, ...]:
    """The months that are over and not closed, the oldest first."""
    club.require("funds.read")
    return closing.waiting(first_month(club), sealed_until(club), today)


def to_close(club: "Club", today: date) -> ToClose | None:
    """What the book says about the month to be closed next; None when there is nothing to close."""
    club.require("funds.read")
    month = closing.next_month(first_month(club), sealed_until(club), today)
    if month is None:
        return None
    at_end = balance_records.balances(club, month.last)
    now = balance_records.balances(club, today)
    count = "select count(*) as n from entry where on_date between :first and :last"
    days = {"first": month.first.isoformat(), "last": month.last.isoformat()}
    bank = "select 1 from posting where account = 'bank' limit 1"
    return ToClose(
        month=month,
        entries=next(club.db.query(count, days))["n"],
        book_cash_vnd=sum(fund.get("cash", 0) for fund in now.values()),
        bank_vnd=sum(fund.get("bank", 0) for fund in at_end.values()),
        has_bank=next(club.db.query(bank), None) is not None,
        activity_cash_vnd=now[ACTIVITY].get("cash", 0),
    )


def month_end(club: "Club", month: Month) -> dict[str, dict[str, int]]:
    """What every account of every fund holds at the end of a month; funds with nothing are left
    out."""
    found = balance_records.balances(club, month.last)
    return {
        fund: {str(name): vnd for name, vnd in held.items()} for fund, held in found.items() if held
    }


# --- closing and opening again ------------------------------------------------------------------


def seal(club: "Club", month: Month, counted: Counted, second: "Second") -> Seal:
    """Close the next month before two officers.

    What the box holds more or less than the book is posted first, in the activity fund. Raises
    Refused when it is not this month's turn, when the bank differs, when a difference has no reason
    or is more than the fund holds; and as `approve`.
    """
    club.require("funds.write")
    today = club.today()
    due = to_close(club, today)
    if due is None or due.month != month:
        raise Refused(
            _(
                "Months are closed one after the other, once they are over. {month} is not the "
                "next one. Nothing was changed."
            ).format(month=closing.month_words(month))
        )
    in_the_way = closing.obstacle(due, counted)
    if in_the_way is not None:
        raise in_the_way
    label = N_("Close the books of {month}")
    with club.change(label, barrier=True, month=f"{month.month}/{month.year}"):
        apart = closing.difference(due, counted)
        if apart:
            records.post(club, _difference(club, month, apart, counted.why or ""))
        written = _write(club, month, counted, apart, today)
        approve(club, "closing", second, written.sha256, seal_id=written.id)
    return written


def reopen(club: "Club", month: Month, why: str, second: "Second") -> None:
    """Open the month that was closed last, before two officers of whom one is the chair.

    The seal stays in the book as opened; closing again makes the next number. Raises Refused.
    """
    club.require("funds.write")
    found = seal_of(club, month)
    if found is None or sealed_until(club) != month:
        raise Refused(
            _("Only the month that was closed last can be opened again. Nothing was changed.")
        )
    if not why.strip():
        raise Refused(_("Write why the month is opened again. Nothing was changed."))
    _require_chair(club, second)
    label = N_("Open the books of {month} again")
    with club.change(label, barrier=True, month=f"{month.month}/{month.year}"):
        columns = {"reopened_on": club.today().isoformat(), "reopened_why": why.strip()}
        club.db.table("seal").update(found.id, columns)
        approve(club, "reopening", second, found.sha256, seal_id=found.id)


def verify_seals(club: "Club") -> tuple[str, ...]:
    """What does not fit the seals any more, in sentences; nothing when all is as it was sealed."""
    found = seals(club)
    problems = list(closing.chain_problems(found))
    for one in found:
        if one.stands and _hash(club, one) != one.sha256:
            problems.append(
                _("The books of {month} are not as they were closed.").format(
                    month=closing.month_words(one.month)
                )
            )
        if len({each.officer_id for each in signers(club, one.id)}) != 2:
            problems.append(
                _("{month} was not closed by two officers.").format(
                    month=closing.month_words(one.month)
                )
            )
    return tuple(problems)


# --- inside -------------------------------------------------------------------------------------


def _difference(club: "Club", month: Month, apart: int, why: str) -> Draft:
    """The voucher of what was found too much, or missing: on the month's last day, or today when
    the fund had less then than is missing now."""
    held = balance_records.lowest_cash(club, ACTIVITY, "cash", month.last)
    return Draft(
        "receipt" if apart > 0 else "payment",
        month.last if held.amount_vnd + apart >= 0 else club.today(),
        "difference",
        _("Difference at counting: {why}").format(why=why),
        (Posting(ACTIVITY, "cash", apart), Posting(ACTIVITY, "difference", -apart)),
    )


def _write(club: "Club", month: Month, counted: Counted, apart: int, today: date) -> Seal:
    before = seals(club)
    number = 1 + max((each.number for each in before if each.month == month), default=0)
    prev = before[-1].sha256 if before else None
    lines, balances = _lines(club, month), month_end(club, month)
    digest = closing.seal_hash(prev, month, number, today, counted, apart, lines, balances)
    written = Seal(
        id=club.new_id(),
        month=month,
        number=number,
        closed_on=today,
        notes=counted.notes,
        counted_vnd=counted.total_vnd,
        bank_vnd=counted.bank_vnd,
        difference_vnd=apart,
        why=counted.why if apart else None,
        entries=len({line[:3] for line in lines}),
        balances=balances,
        prev_sha256=prev,
        sha256=digest,
        words=closing.check_words(digest),
        witness=counted.witness,
    )
    club.db.table("seal").insert(_columns(written))
    return written


def _hash(club: "Club", one: Seal) -> str:
    """The hash of a month as it stands in the book now."""
    counted = Counted(one.notes, one.bank_vnd)
    return closing.seal_hash(
        one.prev_sha256,
        one.month,
        one.number,
        one.closed_on,
        counted,
        one.difference_vnd,
        _lines(club, one.month),
        month_end(club, one.month),
    )


def _lines(club: "Club", month: Month) -> list[Line]:
    days = {"first": month.first.isoformat(), "last": month.last.isoformat()}
    return [tuple(row[name] for name in LINE) for row in club.db.query(_LINES, days)]


def _require_chair(club: "Club", second: "Second") -> None:
    row = club.db.execute("select roles from officer where id = ?", [second.officer_id]).fetchone()
    roles = set(json.loads(row[0])) if row is not None else set()
    if CHAIR not in roles | club.actor.roles:
        raise Refused(
            _(
                "A closed month is opened only with the chair. Nothing was changed. "
                "Ask the chair to be the second officer."
            )
        )


def _columns(one: Seal) -> dict[str, Any]:
    return {
        "id": one.id,
        "month": str(one.month),
        "number": one.number,
        "closed_on": one.closed_on.isoformat(),
        "notes": json.dumps({str(value): count for value, count in one.notes.items()}),
        "counted_vnd": one.counted_vnd,
        "bank_vnd": one.bank_vnd,
        "difference_vnd": one.difference_vnd,
        "difference_why": one.why,
        "entries": one.entries,
        "balances": json.dumps(one.balances, sort_keys=True),
        "prev_sha256": one.prev_sha256,
        "sha256": one.sha256,
        "words": one.words,
        "witness": one.witness,
    }


def _seal(row: Mapping[str, Any]) -> Seal:
    opened = row["reopened_on"]
    return Seal(
        id=row["id"],
        month=Month.parse(row["month"]),
        number=row["number"],
        closed_on=date.fromisoformat(row["closed_on"]),
        notes={int(value): count for value, count in json.loads(row["notes"]).items()},
        counted_vnd=row["counted_vnd"],
        bank_vnd=row["bank_vnd"],
        difference_vnd=row["difference_vnd"],
        why=row["difference_why"],
        entries=row["entries"],
        balances=json.loads(row["balances"]),
        prev_sha256=row["prev_sha256"],
        sha256=row["sha256"],
        words=row["words"],
        witness=row["witness"],
        reopened_on=None if opened is None else date.fromisoformat(opened),
        reopened_why=row["reopened_why"],
    )
