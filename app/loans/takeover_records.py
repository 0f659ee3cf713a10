"""The takeover from paper in the book: one step that writes the opening vouchers, the sources, the
loans that run on and the gifts of before; and the way back while nothing else was posted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.funds import fund_records, gift_records, records, source_records
from app.funds.accounts import INCOME, SAVINGS, Account
from app.funds.rules import Draft, Entry, Posting
from app.funds.takeover import (
    FundOpening,
    LoanOpening,
    SavingsOpening,
    SourceOpening,
    Takeover,
    doubts,
    sums,
)
from app.loans.pay_out_records import write_instalments
from app.loans.records import history, loan
from app.loans.request_records import next_code
from app.loans.rules import Instalment, Loan
from app.loans.schedule import interest_of
from app.members.named import shown_name
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"entry", "posting", "seal", "loan", "instalment", "capital_source", "gift"})
"""The tables behind the questions: what a page that asks them declares."""

ROUND_VND = 1_000

_STANDING = """
    select id, on_date from entry e
    where topic = 'opening' and not exists (select 1 from entry r where r.reverses = e.id)
    order by rowid
"""
_OTHERS = """
    select min(on_date) as first from entry e
    where topic not in ('opening', 'correction')
        and not exists (select 1 from entry r where r.reverses = e.id)
