"""The ledger in the book: vouchers written, taken back, read. What is written stays.

Several vouchers that belong together go through `write`, which looks at what is left in every
cash box only once, when all of them are there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.errors import Invalid, Refused
from app.base.money import fmt
from app.base.text import N_, _
from app.funds import accounts, floor_records
from app.funds.accounts import Kind
from app.funds.rules import Draft, Entry, Posting, amount_of, mistakes, turned_back
from app.members.named import shown_name
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club

FIRST_YEAR = 1990
"""Years before are a slip of the finger: clubs of this kind began in 2006."""

READS = frozenset({"entry", "posting", "person", "seal", "fund"})
"""The tables behind the questions: what a page that asks them declares."""


# --- writing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Instead:
    """The voucher in whose place another one is written, and why."""

    entry_id: str
    why: str


def post(club: "Club", draft: Draft, instead: Instead | None = None) -> str:
    """Write a voucher with the next number of its kind and year; its id. Postings of nothing are
    left out. `instead` takes a wrong one back in the same step, on its own day.

    Raises Refused for a day ahead, a closed month, a fund that is not there, or money that is not
    there on some day, and as `reverse`; ValueError for a draft that breaks the plan of accounts
    (`rules.mistakes`).
    """
    if instead is None:
        (entry_id,) = write(club, [draft])
    else:
        (entry_id,) = write(club, [draft], [instead.entry_id], instead.why)
    return entry_id


def reverse(club: "Club", entry_id: str, reason: str, on: date | None = None) -> str:
    """Take a voucher back with another one, which has the same amounts the other way round; its id.

    It is dated `on`, else the day of the voucher itself; in a closed month, today. Raises Refused
    as `post`, and when the voucher was taken back before or is a correction itself; Invalid (field
    "reason") without a reason.
    """
    label = N_("Take back voucher {voucher}")
    with club.change(label, barrier=True, voucher=entry(club, entry_id).voucher):
        write(club, (), [entry_id], reason, on)
    return str(next(club.db.query(_REVERSAL, {"id": entry_id}))["id"])


def write(
    club: "Club",
    drafts: Sequence[Draft],
    reversing: Sequence[str] = (),
    reason: str | None = None,
    on: date | None = None,
) -> tuple[str, ...]:
    """Take back the vouchers `reversing` for a `reason` and write new ones, as one step; the ids of
    the new ones. Raises as `post` and `reverse`."""
    club.require("funds.write")
    sealed = sealed_until(club)
    again = [(entry_id, _reversal(club, entry_id, reason, on, sealed)) for entry_id in reversing]
    new = [(None, _checked(draft)) for draft in drafts]
    writing: list[tuple[str | None, Draft]] = [*again, *new]
    _check_days(club, [draft.on_date for _of, draft in writing], sealed)
    for person_id in {draft.person_id for _of, draft in new}:
        require_person(club, person_id)
    _check_funds(club, [draft for _of, draft in writing])
    with _change(club, [draft for _of, draft in writing]):
        ids = _insert(club, writing, reason)
        floor_records.check(club, [draft for _of, draft in writing])
    return ids[len(again) :]


def _change(club: "Club", drafts: Sequence[Draft]) -> AbstractContextManager[int]:
    """The change around vouchers, called after the first of them."""
    if not drafts:
        raise ValueError("nothing to write")
    first = drafts[0]
    voucher = accounts.voucher(*_year_of(first), _last_number(club, *_year_of(first)) + 1)
    if len(drafts) > 1:
        label = N_("{n} vouchers, the first {voucher}")
        return club.change(label, barrier=True, n=len(drafts), voucher=voucher)
    said: dict[str, str | int] = {"voucher": voucher, "amount": fmt(amount_of(first.postings))}
    if first.person_id is not None:
        label = N_("Voucher {voucher}, {amount}: {person}")
        return club.change(label, barrier=True, person=first.person_id, **said)
    return club.change(N_("Voucher {voucher}, {amount}"), barrier=True, **said)


def _checked(draft: Draft) -> Draft:
    """The draft without postings of nothing."""
    telling = tuple(posting for posting in draft.postings if posting.amount_vnd)
    kept = replace(draft, postings=telling)
    wrong = mistakes(kept)
    if wrong:
        raise ValueError(f"{draft.topic}: {'; '.join(wrong)}")
    return kept


def _check_days(club: "Club", days: Iterable[date], sealed: Month | None) -> None:
    today = club.today()
    for day in days:
        if day > today:
            raise Refused(
                _(
                    "{day} lies ahead. Nothing was changed."
                    " Write the voucher when that day has come."
                ).format(day=fmt_date(day))
            )
        if day.year < FIRST_YEAR:
            raise Refused(
                _("{day} is too long ago. Nothing was changed. Check the year.").format(
                    day=fmt_date(day)
                )
            )
        if sealed is not None and Month.of(day) <= sealed:
            raise Refused(
                _(
                    "The books are closed up to {month}, so nothing is dated {day} any more."
                    " Nothing was changed. Choose a later day."
                ).format(month=f"{sealed.month}/{sealed.year}", day=fmt_date(day))
            )


def _check_funds(club: "Club", drafts: Iterable[Draft]) -> None:
    """Every fund of the club's own must have begun on the day, and not have ended since."""
    used = {
        (posting.fund, draft.on_date.isoformat())
        for draft in drafts
        for posting in draft.postings
        if posting.fund not in accounts.FUNDS
    }
    if not used:
        return
    known = {row["id"]: row for row in club.db.query("select * from fund")}
    for fund, day in sorted(used):
        row = known.get(fund)
        if row is None or day < row["since"]:
            raise Refused(
                _("This fund is not there on {day}. Nothing was changed.").format(
                    day=fmt_date(date.fromisoformat(day))
                )
            )
        if row["until"] is not None:
            raise Refused(
                _("The fund “{name}” has ended. Nothing was changed. Begin it again first.").format(
                    name=row["name"]
                )
            )


