"""Collecting at a meeting, in the book: what each is asked for and what each paid: the sheet.

The tables fee and collected hold what was typed; `booking_records` brings it into the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import N_, _
from app.funds import records as ledger
from app.loans import records as loans
from app.loans import standing_records
from app.loans.rules import Paid as PaidOnLoan
from app.loans.rules import paid_by
from app.loans.standing import standing
from app.loans.standing_records import Stand
from app.meetings.attendance_records import attendance
from app.meetings.booking import of_sheet
from app.meetings.collection import Expected, LoanDue, Paid, Piece, paid_of
from app.meetings.meeting_records import held_day, meeting, require_open
from app.meetings.money_records import usual_fee
from app.meetings.rules import Meeting
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset(
    {
        *("fee", "collected", "attendance", "membership", "person", "meeting", "meeting_step"),
        *("entry", "posting", "seal", "loan", "instalment", "loan_event"),
    }
)
"""The tables behind the questions of collecting and booking: what a page that asks declares."""

SEVERAL = 3
"""So many who pay another fee, and most so far, tell that the fee was changed."""


# --- questions ----------------------------------------------------------------------------------


def expected(club: "Club", meeting_id: str) -> tuple[Expected, ...]:
    """What each is asked for at a meeting: those who are there in name order, then the absent who
    owe something on a loan, then the other absent.

    What was paid at this very meeting counts as still asked for. Who may not read loans is told of
    fees and savings only.
    """
    found = meeting(club, meeting_id)
    fee = usual(club, meeting_id) or 0
    saved = _saved_last(club, found)
    due = _loans_due(club, found)
    asked = []
    for each in attendance(club, meeting_id):
        _name, of_person = due.pop(each.person_id, ("", ()))
        asked.append(
            Expected(
                each.person_id,
                each.name,
                each.present,
                fee if each.present else 0,
                saved.get(each.person_id, 0) if each.present else 0,
                of_person,
                fee,
            )
        )
    for person_id, (name, of_person) in due.items():  # borrowers who are no members any more
        if any(loan.due_vnd for loan in of_person):
            asked.append(Expected(person_id, name, present=False, loans=of_person))
    return tuple(sorted(asked, key=_place))


def _place(asked: Expected) -> int:
    """The part of the sheet in which somebody stands."""
    return 0 if asked.present else 1 if asked.loans_vnd else 2


def usual(club: "Club", meeting_id: str) -> int | None:
    """The fee that is asked for, in đồng: what most paid at the last meeting before; what most pay
    at this one when there was none, or when several pay another fee: it was changed. None when
    nobody has paid one yet."""
    before = usual_fee(club, meeting_id)
    sql = "select amount_vnd from fee where meeting_id = :id and amount_vnd > 0"
    counted = Counter(row["amount_vnd"] for row in club.db.query(sql, {"id": meeting_id}))
    if not counted:
        return before
    fee, payers = counted.most_common(1)[0]
    changed = payers >= SEVERAL and 2 * payers > counted.total()
    return fee if before is None or changed else before


def _saved_last(club: "Club", found: Meeting) -> dict[str, int]:
    """What each person put aside at the last meeting before at which anybody did."""
    sql = """
        select person_id, sum(amount_vnd) as saved from collected
        where what = 'savings' and meeting_id = (
            select m.id from meeting m join collected c on c.meeting_id = m.id
            where m.month < :month and c.what = 'savings' order by m.month desc limit 1
        )
        group by person_id
    """
    rows = club.db.query(sql, {"month": str(found.month)})
    return {row["person_id"]: row["saved"] for row in rows}


def _loans_due(club: "Club", found: Meeting) -> dict[str, tuple[str, tuple[LoanDue, ...]]]:
    """The name and the loans of everybody who has any, the one longest unpaid first."""
    if not club.actor.may("loans.read"):
        return {}
    on = date.fromisoformat(found.day or found.month.last.isoformat())
    names: dict[str, str] = {}
    by_person: dict[str, list[LoanDue]] = defaultdict(list)
    stands = sorted(_stands_before(club, found, on), key=_since)
    for loan, its in ((each.loan, each.standing) for each in stands):
        if loan.in_kind is None and its.settle_vnd:
            names[loan.person_id] = loan.who
            by_person[loan.person_id].append(LoanDue(loan.id, loan.code, its))
    return {person_id: (name, tuple(by_person[person_id])) for person_id, name in names.items()}


def customs(club: "Club") -> tuple[bool, bool]:
    """Whether this club lends money, and whether its members put money aside."""
    sql = """
        select exists (select 1 from loan where state = 'running' and in_kind is null) as lends,
            exists (select 1 from collected where what = 'savings') as saves
    """
    row = next(club.db.query(sql))
    return bool(row["lends"]) and club.actor.may("loans.read"), bool(row["saves"])


def who_owes(club: "Club", on: date) -> frozenset[str]:
    """The ids of those who owe something on a loan by a day; of nobody for who may not read."""
    if not club.actor.may("loans.read"):
        return frozenset()
    found = standing_records.stands(club, on)
    return frozenset(each.loan.person_id for each in found if each.standing.due_vnd)


def _since(stand: Stand) -> date:
    return stand.standing.oldest_unpaid_on or date.max


def _stands_before(club: "Club", found: Meeting, on: date) -> list[Stand]:
    """Where the loans stood on the day of a meeting, as if nothing had been paid at it."""
    here = _booked_on_loans(club, found.id)
    known = {loan.id: loan for loan in loans.loans(club, on)}
    known |= {each: loans.loan(club, each) for each in here if each not in known}
    happened = loans.histories(club, known, on)
    stands = []
    for loan_id, loan in known.items():
        past = happened[loan_id]
        paid = list(past.paid)
        for each in here.get(loan_id, ()):
            if each in paid:
                paid.remove(each)
        its = standing(loan, past.instalments, paid, past.events, on)
        stands.append(Stand(loan, its))
    return stands


def _booked_on_loans(club: "Club", meeting_id: str) -> dict[str, list[PaidOnLoan]]:
    """What vouchers of a meeting that stand did to each loan."""
    found: dict[str, list[PaidOnLoan]] = defaultdict(list)
    for entry in of_sheet(ledger.entries_of_meeting(club, meeting_id)):
        moved: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for posting in entry.postings:
            if posting.loan_id is not None:
                moved[posting.loan_id][posting.account] += posting.amount_vnd
        for loan_id, sums in moved.items():
            found[loan_id].append(paid_by(entry.on_date, sums))
    return found


def written(club: "Club", meeting_id: str) -> dict[str, Paid]:
    """What stands on the sheet of a meeting, by person: who was asked and paid nothing is there.

    Who may not read loans is told of fees and savings only.
    """
    club.require("meetings.read")
    return sheet_paid(club, meeting_id, loans=club.actor.may("loans.read"))


def sheet_paid(club: "Club", meeting_id: str, *, loans: bool = True) -> dict[str, Paid]:
    """`written` for sums in which nobody is named: without asking who may read."""
    sql = """
        select person_id, 'fee' as part, null as loan_id, amount_vnd from fee
        where meeting_id = :id
        union all
        select person_id, what, loan_id, amount_vnd from collected
        where meeting_id = :id and (:loans or what = 'savings')
    """
    pieces: dict[str, dict[Piece, int]] = defaultdict(lambda: defaultdict(int))
    for row in club.db.query(sql, {"id": meeting_id, "loans": loans}):
        pieces[row["person_id"]][row["part"], row["loan_id"]] += row["amount_vnd"]
    return {person_id: paid_of(found) for person_id, found in pieces.items()}


# --- changes ------------------------------------------------------------------------------------


def write(club: "Club", meeting_id: str, paid: Mapping[str, Paid | None]) -> None:
    """Write what people paid at an open meeting and for what, as one step; None takes what was
    written out again. Who is not in `paid` stays as written.

    Raises Invalid for an amount that cannot be, Refused when somebody or a loan is no longer in the
    book. Who may not read loans leaves what was paid on them as it is.
    """
    _check(club, paid)
    found = require_open(club, meeting_id)
    there = written(club, meeting_id)
    with club.change(N_("Collected at the meeting of {day}"), day=fmt_date(held_day(found))):
        for person_id, of_person in paid.items():
            before = there.get(person_id)
            if of_person == before:
                continue
            if before is not None:
                _take_out(club, meeting_id, person_id)
            if of_person is not None:
                require_person(club, person_id)
                _write_down(club, meeting_id, person_id, of_person)


def _check(club: "Club", paid: Mapping[str, Paid | None]) -> None:
    """Refuse what nobody can have paid."""
    whose = dict[str, str]()
    for person_id, of_person in paid.items():
        for (_part, loan_id), amount in (of_person.pieces() if of_person else {}).items():
            if amount < 0:
                raise Invalid({person_id: _("An amount is never below zero here.")})
            if amount > money.MOST:
                said = _("This is more than any fund holds. Check the amount.")
                raise Invalid({person_id: said})
            if loan_id is not None:
                whose[loan_id] = person_id
    if whose:
        club.require("loans.read")
        sql = f"select id, person_id from loan where id in ({','.join('?' * len(whose))})"
        if dict(club.db.execute(sql, list(whose)).fetchall()) != whose:
            raise ValueError("a loan of somebody else")


def _take_out(club: "Club", meeting_id: str, person_id: str) -> None:
    asked = {"m": meeting_id, "p": person_id, "loans": club.actor.may("loans.read")}
    club.db.execute("delete from fee where meeting_id = :m and person_id = :p", asked)
    club.db.execute(
        """
        delete from collected
        where meeting_id = :m and person_id = :p and (:loans or what = 'savings')
        """,
        asked,
    )


def _write_down(club: "Club", meeting_id: str, person_id: str, paid: Paid) -> None:
    """The rows of somebody who has none; the fee is always there and says that they were asked."""
    club.db.execute(
        "insert into fee(id, meeting_id, person_id, amount_vnd) values (?, ?, ?, ?)",
        [club.new_id(), meeting_id, person_id, paid.fee_vnd],
    )
    for (part, loan_id), amount in paid.beside_the_fee().pieces().items():
        club.db.execute(
            """
            insert into collected(id, meeting_id, person_id, loan_id, what, amount_vnd)
            values (?, ?, ?, ?, ?, ?)
            """,
            [club.new_id(), meeting_id, person_id, loan_id, part, amount],
        )
