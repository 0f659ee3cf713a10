"""Loans in the book: read, one or many, with their plans, payments and what happened to them; and
what is asked before anything about them is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.text import _
from app.funds.records import sealed_until
from app.loans.rules import (
    WAITING,
    Appraisal,
    Event,
    InKind,
    Instalment,
    KindReturn,
    Loan,
    Paid,
    State,
    paid_by,
)
from app.loans.schedule import Terms
from app.members.named import shown_name
from app.members.row_records import require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"loan", "instalment", "loan_event", "kind_return", "entry", "posting", "person"})
"""The tables behind the questions: what a page that asks them declares."""

_LOANS = """
    select l.*, p.name, p.code as person_code, p.erased_on, p.name_sort,
        c.name as co_name, c.code as co_code, c.erased_on as co_erased
    from loan l join person p on p.id = l.person_id left join person c on c.id = l.cosigner_id
"""


@dataclass(frozen=True, slots=True)
class History:
    """Everything that `standing` asks about a loan: every version of its plan, the vouchers that
    stand, what happened."""

    instalments: tuple[Instalment, ...] = ()
    paid: tuple[Paid, ...] = ()
    events: tuple[Event, ...] = ()


def loan(club: "Club", loan_id: str) -> Loan:
    """One loan. LookupError when there is none."""
    for found in _loans(club, "where l.id = :id", {"id": loan_id}):
        return found
    raise LookupError(loan_id)


def loan_by_code(club: "Club", code: str) -> Loan:
    """The loan with a code such as "VV-2026-011". Raises Refused when there is none."""
    for found in _loans(club, "where l.code = :code", {"code": code.strip().upper()}):
        return found
    raise Refused(_("There is no loan {code}. Nothing was changed.").format(code=code.strip()))


def loans(
    club: "Club",
    on: date | None = None,
    states: Sequence[State] | None = None,
    person_id: str | None = None,
) -> tuple[Loan, ...]:
    """Loans in name order, the older first: all of them, or those in some states, or of one person.

    `on` keeps those that were paid out by that day and not closed by its end (running, written off,
    or in kind), whatever became of them later.
    """
    conditions, asked = ["1"], dict[str, Any]()
    if on is not None:
        conditions.append("l.paid_out_on <= :day and (l.closed_on is null or l.closed_on > :day)")
        asked["day"] = on.isoformat()
    if states is not None:
        names = {f"state{number}": state for number, state in enumerate(states)}
        conditions.append(f"l.state in ({', '.join(f':{name}' for name in names)})")
        asked |= names
    if person_id is not None:
        conditions.append("l.person_id = :person")
        asked["person"] = person_id
    order = "order by p.name_sort, p.code, l.requested_on, l.code"
    return _loans(club, f"where {' and '.join(conditions)} {order}", asked)


def queue(club: "Club") -> tuple[Loan, ...]:
    """The requests that still wait for something, in the order in which they were made."""
    states = ", ".join(f"'{state}'" for state in WAITING)
    return _loans(club, f"where l.state in ({states}) order by l.requested_on, l.rowid", {})


def history(club: "Club", loan_id: str, on: date, without: str | None = None) -> History:
    """What happened to a loan up to a day; `without` leaves one voucher out."""
    club.require("funds.read")
    return read_histories(club, [loan_id], on, without)[loan_id]


def histories(club: "Club", loan_ids: Iterable[str], on: date) -> Mapping[str, History]:
    """What happened to loans up to a day, in three questions however many they are."""
    club.require("funds.read")
    return read_histories(club, list(loan_ids), on)


def read_histories(
    club: "Club", loan_ids: Sequence[str], on: date, without: str | None = None
) -> Mapping[str, History]:
    """`histories` for sums in which nobody is named: without asking who may read."""
    if not loan_ids:
        return {}
    places = ",".join("?" * len(loan_ids))
    rows: dict[str, list[Instalment]] = defaultdict(list)
    sql = f"""
        select loan_id, version, number, due_on, principal_vnd, interest_vnd from instalment
        where loan_id in ({places}) order by version, number
    """
    for row in club.db.execute(sql, loan_ids).fetchall():
        day = date.fromisoformat(row[3])
        rows[row[0]].append(Instalment(row[1], row[2], day, row[4], row[5]))
    paid: dict[str, list[Paid]] = defaultdict(list)
    for loan_id, day, sums in _vouchers(club, loan_ids, places, on, without):
        paid[loan_id].append(paid_by(day, sums))
    events: dict[str, list[Event]] = defaultdict(list)
    sql = f"""
        select loan_id, on_date, kind, reason, amount_vnd, months, version, meeting_id, id
        from loan_event where loan_id in ({places}) and on_date <= ? order by on_date, rowid
    """
    for row in club.db.execute(sql, [*loan_ids, on.isoformat()]).fetchall():
        events[row[0]].append(Event(date.fromisoformat(row[1]), *row[2:]))
    return {
        loan_id: History(tuple(rows[loan_id]), tuple(paid[loan_id]), tuple(events[loan_id]))
        for loan_id in loan_ids
    }


def _vouchers(
    club: "Club", loan_ids: Sequence[str], places: str, on: date, without: str | None
) -> Iterable[tuple[str, date, Mapping[str, int]]]:
    """The vouchers of loans that stand at the end of a day, with their sums per account. A voucher
    taken back later than that day stood on it."""
    # The plus keeps SQLite from beginning with every voucher that takes nothing back: all of them.
    sql = f"""
        select p.loan_id, p.on_date, p.entry_id, p.account, sum(p.amount_vnd)
        from posting p
            join entry e on e.id = p.entry_id
            left join entry r on r.reverses = e.id and r.on_date <= ?
        where p.loan_id in ({places}) and p.on_date <= ? and +e.reverses is null and r.id is null
            and e.id is not ?
        group by p.loan_id, p.on_date, p.entry_id, p.account
        order by p.on_date, e.rowid
    """
    day = on.isoformat()
    found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for row in club.db.execute(sql, [day, *loan_ids, day, without]).fetchall():
        found[row[0], row[1], row[2]][row[3]] = row[4]
    return (
        (loan_id, date.fromisoformat(on_date), sums)
        for (loan_id, on_date, _entry), sums in found.items()
    )


def taken_back_later(club: "Club", loan_id: str) -> tuple[date, ...]:
    """The days on which vouchers of a loan were taken back that had stood until then."""
    club.require("funds.read")
    sql = """
        select distinct r.on_date from posting p
            join entry r on r.id = p.entry_id
            join entry e on e.id = r.reverses
        where p.loan_id = :id and e.on_date < r.on_date
    """
    return tuple(date.fromisoformat(row["on_date"]) for row in club.db.query(sql, {"id": loan_id}))


def kind_returns(club: "Club", loan_id: str) -> tuple[KindReturn, ...]:
    """What was given back of a loan in kind, in order."""
    club.require("loans.read")
    sql = """
        select k.*, p.name, p.code, p.erased_on
        from kind_return k left join person p on p.id = k.to_person_id
        where k.loan_id = :id order by k.on_date, k.rowid
    """
    return tuple(
        KindReturn(
            date.fromisoformat(row["on_date"]),
            row["quantity"],
            row["what"],
            row["to_person_id"],
            "" if row["name"] is None else shown_name(row),
            row["id"],
        )
        for row in club.db.query(sql, {"id": loan_id})
    )


# --- before writing -----------------------------------------------------------------------------


def require_state(club: "Club", loan_id: str, *states: str) -> Loan:
    """The loan, if it is in one of these states. Raises Refused."""
    require_row(club, "loan", loan_id)
    found = loan(club, loan_id)
    if found.state not in states:
        raise Refused(
            _(
                "Loan {code} is no longer at this step. Nothing was changed. Look at it anew."
            ).format(code=found.code)
        )
    return found


def require_open_day(club: "Club", day: date) -> None:
    """Refuse a day ahead, and a closed month: what was due in it was told already."""
    if day > club.today():
        raise Refused(_("This day lies ahead. Write it down when it has come."))
    sealed = sealed_until(club)
    if sealed is not None and Month.of(day) <= sealed:
        raise Refused(
            _(
                "The books are closed up to {month}, so nothing is dated {day} any more."
                " Nothing was changed. Choose a later day."
            ).format(month=f"{sealed.month}/{sealed.year}", day=fmt_date(day))
        )


# --- rows ---------------------------------------------------------------------------------------


def _loans(club: "Club", rest: str, asked: dict[str, Any]) -> tuple[Loan, ...]:
    club.require("loans.read")
    return tuple(_loan(row) for row in club.db.query(f"{_LOANS} {rest}", asked))


def read_loans(club: "Club", rest: str, asked: dict[str, Any]) -> tuple[Loan, ...]:
    """Loans for sums in which nobody is named: without asking who may read."""
    return tuple(_loan(row) for row in club.db.query(f"{_LOANS} {rest}", asked))


def _loan(row: Mapping[str, Any]) -> Loan:
    return Loan(
        **{name: row[name] for name in _SAME},
        decided_on=_day(row["decided_on"]),
        paid_out_on=_day(row["paid_out_on"]),
        closed_on=_day(row["closed_on"]),
        improved_on=_day(row["improved_on"]),
        requested_on=date.fromisoformat(row["requested_on"]),
        who=shown_name({**row, "code": row["person_code"]}),
        cosigned_by="" if row["co_name"] is None else shown_name(_cosigner(row)),
        appraisal=_appraisal(row),
        terms=_terms(row),
        in_kind=_goods(row),
        taken_over=bool(row["taken_over"]),
    )


def _cosigner(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name": row["co_name"], "code": row["co_code"], "erased_on": row["co_erased"]}


def _appraisal(row: Mapping[str, Any]) -> Appraisal | None:
    day = _day(row["appraised_on"])
    return None if day is None else Appraisal(day, row["appraised_by"] or "", row["opinion"] or "")


def _terms(row: Mapping[str, Any]) -> Terms | None:
    if row["principal_vnd"] is None:
        return None
    return Terms(
        row["principal_vnd"],
        row["rate_bp"],
        row["months"],
        row["method"],
        row["interest"],
        row["round_vnd"],
        row["grace_months"] or 0,
    )


def _goods(row: Mapping[str, Any]) -> InKind | None:
    if row["in_kind"] is None:
        return None
    return InKind(
        row["in_kind"], row["quantity"], row["unit"], row["value_vnd"], row["return_rule"]
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


_SAME = (
    *("id", "code", "person_id", "state", "product_id", "asked_vnd", "purpose", "cosigner"),
    *("cosigner_id", "meeting_id", "votes_for", "votes_against", "decision_note", "months"),
    *("late_bp", "improved", "improved_note", "note"),
)