def sealed_until(club: "Club") -> Month | None:
    """The last month whose books are closed; nothing is dated in it or before. None: no month."""
    sql = "select max(month) as month from seal where reopened_on is null"
    month = next(club.db.query(sql))["month"]
    return None if month is None else Month.parse(month)


def _reversal(
    club: "Club", entry_id: str, reason: str | None, on: date | None, sealed: Month | None
) -> Draft:
    """The voucher that takes one back."""
    found = entry(club, entry_id)
    if found.reversed_by is not None:
        by = entry(club, found.reversed_by)
        raise Refused(
            _("Voucher {voucher} was taken back by {by} already. Nothing was changed.").format(
                voucher=found.voucher, by=by.voucher
            )
        )
    if found.reverses is not None:
        raise Refused(
            _(
                "Voucher {voucher} is a correction itself. Nothing was changed."
                " Write a new voucher instead."
            ).format(voucher=found.voucher)
        )
    if not (reason or "").strip():
        raise Invalid({"reason": _("Write why the voucher is taken back.")})
    day = max(found.on_date, on or found.on_date)
    if sealed is not None and Month.of(day) <= sealed:
        day = club.today()
    return Draft(
        "journal",
        day,
        "correction",
        _("Takes back {voucher}: {memo}").format(voucher=found.voucher, memo=found.memo),
        turned_back(found.postings),
        found.party,
        found.person_id,
        found.loan_id,
        found.meeting_id,
    )


def _year_of(draft: Draft) -> tuple[Kind, int]:
    """The vouchers among which a draft is numbered."""
    return draft.kind, draft.on_date.year


def _last_number(club: "Club", kind: Kind, year: int) -> int:
    sql = "select coalesce(max(number), 0) as last from entry where kind = :kind and year = :year"
    return int(next(club.db.query(sql, {"kind": kind, "year": year}))["last"])


_INSERT_ENTRY = """
    insert into entry(id, kind, year, number, on_date, topic, memo, party, person_id, loan_id,
        meeting_id, attached, reverses, reason)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_POSTING = """
    insert into posting(id, entry_id, on_date, fund, account, amount_vnd, area, person_id, loan_id,
        source_id)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _insert(
    club: "Club", writing: Iterable[tuple[str | None, Draft]], reason: str | None
) -> tuple[str, ...]:
    """Vouchers with their postings, each beside the id of the one that it takes back, inside the
    caller's change; their ids."""
    ids = []
    last: dict[tuple[Kind, int], int] = {}
    for reverses, draft in writing:
        entry_id, day, year_of = club.new_id(), draft.on_date.isoformat(), _year_of(draft)
        if year_of not in last:
            last[year_of] = _last_number(club, *year_of)
        last[year_of] += 1
        head = [
            *(entry_id, *year_of, last[year_of], day, draft.topic, draft.memo, draft.party),
            *(draft.person_id, draft.loan_id, draft.meeting_id, draft.attached),
            *(reverses, None if reverses is None else reason),
        ]
        for posting in draft.postings:
            line = [
                *(club.new_id(), entry_id, day, posting.fund, posting.account),
                *(posting.amount_vnd, posting.area, posting.person_id, posting.loan_id),
                posting.source_id,
            ]
            club.db.execute(_INSERT_POSTING, line)
        club.db.execute(_INSERT_ENTRY, head)  # completes the voucher: no posting joins it later
        ids.append(entry_id)
    return tuple(ids)


