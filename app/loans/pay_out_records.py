"""Money of a loan going out and coming back, in the book and the ledger.

The state of a loan that was paid out follows from the ledger: `settle_states` writes it down after
each voucher, so that taking a voucher back opens a loan again that it had closed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.periods import Month
from app.base.text import N_, _
from app.club.second import Second
from app.funds import records as ledger
from app.funds.accounts import Where
from app.funds.approval_records import approve, digest
from app.funds.records import Instead
from app.funds.rules import Draft, Entry, Posting
from app.loans.records import histories, loan, require_open_day, require_state
from app.loans.rules import Instalment, Loan, Split, repayment_postings
from app.loans.schedule import schedule
from app.loans.standing import standing, waterfall
from app.loans.standing_records import standing_of

if TYPE_CHECKING:
    from app.club.file import Club


def pay_out(
    club: "Club",
    loan_id: str,
    on: date,
    second: Second,
    where: Where = "cash",
    dues: Sequence[date] | None = None,
) -> str | None:
    """Pay an approved loan out before two officers, and write its plan; the id of the voucher, None
    for goods.

    `dues` are the days of meetings (`schedule`). Interest in advance is received with its own
    voucher at once. Raises Refused, also when one of the two officers is the borrower.
    """
    found = require_state(club, loan_id, "approved")
    refuse_borrower(club, found, second)
    require_open_day(club, on)
    if found.decided_on is not None and on < found.decided_on:
        raise Refused(_("This is before the decision about the loan. Nothing was changed."))
    entry_id = None
    with club.change(N_("Loan paid out to {person}"), barrier=True, person=found.person_id):
        club.db.table("loan").update(loan_id, {"state": "running", "paid_out_on": on.isoformat()})
        if found.terms is not None:
            plan = schedule(found.terms, on, dues)
            rows = (
                Instalment(1, row.number, row.due_on, row.principal_vnd, row.interest_vnd)
                for row in plan.rows
            )
            write_instalments(club, loan_id, rows)
            drafts = [_disbursement(found, on, where)]
            advance = sum(row.interest_vnd for row in plan.rows if row.number == 0)
            if advance:
                split = Split(interest_vnd=advance)
                drafts.append(repayment_draft(found, on, split, where=where))
            entry_id, *_rest = ledger.write(club, drafts)
        facts = (found.code, found.person_id, found.terms, found.in_kind, on.isoformat())
        approve(club, "disbursement", second, digest(*facts), loan_id=loan_id)
    return entry_id


def repay(
    club: "Club",
    loan_id: str,
    on: date,
    amount_vnd: int,
    split: Split | None = None,
    meeting_id: str | None = None,
    where: Where = "cash",
    instead: Instead | None = None,
) -> str:
    """Receive a payment on a running loan; the id of its voucher.

    Without `split` the amount is shared out as `standing.waterfall` does; what is beyond everything
    owed is kept for the payer. `instead` takes a wrong payment on this loan back in the same step.
    Raises Refused, also for a day before the loan was paid out; ValueError when the parts are not
    the amount.
    """
    states = ("running",) if instead is None else ("running", "closed")
    found = require_state(club, loan_id, *states)
    if found.in_kind is not None:
        raise Refused(_("This loan is in kind: write down what was given back."))
    if found.paid_out_on is None or on < found.paid_out_on:
        raise Refused(_("This is before the loan was paid out. Nothing was changed."))
    wrong = None if instead is None else instead.entry_id
    parts = split or waterfall(standing_of(club, loan_id, on, wrong), amount_vnd)
    if amount_vnd < 1 or parts.total_vnd != amount_vnd:
        raise ValueError("the parts are not the amount")
    label = N_("{person} pays on a loan")
    with club.change(label, barrier=True, person=found.person_id):
        draft = repayment_draft(found, on, parts, meeting_id, where)
        entry_id = ledger.post(club, draft, instead)
        settle_states(club, [loan_id])
    return entry_id


def take_back(club: "Club", entry_id: str, reason: str, on: date | None = None) -> str:
    """Take back a voucher of loans with a reason (see `app.funds.records.reverse`); the id of the
    correction. Loans that it had closed run again; taking back a pay-out, always on its own day,
    makes the loan an approved one that was not paid out yet.

    Raises Refused, also for a pay-out on which something was paid since, or in a closed month.
    """
    written = ledger.entry(club, entry_id)
    touched = loans_of(written)
    if written.topic == "opening":
        raise Refused(_("The takeover from paper is taken back as a whole. Nothing was changed."))
    with club.change(N_("Take back voucher {voucher}"), barrier=True, voucher=written.voucher):
        if written.topic == "disbursement":
            _require_untouched(club, touched)
            _require_own_day(club, written)
            correction = ledger.reverse(club, entry_id, reason)
            _not_paid_out(club, touched)
        else:
            correction = ledger.reverse(club, entry_id, reason, on)
            if written.topic == "write_off":
                _forget_write_off(club, written)
            settle_states(club, touched)
    return correction


def settle_states(club: "Club", loan_ids: Iterable[str]) -> None:
    """Write down whether loans are running, paid off or written off, as the ledger says now.

    Called inside the change that posted to them.
    """
    ids = list(dict.fromkeys(loan_ids))
    today = club.today()
    for loan_id, happened in histories(club, ids, today).items():
        found = loan(club, loan_id)
        if found.terms is None or found.paid_out_on is None:
            continue
        stands = standing(found, happened.instalments, happened.paid, happened.events, today)
        days = [each.on for each in happened.paid] + [each.on for each in happened.events]
        columns: dict[str, Any] = {"state": "running", "closed_on": None}
        if stands.status == "closed":
            columns = {"state": "closed", "closed_on": max(days).isoformat()}
        elif stands.status == "written_off":
            columns["state"] = "written_off"
        club.db.table("loan").update(loan_id, columns)


# --- what other modules of the room share -------------------------------------------------------


def write_instalments(club: "Club", loan_id: str, rows: Iterable[Instalment]) -> None:
    """Write the rows of a plan, inside a change."""
    club.db.table("instalment").insert_all(
        {
            "id": club.new_id(),
            "loan_id": loan_id,
            "version": row.version,
            "number": row.number,
            "due_on": row.due_on.isoformat(),
            "principal_vnd": row.principal_vnd,
            "interest_vnd": row.interest_vnd,
        }
        for row in rows
    )


def repayment_draft(
    found: Loan,
    on: date,
    split: Split,
    meeting_id: str | None = None,
    where: Where = "cash",
) -> Draft:
    """The voucher of a payment."""
    return Draft(
        "receipt",
        on,
        "repayment",
        _("Payment on loan {code}").format(code=found.code),
        repayment_postings(found.id, found.person_id, split, where),
        person_id=found.person_id,
        loan_id=found.id,
        meeting_id=meeting_id,
    )


def loans_of(written: Entry) -> tuple[str, ...]:
    """The loans that a voucher posts to."""
    ids = [written.loan_id, *(posting.loan_id for posting in written.postings)]
    return tuple(dict.fromkeys(each for each in ids if each is not None))


def _disbursement(found: Loan, on: date, where: Where) -> Draft:
    principal = found.principal_vnd or 0
    return Draft(
        "payment",
        on,
        "disbursement",
        _("Loan {code} paid out").format(code=found.code),
        (
            Posting("income", "loans", principal, loan_id=found.id),
            Posting("income", where, -principal),
        ),
        person_id=found.person_id,
        loan_id=found.id,
        meeting_id=None,
    )


def refuse_borrower(club: "Club", found: Loan, second: Second) -> None:
    """Neither of the two officers may be who borrows."""
    two = {"at_work": club.actor.id, "second": second.officer_id, "person": found.person_id}
    sql = "select name from officer where person_id = :person and id in (:at_work, :second)"
    for row in club.db.query(sql, two):
        raise Refused(
            _(
                "{name} borrows this money, so two other officers must stand for it."
                " Nothing was changed."
            ).format(name=row["name"])
        )


def _require_untouched(club: "Club", loan_ids: Iterable[str]) -> None:
    """Loans on which nothing was paid and nothing changed since they were paid out."""
    for happened in histories(club, loan_ids, club.today()).values():
        if happened.events or any(not each.lent_vnd for each in happened.paid):
            raise Refused(
                _(
                    "Something was paid or changed on this loan since it was paid out."
                    " Nothing was changed. Take that back first."
                )
            )


def _require_own_day(club: "Club", written: Entry) -> None:
    """A pay-out whose month is open. Taken back on a later day the ledger would have the money as
    lent until then, and the loan as never paid out."""
    sealed = ledger.sealed_until(club)
    if sealed is not None and Month.of(written.on_date) <= sealed:
        raise Refused(
            _(
                "The month of the pay-out is closed. Nothing was changed."
                " Open it again first, or write down that the money was paid back."
            )
        )


def _not_paid_out(club: "Club", loan_ids: Iterable[str]) -> None:
    """After the voucher was taken back: the loan is approved again and has no plan."""
    for loan_id in loan_ids:
        club.db.execute("delete from instalment where loan_id = ?", [loan_id])
        columns = {"state": "approved", "paid_out_on": None, "closed_on": None}
        club.db.table("loan").update(loan_id, columns)


def _forget_write_off(club: "Club", written: Entry) -> None:
    """Take out what was noted about the loan beside the voucher of a writing off."""
    sql = """
        delete from loan_event where id = (
            select id from loan_event
            where loan_id = :loan_id and kind = 'written_off' and on_date = :day
                and amount_vnd = :amount order by rowid desc limit 1)
    """
    day, amount = written.on_date.isoformat(), written.amount_vnd
    club.db.execute(sql, {"loan_id": written.loan_id, "day": day, "amount": amount})
