"""The ledger in the book: vouchers written, taken back, read. What is written stays.

Several vouchers that belong together go through `write`, which looks at what is left in every
cash box only once, when all of them are there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import Month, fmt_date
from app.base.errors import Refused
from app.base.money import fmt
from app.base.text import N_, _
from app.funds import accounts, floors
from app.funds.rules import Draft, Entry, Posting, mistakes, turned_back
from app.members.named import shown_name
from app.members.row_records import require_person

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"entry", "posting", "person", "seal", "fund"})
"""The tables behind the questions: what a page that asks them declares."""


# --- writing ------------------------------------------------------------------------------------


def post(club: "Club", draft: Draft) -> str:
    """Write a voucher with the next number of its kind and year; its id. Postings of nothing are
    left out.

    Raises Refused for a day ahead, a closed month, a fund that is not there, or money that is not
    there on some day; ValueError for a draft that breaks the plan of accounts (`rules.mistakes`).
    """
    (entry_id,) = write(club, [draft])
    return entry_id


def reverse(club: "Club", entry_id: str, reason: str, on: date | None = None) -> str:
    """Take a voucher back with another one, which has the same amounts the other way round; its id.

    It is dated `on`, else the day of the voucher itself; in a closed month, today. Raises Refused
    as `post`, and when the voucher was taken back before or is a correction itself.
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
    taken_back = [_reversal(club, entry(club, entry_id), reason, on) for entry_id in reversing]
    drafts = [replace(draft, postings=_telling(draft.postings)) for draft in drafts]
    for draft in drafts:
        _check(club, draft)
    with _change(club, [*(draft for _id, draft in taken_back), *drafts]):
        for entry_id, draft in taken_back:
            _insert(club, draft, entry_id, reason)
        ids = tuple(_insert(club, draft) for draft in drafts)
        floors.check(club, [*(draft for _id, draft in taken_back), *drafts])
    return ids


def _change(club: "Club", drafts: Sequence[Draft]) -> Any:
    """The change around the vouchers, called after the first of them."""
    if not drafts:
        raise ValueError("nothing to write")
    first = drafts[0]
    number = _next_number(club, first)
    voucher = accounts.voucher(first.kind, first.on_date.year, number)
    if len(drafts) > 1:
        label = N_("{n} vouchers, the first {voucher}")
        return club.change(label, barrier=True, n=len(drafts), voucher=voucher)
    amount = fmt(sum(p.amount_vnd for p in first.postings if p.amount_vnd > 0))
    if first.person_id is not None:
        label = N_("Voucher {voucher}, {amount}: {person}")
        return club.change(
            label, barrier=True, voucher=voucher, amount=amount, person=first.person_id
        )
    label = N_("Voucher {voucher}, {amount}")
    return club.change(label, barrier=True, voucher=voucher, amount=amount)


def _telling(postings: Iterable[Posting]) -> tuple[Posting, ...]:
    return tuple(posting for posting in postings if posting.amount_vnd)


def _check(club: "Club", draft: Draft) -> None:
    wrong = mistakes(draft)
    if wrong:
        raise ValueError(f"{draft.topic}: {'; '.join(wrong)}")
    if draft.on_date > club.today():
        raise Refused(
            _(
                "{day} lies ahead. Nothing was changed. Write the voucher when that day has come."
            ).format(day=fmt_date(draft.on_date))
        )
    require_open_month(club, draft.on_date)
    require_person(club, draft.person_id)
    known = _own_funds(club)
    for fund in sorted({posting.fund for posting in draft.postings} - accounts.FUNDS.keys()):
        since, until = known.get(fund, ("9999", None))
        day = draft.on_date.isoformat()
        if day < since or (until is not None and day > until):
            raise Refused(
                _("This fund is not there on {day}. Nothing was changed.").format(
                    day=fmt_date(draft.on_date)
                )
            )


def _own_funds(club: "Club") -> dict[str, tuple[str, str | None]]:
    rows = club.db.query("select id, since, until from fund")
    return {row["id"]: (row["since"], row["until"]) for row in rows}


def sealed_until(club: "Club") -> Month | None:
    """The last month whose books are closed; nothing is dated in it or before. None: no month."""
    sql = "select max(month) as month from seal where reopened_on is null"
    month = next(club.db.query(sql))["month"]
    return None if month is None else Month.parse(month)


def require_open_month(club: "Club", day: date) -> None:
    """Refuse a day in a closed month, or before one."""
    sealed = sealed_until(club)
    if sealed is not None and Month.of(day) <= sealed:
        raise Refused(
            _(
                "The books are closed up to {month}, so nothing is dated {day} any more."
                " Nothing was changed. Choose a later day."
            ).format(month=f"{sealed.month}/{sealed.year}", day=fmt_date(day))
        )


def _reversal(club: "Club", found: Entry, reason: str | None, on: date | None) -> tuple[str, Draft]:
    """The voucher that takes one back, with the id of the one that it takes back."""
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
        raise ValueError("a voucher is taken back for a reason")
    day = max(found.on_date, on or found.on_date)
    sealed = sealed_until(club)
    if sealed is not None and Month.of(day) <= sealed:
        day = club.today()
    draft = Draft(
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
    if day > club.today():
        raise ValueError("a voucher is not taken back in the future")
    require_open_month(club, day)
    return found.id, draft


def _next_number(club: "Club", draft: Draft) -> int:
    sql = "select coalesce(max(number), 0) + 1 as n from entry where kind = :k and year = :y"
    asked = {"k": draft.kind, "y": draft.on_date.year}
    return int(next(club.db.query(sql, asked))["n"])


def _insert(
    club: "Club", draft: Draft, reverses: str | None = None, reason: str | None = None
) -> str:
    """One voucher with its postings, inside the caller's change; its id."""
    entry_id, day = club.new_id(), draft.on_date.isoformat()
    club.db.execute(
        """
        insert into entry(id, kind, year, number, on_date, topic, memo, party, person_id, loan_id,
            meeting_id, attached, reverses, reason)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            *(entry_id, draft.kind, draft.on_date.year, _next_number(club, draft), day),
            *(draft.topic, draft.memo, draft.party, draft.person_id, draft.loan_id),
            *(draft.meeting_id, draft.attached, reverses, reason),
        ],
    )
    for posting in draft.postings:
        club.db.execute(
            """
            insert into posting(id, entry_id, on_date, fund, account, amount_vnd, area, person_id,
                loan_id, source_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                *(club.new_id(), entry_id, day, posting.fund, posting.account),
                *(posting.amount_vnd, posting.area, posting.person_id, posting.loan_id),
                posting.source_id,
            ],
        )
    return entry_id


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


def entries_of_loan(club: "Club", loan_id: str) -> tuple[Entry, ...]:
    """The vouchers that post to a loan, in order of their days, with those taken back and those
    that take back."""
    club.require("funds.read")
    sql = f"""
        {_ENTRIES}
        where e.loan_id = :id or e.id in (select entry_id from posting where loan_id = :id)
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


def entries_of_person(club: "Club", person_id: str) -> tuple[Entry, ...]:
    """The vouchers that name somebody of the register, or post to them, in order of their days."""
    club.require("funds.read")
    sql = f"""
        {_ENTRIES}
        where e.person_id = :id or e.id in (select entry_id from posting where person_id = :id)
        {_IN_ORDER}
    """
    return _entries(club.db.query(sql, {"id": person_id}))


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