# --- reading ------------------------------------------------------------------------------------

_REVERSAL = "select id from entry where reverses = :id"

_ENTRIES = """
    select e.*, r.id as reversed_by, p.name, p.code, p.erased_on,
        o.fund, o.account, o.amount_vnd, o.area, o.person_id as of_person, o.loan_id as of_loan,
        o.source_id
    from entry e
        left join entry r on r.reverses = e.id
        left join person p on p.id = e.person_id
        join posting o on o.entry_id = e.id
"""
_IN_ORDER = "order by e.on_date, e.rowid, o.rowid"


def entry(club: "Club", entry_id: str) -> Entry:
    """One voucher. LookupError when there is none."""
    club.require("funds.read")
    for found in _entries(
        club.db.query(f"{_ENTRIES} where e.id = :id {_IN_ORDER}", {"id": entry_id})
    ):
        return found
    raise LookupError(entry_id)


def entries(
    club: "Club", first: date, last: date, fund: str | None = None, account: str | None = None
) -> tuple[Entry, ...]:
    """The vouchers from one day to another, both counted, in order of their days; of one fund or
    with one account when they are named."""
    club.require("funds.read")
    sql = f"""
        {_ENTRIES}
        where e.on_date between :first and :last
            and ((:fund is null and :account is null) or e.id in (
                select entry_id from posting
                where on_date between :first and :last
                    and (:fund is null or fund = :fund)
                    and (:account is null or account = :account)))
        {_IN_ORDER}
    """
    asked = {"first": first.isoformat(), "last": last.isoformat(), "fund": fund, "account": account}
    return _entries(club.db.query(sql, asked))


def last_entry(club: "Club") -> Entry | None:
    """The voucher written last, whatever its day; None in an empty ledger."""
    club.require("funds.read")
    sql = f"{_ENTRIES} where e.rowid = (select max(rowid) from entry) {_IN_ORDER}"
    return next(iter(_entries(club.db.query(sql))), None)


def entries_of_loan(club: "Club", loan_id: str) -> tuple[Entry, ...]:
    """The vouchers that post to a loan, in order of their days, with those taken back and those
    that take back."""
    club.require("funds.read")
    sql = f"""
        {_ENTRIES}
        where e.id in (select id from entry where loan_id = :id
            union select entry_id from posting where loan_id = :id)
        {_IN_ORDER}
    """
    return _entries(club.db.query(sql, {"id": loan_id}))


def entries_of_meeting(club: "Club", meeting_id: str) -> tuple[Entry, ...]:
    """The vouchers of a meeting that stand: without those taken back and those that take back."""
    club.require("funds.read")
    sql = f"""
        {_ENTRIES}
        where e.meeting_id = :id and e.reverses is null and r.id is null {_IN_ORDER}
    """
    return _entries(club.db.query(sql, {"id": meeting_id}))


def _entries(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Vouchers from rows of which each holds one posting, those of a voucher one after another."""
    heads: dict[str, Mapping[str, Any]] = {}
    postings: dict[str, list[Posting]] = defaultdict(list)
    for row in rows:
        heads[row["id"]] = row
        postings[row["id"]].append(
            Posting(
                row["fund"],
                row["account"],
                row["amount_vnd"],
                row["area"],
                row["of_person"],
                row["of_loan"],
                row["source_id"],
            )
        )
    return tuple(
        Entry(
            on_date=date.fromisoformat(row["on_date"]),
            postings=tuple(postings[entry_id]),
            who="" if row["name"] is None else shown_name(row),
            **{name: row[name] for name in _COLUMNS},
        )
        for entry_id, row in heads.items()
    )


_COLUMNS = (
    *("id", "number", "kind", "topic", "memo", "party", "person_id", "loan_id", "meeting_id"),
    *("attached", "reverses", "reason", "reversed_by"),
)
