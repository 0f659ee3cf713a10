"""What happens to a running loan beside paying: longer terms, new plans, waived interest, writing
off and getting back, goods returned, whether income improved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from app.base.errors import Invalid, Refused
from app.base.money import fmt
from app.base.text import N_, _
from app.club.second import Second
from app.funds import records as ledger
from app.funds.accounts import Where
from app.funds.approval_records import approve, digest
from app.funds.rules import Draft, Posting
from app.loans.pay_out_records import (
    refuse_borrower,
    settle_states,
    write_instalments,
)
from app.loans.reckoning import Reckoning
from app.loans.records import (
    history,
    kind_returns,
    require_open_day,
    require_state,
    taken_back_later,
)
from app.loans.rules import Improved, Instalment, KindReturn, Loan
from app.loans.schedule import Before, Schedule, due_days, plan_on
from app.loans.standing_records import standing_of
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

NewPlan = Literal["extended", "rescheduled"]


def new_plan(
    club: "Club",
    loan_id: str,
    on: date,
    months: int,
    grace_months: int = 0,
    dues: Sequence[date] | None = None,
) -> Schedule:
    """The plan that `reschedule` would write: what is owed on a day, paid over so many months from
    the last day on which something fell due. Changes nothing.

    Raises Refused when the loan does not run, nothing of it is owed, or something was written down
    on a later day; ValueError when the grace does not end before the term.
    """
    found = _require_changeable(club, loan_id, on)
    if found.terms is None:
        raise Refused(_("No principal of this loan is owed. Nothing was changed."))
    happened = history(club, loan_id, on)
    stands = Reckoning(found, happened.instalments, happened.paid, happened.events, on)
    if not stands.outstanding:
        raise Refused(_("No principal of this loan is owed. Nothing was changed."))
    terms = replace(
        found.terms,
        principal_vnd=stands.outstanding,
        months=months,
        grace_months=grace_months,
    )
    begun = stands.month.begin
    meetings = [day for day in dues or () if day > on]
    every = due_days(begun, months + 2, meetings, stands.day)
    days = [day for day in every if day > on][:months]
    before = Before(_months_left(club, found, on), stands.gathered, stands.month_owed)
    plan = plan_on(terms, begun, days, before)
    rows = (replace(row, due_on=on) if row.number == 0 else row for row in plan.rows)
    return replace(plan, rows=tuple(rows))


def extend(
    club: "Club",
    loan_id: str,
    on: date,
    months: int,
    reason: str,
    meeting_id: str | None = None,
    dues: Sequence[date] | None = None,
) -> None:
    """Give so many months more: what is owed is laid out anew over those that were left and these;
    goods are given back so much later.

    Raises Refused as `new_plan`, Invalid (field "reason") without a reason.
    """
    found = _require_changeable(club, loan_id, on)
    if found.in_kind is not None:
        with club.change(N_("More time for the loan of {person}"), person=found.person_id):
            _write_event(club, loan_id, on, "extended", reason, None, months, None, meeting_id)
        return
    plan = new_plan(club, loan_id, on, _months_left(club, found, on) + months, 0, dues)
    _write_plan(club, found, on, plan, "extended", reason, months, meeting_id)


def reschedule(
    club: "Club",
    loan_id: str,
    on: date,
    months: int,
    reason: str,
    grace_months: int = 0,
    meeting_id: str | None = None,
    dues: Sequence[date] | None = None,
) -> None:
    """Lay out anew what is owed over so many months; interest that is due stays due.

    Raises Refused as `new_plan`, Invalid (field "reason") without a reason.
    """
    found = _require_changeable(club, loan_id, on)
    plan = new_plan(club, loan_id, on, months, grace_months, dues)
    _write_plan(club, found, on, plan, "rescheduled", reason, months, meeting_id)


def waive_interest(
    club: "Club",
    loan_id: str,
    on: date,
    amount_vnd: int,
    reason: str,
    meeting_id: str | None = None,
) -> None:
    """Give up interest that is due, or of the month that has begun; principal stays owed.

    Raises Refused, Invalid (fields "amount", "reason").
    """
    found = _require_changeable(club, loan_id, on)
    stands = standing_of(club, loan_id, on)
    most = stands.settle_vnd - stands.outstanding_vnd
    if not 0 < amount_vnd <= most:
        raise Invalid({"amount": _("So much interest is owed: {amount}.").format(amount=fmt(most))})
    with club.change(N_("Interest waived for {person}"), person=found.person_id):
        _write_event(
            club, loan_id, on, "interest_waived", reason, amount_vnd, None, None, meeting_id
        )
        settle_states(club, [loan_id])


def take_back_change(club: "Club", event_id: str) -> None:
    """Take out the last extension, new plan or waiver of a loan, or the writing off of goods: what
    was before holds again.

    Raises Refused when something was paid or changed since, or the month is closed.
    """
    loan_id = require_row(club, "loan_event", event_id)["loan_id"]
    found = require_state(club, loan_id, "running", "closed", "written_off")
    happened = history(club, loan_id, club.today())
    last = happened.events[-1]
    later = last.version is not None and any(each.on > last.on for each in happened.paid)
    by_voucher = last.kind == "written_off" and found.in_kind is None
    if last.id != event_id or later or by_voucher:
        raise Refused(_("Something was paid or changed on this loan since. Nothing was changed."))
    require_open_day(club, last.on)
    with club.change(N_("Take back a change of the loan of {person}"), person=found.person_id):
        club.db.table("loan_event").delete(event_id)
        if last.version is not None:
            sql = "delete from instalment where loan_id = ? and version = ?"
            club.db.execute(sql, [loan_id, last.version])
        if found.in_kind is not None:
            club.db.table("loan").update(loan_id, {"state": "running"})
        settle_states(club, [loan_id])


def take_back_goods(club: "Club", loan_id: str) -> None:
    """Goods were not handed over after all: the loan is an approved one again. Raises Refused when
    something was given back or changed since."""
    found = require_state(club, loan_id, "running")
    if found.in_kind is None or found.paid_out_on is None:
        raise Refused(_("This loan is of money. Nothing was changed."))
    if kind_returns(club, loan_id) or history(club, loan_id, club.today()).events:
        raise Refused(_("Something was paid or changed on this loan since. Nothing was changed."))
    require_open_day(club, found.paid_out_on)
    with club.change(N_("Goods not handed over to {person}"), person=found.person_id):
        club.db.table("loan").update(loan_id, {"state": "approved", "paid_out_on": None})


def write_off(
    club: "Club",
    loan_id: str,
    on: date,
    reason: str,
    second: Second,
    meeting_id: str | None = None,
) -> str | None:
    """Give up what is owed, as the members voted, before two officers; the id of the voucher, None
    for goods.

    Raises Refused, also when one of the two officers is the borrower; Invalid (field "reason").
    """
    found = _require_changeable(club, loan_id, on)
    refuse_borrower(club, found, second)
    owed = None
    entry_id = None
    with club.change(N_("Loan of {person} written off"), barrier=True, person=found.person_id):
        if found.in_kind is None:
            owed = standing_of(club, loan_id, on).outstanding_vnd
            if not owed:
                raise Refused(_("No principal of this loan is owed. Nothing was changed."))
            entry_id = ledger.post(club, _giving_up(found, on, owed, meeting_id))
        _write_event(club, loan_id, on, "written_off", reason, owed, None, None, meeting_id)
        club.db.table("loan").update(loan_id, {"state": "written_off"})
        facts = (found.code, found.person_id, owed, on.isoformat(), reason)
        approve(club, "write_off", second, digest(*facts), loan_id=loan_id)
    return entry_id


def recover(
    club: "Club",
    loan_id: str,
    on: date,
    amount_vnd: int,
    meeting_id: str | None = None,
    where: Where = "cash",
) -> str:
    """Receive money for a loan that was written off; the id of the voucher. When all of it is back
    the loan is paid off. Raises Refused, Invalid (field "amount")."""
    found = require_state(club, loan_id, "written_off")
    left = standing_of(club, loan_id, on).written_off_vnd
    if not 0 < amount_vnd <= left:
        raise Invalid({"amount": _("So much was written off: {amount}.").format(amount=fmt(left))})
    draft = Draft(
        "receipt",
        on,
        "recovery",
        _("Got back on loan {code}, written off before").format(code=found.code),
        (
            Posting("income", where, amount_vnd),
            Posting("income", "written_off", -amount_vnd, loan_id=loan_id),
        ),
        person_id=found.person_id,
        loan_id=loan_id,
        meeting_id=meeting_id,
    )
    label = N_("{person} pays on a loan written off")
    with club.change(label, barrier=True, person=found.person_id):
        entry_id = ledger.post(club, draft)
        settle_states(club, [loan_id])
    return entry_id


def return_in_kind(club: "Club", loan_id: str, given: KindReturn, *, closes: bool) -> str:
    """Write down goods given back, or passed on to another member; `closes` when nothing is owed
    any more as the rule of the loan has it. The id of the return. Raises Refused."""
    found = require_state(club, loan_id, "running")
    if found.in_kind is None:
        raise Refused(_("This loan is of money. Nothing was changed."))
    require_open_day(club, given.on)
    return_id = club.new_id()
    with club.change(N_("{person} gives back goods"), person=found.person_id):
        require_person(club, given.to_person_id)
        club.db.table("kind_return").insert(
            {
                "id": return_id,
                "loan_id": loan_id,
                "on_date": given.on.isoformat(),
                "quantity": given.quantity,
                "what": given.what,
                "to_person_id": given.to_person_id,
            }
        )
        if closes:
            columns = {"state": "closed", "closed_on": given.on.isoformat()}
            club.db.table("loan").update(loan_id, columns)
    return return_id


def remove_return(club: "Club", return_id: str) -> None:
    """Take out a return written by mistake; a loan that it closed runs again. Raises Refused."""
    row = require_row(club, "kind_return", return_id)
    found = require_state(club, row["loan_id"], "running", "closed")
    require_open_day(club, date.fromisoformat(row["on_date"]))
    with club.change(N_("Take out goods given back by {person}"), person=found.person_id):
        club.db.table("kind_return").delete(return_id)
        last = max((each.on for each in kind_returns(club, found.id)), default=None)
        if found.closed_on is not None and (last is None or last < found.closed_on):
            columns = {"state": "running", "closed_on": None}
            club.db.table("loan").update(found.id, columns)


def set_improved(
    club: "Club", loan_id: str, on: date, improved: Improved, note: str | None = None
) -> None:
    """Write down whether the loan improved the borrower's income, asked once it was paid back: an
    indicator of plan 1533. Raises Refused."""
    found = require_state(club, loan_id, "closed", "running", "written_off")
    with club.change(N_("Income of {person} after the loan"), person=found.person_id):
        columns = {"improved": improved, "improved_on": on.isoformat(), "improved_note": note}
        club.db.table("loan").update(loan_id, columns)


def _require_changeable(club: "Club", loan_id: str, on: date) -> Loan:
    """A running loan on which nothing was written down after that day."""
    found = require_state(club, loan_id, "running")
    require_open_day(club, on)
    happened = history(club, loan_id, club.today())
    days = [each.on for each in happened.paid] + [each.on for each in happened.events]
    days += taken_back_later(club, loan_id)
    if max(days, default=on) > on or (found.paid_out_on or on) > on:
        raise Refused(
            _("Something was written down on this loan for a later day. Nothing was changed.")
        )
    return found


def _months_left(club: "Club", found: Loan, on: date) -> int:
    """How many instalments of the plan lie after a day."""
    rows = history(club, found.id, on).instalments
    last = max((row.version for row in rows), default=0)
    return sum(row.version == last and row.number > 0 and row.due_on > on for row in rows)


def _write_plan(
    club: "Club",
    found: Loan,
    on: date,
    plan: Schedule,
    kind: NewPlan,
    reason: str,
    months: int,
    meeting_id: str | None,
) -> None:
    rows = history(club, found.id, on).instalments
    version = max((row.version for row in rows), default=0) + 1
    with club.change(N_("New plan for the loan of {person}"), person=found.person_id):
        _write_event(club, found.id, on, kind, reason, None, months, version, meeting_id)
        write_instalments(
            club,
            found.id,
            (
                Instalment(version, row.number, row.due_on, row.principal_vnd, row.interest_vnd)
                for row in plan.rows
            ),
        )


def _write_event(
    club: "Club",
    loan_id: str,
    on: date,
    kind: str,
    reason: str,
    amount_vnd: int | None,
    months: int | None,
    version: int | None,
    meeting_id: str | None,
) -> None:
    if not reason.strip():
        raise Invalid({"reason": _("Write why.")})
    club.db.table("loan_event").insert(
        {
            "id": club.new_id(),
            "loan_id": loan_id,
            "on_date": on.isoformat(),
            "kind": kind,
            "amount_vnd": amount_vnd,
            "months": months,
            "version": version,
            "meeting_id": meeting_id,
            "reason": reason.strip(),
        }
    )


def _giving_up(found: Loan, on: date, owed: int, meeting_id: str | None) -> Draft:
    return Draft(
        "journal",
        on,
        "write_off",
        _("Loan {code} written off as the members voted").format(code=found.code),
        (
            Posting("income", "written_off", owed, loan_id=found.id),
            Posting("income", "loans", -owed, loan_id=found.id),
        ),
        person_id=found.person_id,
        loan_id=found.id,
        meeting_id=meeting_id,
    )
