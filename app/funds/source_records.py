"""The sources of the income fund's capital in the book: what each gave and what went back."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.text import N_, _
from app.funds import records
from app.funds.accounts import INCOME, Where
from app.funds.records import Instead
from app.funds.rules import Draft, Posting, Source
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"capital_source", "entry", "posting"})
"""The tables behind the questions: what a page that asks them declares."""

# Capital is a credit, so what came in is below zero. A correction takes back on the side of what
# it corrects.
_PUT_IN_AND_GIVEN_BACK = """
    coalesce(sum(-p.amount_vnd)
        filter (where (p.amount_vnd < 0) <> (e.reverses is not null)), 0) as put_in,
    coalesce(sum(p.amount_vnd)
        filter (where (p.amount_vnd > 0) <> (e.reverses is not null)), 0) as given_back
"""


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a source gave, took back, and has in the fund on a day, in đồng.

    The one whose id is "" is the club's own: money moved there from its other funds.
    """

    source: Source
    put_in: int
    given_back: int

    @property
    def balance(self) -> int:
        """What of the fund comes from this source."""
        return self.put_in - self.given_back


def sources(club: "Club", on: date) -> tuple[SourceState, ...]:
    """Every source known on a day, in the order of their beginning, and last, when there is any,
    what the club moved into the fund itself. Together they are the capital of the fund."""
    club.require("funds.read")
    sql = f"""
        select s.*, {_PUT_IN_AND_GIVEN_BACK}
        from capital_source s
            left join posting p on p.source_id = s.id and p.account = 'capital'
                and p.fund = 'income' and p.on_date <= :day
            left join entry e on e.id = p.entry_id
        where s.since <= :day or p.id is not null
        group by s.id order by s.since, s.rowid
    """
    day = {"day": on.isoformat()}
    found = [
        SourceState(_source(row), row["put_in"], row["given_back"])
        for row in club.db.query(sql, day)
    ]
    moved = f"""
        select min(p.on_date) as since, {_PUT_IN_AND_GIVEN_BACK}
        from posting p join entry e on e.id = p.entry_id
        where p.fund = 'income' and p.account = 'transfer' and p.on_date <= :day
    """
    own = next(club.db.query(moved, day))
    if own["put_in"] or own["given_back"]:
        since = date.fromisoformat(own["since"])
        name = _("From the club's other funds")
        found.append(
            SourceState(Source("", "own", name, False, since), own["put_in"], own["given_back"])
        )
    return tuple(found)


def source(club: "Club", source_id: str) -> Source:
    """One source. Raises Refused when it is no longer in the book."""
    club.require("funds.read")
    return _source(require_row(club, "capital_source", source_id))


def add_source(club: "Club", source: Source) -> str:
    """Write down from whom capital comes (`forms.read_source`); its id. No money moves yet."""
    club.require("funds.write")
    source_id = club.new_id()
    with club.change(N_("New source of capital: {name}"), name=source.name):
        require_person(club, source.person_id)
        club.db.table("capital_source").insert({**_columns(source), "id": source_id})
    return source_id


def change_source(club: "Club", source_id: str, source: Source) -> None:
    """Write a source anew; its money stays as it is."""
    club.require("funds.write")
    require_row(club, "capital_source", source_id)
    columns = _columns(source)
    del columns["id"]
    with club.change(N_("Change a source of capital: {name}"), name=source.name):
        require_person(club, source.person_id)
        club.db.table("capital_source").update(source_id, columns)


def receive_capital(
    club: "Club",
    source_id: str,
    amount: int,
    on: date,
    where: Where = "cash",
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Receive capital for the income fund from a source; the id of the voucher. Raises as
    `records.post`."""
    found = source(club, source_id)
    memo = _("Capital of the fund from {name}").format(name=found.name)
    postings = (
        Posting(INCOME, where, amount),
        Posting(INCOME, "capital", -amount, source_id=source_id),
    )
    draft = Draft(
        "receipt", on, "grant", memo, postings, found.name, found.person_id, attached=attached
    )
    return records.post(club, draft, instead)


def give_capital_back(
    club: "Club",
    source_id: str,
    amount: int,
    on: date,
    where: Where = "cash",
    attached: str | None = None,
    instead: Instead | None = None,
) -> str:
    """Give capital back to its source; the id of the voucher. Raises as `records.post`, also when
    the fund has less from this source."""
    found = source(club, source_id)
    memo = _("Capital given back to {name}").format(name=found.name)
    postings = (
        Posting(INCOME, "capital", amount, source_id=source_id),
        Posting(INCOME, where, -amount),
    )
    draft = Draft(
        "payment",
        on,
        "capital_back",
        memo,
        postings,
        found.return_to or found.name,
        found.person_id,
        attached=attached,
    )
    return records.post(club, draft, instead)


def _source(row: dict[str, Any]) -> Source:
    return Source(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        returnable=bool(row["returnable"]),
        since=date.fromisoformat(row["since"]),
        person_id=row["person_id"],
        return_to=row["return_to"],
        decision=row["decision"],
        note=row["note"],
    )


def _columns(source: Source) -> dict[str, Any]:
    return {
        **asdict(source),
        "returnable": int(source.returnable),
        "since": source.since.isoformat(),
    }
