"""The sheet of a meeting and the ledger: how far they say the same, and making them do so."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.base.dates import Month, fmt_date
from app.base.errors import Invalid, Refused
from app.base.text import N_, _
from app.funds import balance_records
from app.funds import records as ledger
from app.funds.rules import Entry
from app.loans import pay_out_records
from app.meetings import booking
from app.meetings.booking import Plan, Sheet
from app.meetings.collection import Paid
from app.meetings.collection_records import written
from app.meetings.meeting_records import held_day, meeting, month_words
from app.meetings.rules import Meeting
from app.members.named import shown_name

if TYPE_CHECKING:
    from app.club.file import Club

LOOK_BACK = timedelta(days=366)
"""How long a meeting is asked about whose money nobody has booked."""


@dataclass(frozen=True, slots=True)
class Booked:
    """How far the money of a meeting is in the ledger: its vouchers; of whom something is not there
    yet (`waiting`); of whom something else is there than stands on the sheet (`changed`).

    Of a meeting `before` the books of the funds began nothing is booked.
    """

    vouchers: tuple[Entry, ...] = ()
    waiting: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    before: bool = False

    @property
    def complete(self) -> bool:
        """Whether the ledger says what the sheet says, or need not."""
        return self.before or not (self.waiting or self.changed)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A closed meeting whose money waits to be booked: how much stands on its sheet."""

    meeting_id: str
    month: Month
    collected_vnd: int


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody who paid at a meeting; `vouchers` name the receipts where they are named."""

    name: str
    paid: Paid
    vouchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CashByBook:
    """What should lie in the cash box at the end of the day of a meeting: what the books of all
    funds say, and what was collected at it and is not booked yet."""

    booked_vnd: int
    waiting_vnd: int

    @property
    def total_vnd(self) -> int:
        """All that should be there."""
        return self.booked_vnd + self.waiting_vnd


# --- questions ----------------------------------------------------------------------------------


def may_book(club: "Club") -> bool:
    """Whether the officer at work brings money into the ledger: the treasurer and the chair."""
    return club.actor.may("funds.write") and club.actor.may("loans.write")


def booked(club: "Club", meeting_id: str) -> Booked:
    """How far the money of a meeting is in the ledger. Needs funds.read and loans.read."""
    club.require("loans.read")
    found = meeting(club, meeting_id)
    if found.held_on is None:
        return Booked()
    entries = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    if not entries and held_day(found) < books_begin(club):
        return Booked(before=True)
    plan = booking.plan(_sheet(club, found), entries)
    return Booked(entries, plan.waiting, plan.changed)


def booked_paid(club: "Club", found: Meeting) -> Mapping[str, Paid]:
    """What the ledger says that each paid at a closed meeting, for sums in which nobody is named;
    nothing when it is not booked, or for who may not read the funds."""
    if found.state != "closed" or not club.actor.may("funds.read"):
        return {}
    return booking.booked(booking.of_sheet(ledger.entries_of_meeting(club, found.id)))


def payers(club: "Club", meeting_id: str) -> tuple[Payer, ...]:
    """Everybody who paid something at a meeting, in name order: as it is booked, else as it stands
    on the sheet. Needs funds.read and loans.read."""
    club.require("loans.read")
    entries = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    paid = booking.booked(entries) or written(club, meeting_id)
    vouchers: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.person_id is not None:
            vouchers[entry.person_id].append(entry.voucher)
    sql = f"""
        select id, name, code, erased_on from person
        where id in ({",".join("?" * len(paid))}) order by name_sort, birth, code
    """
    return tuple(
        Payer(shown_name(row), paid[row["id"]], tuple(vouchers[row["id"]]))
        for row in club.db.query(sql, list(paid))
        if paid[row["id"]].total_vnd
    )


def books_begin(club: "Club") -> date:
    """The first day whose money is in the ledger: the day after the books were taken over from
    paper, else the first of the month of its first voucher; of this month while there is none."""
    sql = """
        select max(on_date) filter (where topic = 'opening') as opening, min(on_date) as first
        from entry e
        where reverses is null and not exists (select 1 from entry r where r.reverses = e.id)
    """
    row = next(club.db.query(sql))
    if row["opening"] is not None:
        return date.fromisoformat(row["opening"]) + timedelta(days=1)
    first = date.fromisoformat(row["first"]) if row["first"] is not None else club.today()
    return first.replace(day=1)


def cash_by_book(club: "Club", meeting_id: str) -> CashByBook | None:
    """What should lie in the cash box after a meeting; None as long as nothing is in the books, for
    a meeting before them, and for who may not read the funds."""
    if not (club.actor.may("funds.read") and club.actor.may("loans.read")):
        return None
    found = meeting(club, meeting_id)
    if found.held_on is None or next(club.db.query("select 1 from entry limit 1"), None) is None:
        return None
    entries = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    if not entries and held_day(found) < books_begin(club):
        return None
    funds = balance_records.balances(club, held_day(found))
    sheet = sum(paid.total_vnd for paid in written(club, meeting_id).values())
    return CashByBook(
        sum(accounts.get("cash", 0) for accounts in funds.values()),
        sheet - sum(entry.amount_vnd for entry in entries),
    )


def waiting(club: "Club") -> tuple[Waiting, ...]:
    """The closed meetings of the last year whose sheet and ledger differ, the oldest first."""
    club.require("funds.read")
    since = max(books_begin(club), club.today() - LOOK_BACK).isoformat()
    sql = f"""
        with met as (
            select id, month from meeting where state = 'closed' and held_on >= :since
        ),
        sheet as (
            select f.meeting_id, f.person_id, 'fees' as account, null as loan_id, f.amount_vnd
            from fee f join met on met.id = f.meeting_id where f.amount_vnd > 0
            union all
            select c.meeting_id, c.person_id, {_ACCOUNT}, c.loan_id, sum(c.amount_vnd)
            from collected c join met on met.id = c.meeting_id group by 1, 2, 3, 4
        ),
        ledger as (
            select e.meeting_id, coalesce(o.person_id, e.person_id), o.account,
                case when o.account in ('loans', 'interest', 'late_interest') then o.loan_id end,
                -sum(o.amount_vnd)
            from entry e join met on met.id = e.meeting_id join posting o on o.entry_id = e.id
            where e.topic in {_TOPICS} and e.reverses is null
                and o.account not in ('cash', 'bank')
                and not exists (select 1 from entry r where r.reverses = e.id)
            group by 1, 2, 3, 4
        ),
        apart as (
            select distinct meeting_id from (select * from sheet except select * from ledger)
            union
            select distinct meeting_id from (select * from ledger except select * from sheet)
        )
        select met.id, met.month, (
            select coalesce(sum(amount_vnd), 0) from sheet where meeting_id = met.id
        ) as collected
        from met where id in (select meeting_id from apart) order by met.month
    """
    return tuple(
        Waiting(row["id"], Month.parse(row["month"]), row["collected"])
        for row in club.db.query(sql, {"since": since})
    )


_ACCOUNT = "case c.what when 'principal' then 'loans' else c.what end"
_TOPICS = "('fee', 'savings', 'repayment')"


def _sheet(club: "Club", found: Meeting) -> Sheet:
    sql = """
        select id, code from loan
        where id in (select loan_id from collected where meeting_id = :id)
    """
    codes: Mapping[str, str] = {
        row["id"]: row["code"] for row in club.db.query(sql, {"id": found.id})
    }
    paid = written(club, found.id)
    return Sheet(found.id, month_words(found.month), _day(club, found), paid, codes)


def _day(club: "Club", found: Meeting) -> date:
    """The day under which it is booked: that of the meeting, or today once its month is closed."""
    sealed = ledger.sealed_until(club)
    on = held_day(found)
    return on if sealed is None or Month.of(on) > sealed else club.today()


# --- changes ------------------------------------------------------------------------------------


def book(club: "Club", meeting_id: str, why: str | None = None) -> None:
    """Make the ledger equal to the sheet of a meeting that was held, as one step that undo does not
    pass: receipts for what is not booked yet; what is booked and says something else now is taken
    back for the reason `why` and written anew. Nothing when they say the same.

    Raises Invalid (field "why") when something is to be taken back and no reason is given, Refused
    for a meeting before the books began, or as `funds.records.write`.
    """
    club.require("loans.write")
    found = meeting(club, meeting_id)
    entries = booking.of_sheet(ledger.entries_of_meeting(club, meeting_id))
    if not entries and held_day(found) < books_begin(club):
        raise Refused(
            _(
                "The books of the funds begin on {day}, after this meeting. Nothing was booked:"
                " its money is in what was taken over."
            ).format(day=fmt_date(books_begin(club)))
        )
    plan = booking.plan(_sheet(club, found), entries)
    if not plan.drafts and not plan.reversing:
        return
    reason = (why or "").strip()
    if plan.reversing and not reason:
        raise Invalid({"why": _("Write the reason in a few words.")})
    label = N_("Book what was collected at the meeting of {day}")
    with club.change(label, barrier=True, day=fmt_date(held_day(found))):
        ledger.write(club, plan.drafts, plan.reversing, reason or None)
        pay_out_records.settle_states(club, _loans_of(plan, entries))


def _loans_of(plan: Plan, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The loans that are paid on, or were before something was taken back."""
    postings = [posting for draft in plan.drafts for posting in draft.postings]
    for entry in entries:
        if entry.id in plan.reversing:
            postings += entry.postings
    return tuple(dict.fromkeys(each.loan_id for each in postings if each.loan_id is not None))


def book_rest(club: "Club", meeting_id: str, why: str | None = None) -> None:
    """Book what is left to book of a meeting, if the officer at work does that and its money
    belongs in the books; else it waits for who does."""
    if may_book(club) and not booked(club, meeting_id).complete:
        book(club, meeting_id, why)
