"""The requests of people in the book: received, answered, extended, done."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.base.text import N_, _
from app.members.records import member, require_person
from app.members.rules import shown_name
from app.privacy.requests import DataRequest, Deadlines, State, deadlines, state

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"data_request", "consent", "person"})
"""The tables behind a list of requests."""

_COLUMNS = (
    "id, person_id, kind, received_on, asked_by, detail, answered_on, extended_on, extended_why,"
    " done_on, outcome, result"
)


def requests(club: "Club") -> tuple[DataRequest, ...]:
    """Every request, those not done first, the oldest of them first; then the newest done."""
    club.require("members.read")
    sql = f"""
        select {_COLUMNS} from data_request
        order by done_on is not null, case when done_on is null then received_on end,
            done_on desc, received_on, id
    """
    return tuple(DataRequest(**row) for row in club.db.query(sql))


def requests_of(club: "Club", person_id: str) -> tuple[DataRequest, ...]:
    """What a person asked for, newest first."""
    club.require("members.read")
    sql = f"""
        select {_COLUMNS} from data_request where person_id = :id
        order by received_on desc, id
    """
    return tuple(DataRequest(**row) for row in club.db.query(sql, {"id": person_id}))


def request(club: "Club", request_id: str) -> DataRequest:
    """One request; LookupError when it is not there (any more)."""
    sql = f"select {_COLUMNS} from data_request where id = :id"
    for row in club.db.query(sql, {"id": request_id}):
        return DataRequest(**row)
    raise LookupError(request_id)


def deadlines_of(club: "Club", request: DataRequest) -> Deadlines:
    """Until when a request is to be answered and done.

    The longer periods hold when the person ever agreed that the commune gets their name or somebody
    their readings: then there is a third party to be told.
    """
    row = club.db.execute(
        "select 1 from consent where person_id = ? and purpose in ('C3', 'C4')"
        " and (withdrawn_on is null or withdrawn_on > given_on)",
        [request.person_id],
    ).fetchone()
    return deadlines(request, third_party=row is not None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that is not done: whose, until when, and where it stands on the day."""

    request: DataRequest
    name: str
    until: Deadlines
    state: State

    @property
    def late(self) -> bool:
        """Whether a day was missed."""
        return self.state in ("answer_late", "act_late")


def waiting(club: "Club", on: date) -> tuple[Waiting, ...]:
    """Every request that is not done, the oldest first: what the first page reminds of."""
    found = []
    for each in requests(club):
        if each.done_on is None:
            until = deadlines_of(club, each)
            name = shown_name(member(club, each.person_id, on))
            found.append(Waiting(each, name, until, state(each, until, on)))
    return tuple(found)


def receive(club: "Club", request: DataRequest) -> str:
    """Write down what somebody asked; the new id. Raises Refused when nobody is there any more."""
    with club.change(N_("Record a request of {person}"), person=request.person_id):
        require_person(club, request.person_id)
        row = asdict(request) | {"id": club.new_id()}
        club.db.table("data_request").insert(row)
    return str(row["id"])


def answer(club: "Club", request: DataRequest) -> None:
    """Write down that a request was answered. Raises Refused when it is not there or done."""
    with club.change(N_("Answer the request of {person}"), person=request.person_id):
        _write(club, request)


def extend(club: "Club", request: DataRequest) -> None:
    """Write down that a request takes longer and why. Raises Refused when it did so before."""
    with club.change(N_("Extend the request of {person}"), person=request.person_id):
        if _open(club, request.id).extended_on is not None:
            raise Refused(_("This request was extended once already. Nothing was changed."))
        _write(club, request)


def end(club: "Club", request: DataRequest) -> None:
    """Write down what became of a request. Raises Refused when it is not there or done."""
    with club.change(N_("End the request of {person}"), person=request.person_id):
        _write(club, request)


def close_all(club: "Club", person_id: str, day: date) -> None:
    """End every open request of a person who is erased in the caller's change."""
    club.db.execute(
        "update data_request set done_on = :day, outcome = 'done',"
        " answered_on = coalesce(answered_on, :day) where person_id = :id and done_on is null",
        {"day": day.isoformat(), "id": person_id},
    )


def _write(club: "Club", request: DataRequest) -> None:
    _open(club, request.id)
    columns = asdict(request)
    club.db.table("data_request").update(columns.pop("id"), columns)


def _open(club: "Club", request_id: str) -> DataRequest:
    """The request as it stands, if something may still be done about it."""
    try:
        found = request(club, request_id)
    except LookupError as error:
        raise Refused(_("This request is no longer in the book. Nothing was changed.")) from error
    if found.done_on is not None:
        raise Refused(_("This request was ended already. Nothing was changed."))
    return found