"""


# --- asking -------------------------------------------------------------------------------------


def taken_over(club: "Club") -> Takeover | None:
    """What was taken over, as the book has it now; None while nothing was."""
    club.require("funds.read")
    written = _opening(club)
    if not written:
        return None
    on = written[0].on_date
    postings = [posting for entry in written for posting in entry.postings]
    return Takeover(
        on,
        tuple(
            FundOpening(fund, _of(postings, fund, "cash"), _of(postings, fund, "bank"))
            for fund in dict.fromkeys(posting.fund for posting in postings)
        ),
        tuple(
            SourceOpening(source_records.source(club, each.source_id), -each.amount_vnd)
            for each in postings
            if each.account == "capital" and each.source_id is not None
        ),
        tuple(
            _loan_opening(club, loan(club, each.loan_id), each.amount_vnd, on)
            for each in postings
            if each.account == "loans" and each.loan_id is not None
        ),
        tuple(
            SavingsOpening(each.person_id, -each.amount_vnd, _name(club, each.person_id))
            for each in postings
            if each.account == "savings" and each.person_id is not None
        ),
        tuple(gift for gift in gift_records.gifts(club, date.min, on) if gift.entry_id is None),
    )


def in_the_way(club: "Club", on: date) -> Refused | None:
    """Why nothing can be taken over as of a day; None when it can."""
    club.require("funds.read")
    if _opening(club):
        return Refused(
            _(
                "The books were taken over already. Nothing was changed. "
                "Take that back first, or write a correction."
            )
        )
    first = _first_other(club)
    if first is not None and first <= on:
        return Refused(
            _(
                "The book has vouchers from {day} on. Nothing was changed. "
                "Take over as of a day before that."
            ).format(day=fmt_date(first))
        )
    return None


def may_take_back(club: "Club") -> bool:
    """Whether the takeover stands and nothing else was posted since."""
    club.require("funds.read")
    return bool(_opening(club)) and _first_other(club) is None


# --- writing ------------------------------------------------------------------------------------


def take_over(club: "Club", takeover: Takeover) -> tuple[str, ...]:
    """Write everything in one step; the ids of the opening vouchers, one for each fund.

    Raises Refused when the parts do not add up, when the books were taken over already, for a
    closed month or a day ahead; and as `records.write`.
    """
    club.require("funds.write")
    club.require("loans.write")
    unclear = doubts(sums(takeover))
    if unclear:
        raise Refused(" ".join((*unclear, _("Nothing was changed."))))
    if not takeover.funds and not takeover.loans:
        raise Refused(_("There is nothing to take over yet. Nothing was changed."))
    stopped = in_the_way(club, takeover.on)
    if stopped is not None:
        raise stopped
    label = N_("Take the books over from paper, as of {day}")
    with club.change(label, barrier=True, day=fmt_date(takeover.on)):
        sources = [_source_id(club, each) for each in takeover.sources]
        loans = [_insert_loan(club, each, takeover.on) for each in takeover.loans]
        written = records.write(club, list(_drafts(club, takeover, sources, loans)))
        _write_gifts(club, takeover)
    return written


def take_back(club: "Club", why: str) -> None:
    """Take the whole takeover back for a reason, so that it can be written anew: its vouchers are
    reversed, its loans count no more. Gifts of before stay in the Golden Heart book.

    Raises Refused when anything else was posted since, or the month is closed; Invalid (field
    "reason") without a reason.
    """
    club.require("funds.write")
    club.require("loans.write")
    written = _opening(club)
    if not written or _first_other(club) is not None:
        raise Refused(
            _(
                "Other vouchers were written since, so the takeover stays. Nothing was changed. "
                "Correct what is wrong with a voucher."
            )
        )
    sealed = records.sealed_until(club)
    if sealed is not None and Month.of(written[0].on_date) <= sealed:
        raise Refused(
            _("The month of the takeover is closed. Nothing was changed. Open it again first.")
        )
    loans = [p.loan_id for entry in written for p in entry.postings if p.loan_id is not None]
    with club.change(N_("Take the takeover from paper back"), barrier=True):
        records.write(club, (), [entry.id for entry in written], why)
        for loan_id in loans:
            club.db.execute("delete from instalment where loan_id = ?", [loan_id])
            columns = {"state": "withdrawn", "closed_on": club.today().isoformat()}
            club.db.table("loan").update(loan_id, {**columns, "paid_out_on": None})


# --- inside -------------------------------------------------------------------------------------


def _drafts(
    club: "Club", takeover: Takeover, sources: Sequence[str], loans: Sequence[str]
) -> list[Draft]:
    """One voucher for each fund that has anything."""
    titles = fund_records.titles(club)
    parts: dict[str, list[Posting]] = {}
    for each in takeover.funds:
        held = (
            Posting(each.fund, "cash", each.cash_vnd),
            Posting(each.fund, "bank", each.bank_vnd),
        )
        parts[each.fund] = [*held]
        if each.fund not in (INCOME, SAVINGS):
            parts[each.fund].append(Posting(each.fund, "opening", -each.money_vnd))
    income = parts.setdefault(INCOME, [])
    for loan_id, running in zip(loans, takeover.loans, strict=True):
        income.append(Posting(INCOME, "loans", running.owed_vnd, loan_id=loan_id))
    for source_id, source in zip(sources, takeover.sources, strict=True):
        income.append(Posting(INCOME, "capital", -source.amount_vnd, source_id=source_id))
    for saved in takeover.savings:
        owed = Posting(SAVINGS, "savings", -saved.amount_vnd, person_id=saved.person_id)
        parts.setdefault(SAVINGS, []).append(owed)
    memo = _("Taken over from the paper books: {fund}")
    return [
        Draft("journal", takeover.on, "opening", memo.format(fund=titles[fund]), tuple(postings))
        for fund, postings in parts.items()
        if postings
    ]


def _source_id(club: "Club", opening: SourceOpening) -> str:
    """The source in the book: the one of this kind and name when there is one, else a new one."""
    wanted = opening.source
    for state in source_records.sources(club, club.today()):
        known = state.source
        if known.id and (known.kind, known.name) == (wanted.kind, wanted.name):
            source_records.change_source(club, known.id, replace(wanted, id=known.id))
            return known.id
    return source_records.add_source(club, wanted)


def _insert_loan(club: "Club", opening: LoanOpening, on: date) -> str:
    """The loan with the plan of what is left of it; the id."""
    require_person(club, opening.person_id)
    rows = list(_plan(opening, on))
    loan_id = club.new_id()
    columns: dict[str, Any] = {
        "id": loan_id,
        "code": next_code(club, on.year),
        "person_id": opening.person_id,
        "state": "running",
        "requested_on": on.isoformat(),
        "principal_vnd": opening.owed_vnd,
        "rate_bp": opening.rate_bp,
        "months": max(1, sum(row.number > 0 for row in rows)),
        "method": _method(opening),
        "interest": "monthly",
        "round_vnd": ROUND_VND,
        "grace_months": 0,
        "paid_out_on": on.isoformat(),
        "taken_over": 1,
    }
    club.db.table("loan").insert(columns)
    write_instalments(club, loan_id, rows)
    return loan_id


def _method(opening: LoanOpening) -> str:
    if opening.monthly_vnd is not None:
        return "flat"
    return "declining" if opening.part_vnd else "bullet"


def _plan(opening: LoanOpening, on: date) -> list[Instalment]:
    """What falls due after the takeover, and as number 0 what was due before."""
    days = opening.due_days(on)
    rows = []
    if not days:
        rows.append(Instalment(1, 0, opening.until, opening.owed_vnd, opening.arrears_vnd))
    elif opening.arrears_vnd:
        rows.append(Instalment(1, 0, on, 0, opening.arrears_vnd))
    left = opening.owed_vnd
    for number, day in enumerate(days, start=1):
        interest = opening.monthly_vnd
        if interest is None:
            interest = interest_of(left, opening.rate_bp, ROUND_VND)
        part = left if day == days[-1] else min(opening.part_vnd, left)
        left -= part
        rows.append(Instalment(1, number, day, part, interest))
    return rows


def _loan_opening(club: "Club", found: Loan, owed: int, on: date) -> LoanOpening:
    """A loan as it was taken over, from its first plan."""
    rows = [row for row in history(club, found.id, on).instalments if row.version == 1]
    later = [row for row in rows if row.number > 0]
    overdue = [row for row in rows if row.number == 0]
    terms = found.terms
    flat = terms is not None and terms.method == "flat"
    parts = terms is not None and terms.method != "bullet" and len(later) > 1
    last = (later or overdue)[-1].due_on
    return LoanOpening(
        found.person_id,
        owed,
        last,
        later[0].due_on if later else last,
        terms.rate_bp if terms is not None else 0,
        later[0].interest_vnd if flat and later else None,
        later[0].principal_vnd if parts else 0,
        sum(row.interest_vnd for row in overdue),
        found.who,
    )


def _write_gifts(club: "Club", takeover: Takeover) -> None:
    """Gifts of before, without those that are in the book already."""
    before = {
        (gift.donor, gift.on_date, gift.what, gift.value_vnd)
        for gift in gift_records.gifts(club, date.min, takeover.on)
    }
    for gift in takeover.gifts:
        if (gift.donor, gift.on_date, gift.what, gift.value_vnd) not in before:
            gift_records.add_gift(club, replace(gift, id=""))


def _opening(club: "Club") -> tuple[Entry, ...]:
    """The opening vouchers that stand."""
    return tuple(records.entry(club, row["id"]) for row in club.db.query(_STANDING))


def _first_other(club: "Club") -> date | None:
    """The day of the first voucher that stands and is not of the takeover."""
    first = next(club.db.query(_OTHERS))["first"]
    return None if first is None else date.fromisoformat(first)


def _of(postings: Sequence[Posting], fund: str, account: Account) -> int:
    return sum(p.amount_vnd for p in postings if (p.fund, p.account) == (fund, account))


def _name(club: "Club", person_id: str) -> str:
    sql = "select name, code, erased_on from person where id = :id"
    row = next(club.db.query(sql, {"id": person_id}), None)
    return "" if row is None else shown_name(row)
