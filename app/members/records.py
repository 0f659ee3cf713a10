"""The register in the book: who was a member on a day, and every change to people."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.names import fold, sort_key
from app.base.text import N_, _
from app.members import leaving_records
from app.members.leaving import LEAVES, Left
from app.members.rules import (
    Consent,
    HouseholdStatus,
    Member,
    Membership,
    Person,
    Purpose,
    may_be_same,
)

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"person", "membership", "household_status"})
"""The tables behind a list of members: what a page that shows one declares."""


@dataclass(frozen=True, slots=True)
class Joining:
    """A person to add, with the first period of membership and a household status if known."""

    person: Person
    joined_on: str | None = None
    status: HouseholdStatus | None = None


# The newest period of each person: the one that covers the day, else the one that ended last.
# The status in force is that of the newest list not younger than the day's year.
_MEMBERS = """
    with period as (
        select *, row_number() over (
            partition by person_id
            order by (joined_on is null or joined_on <= :day)
                and (left_on is null or left_on > :day) desc,
                joined_on desc, left_on is null desc, left_on desc, reason = 'died' desc, id
        ) as place
        from membership
    )
    select p.*, m.id as membership_id, m.joined_on, m.left_on, m.reason, m.note as membership_note,
        s.year, s.status, s.confirmed, s.source
    from person p
    left join period m on m.person_id = p.id and m.place = 1
    left join household_status s on s.person_id = p.id and s.year = (
        select max(year) from household_status where person_id = p.id and year <= :year
    )
"""
_COVERS = """
    m.id is not null and (m.joined_on is null or m.joined_on <= :day)
    and (m.left_on is null or m.left_on > :day)
    and (p.erased_on is null or p.erased_on > :day)
"""
_ORDER = "order by p.name_sort, p.birth, p.code"


def _member(row: Mapping[str, Any]) -> Member:
    return Member(
        id=row["id"],
        code=row["code"],
        person=Person(
            name=row["name"],
            sex=row["sex"],
            birth=row["birth"],
            cccd=row["cccd"],
            bhyt=row["bhyt"],
            bhyt_until=row["bhyt_until"],
            bhyt_place=row["bhyt_place"],
            phone=row["phone"],
            hamlet=row["hamlet"],
            ethnic=row["ethnic"],
            contact_name=row["contact_name"],
            contact_phone=row["contact_phone"],
            note=row["note"],
        ),
        membership=None
        if row["membership_id"] is None
        else Membership(row["joined_on"], row["left_on"], row["reason"], row["membership_note"]),
        status=None if row["status"] is None else _status(row),
        erased=row["erased_on"] is not None,
    )


def _status(row: Mapping[str, Any]) -> HouseholdStatus:
    return HouseholdStatus(row["year"], row["status"], bool(row["confirmed"]), row["source"])


def _on(day: date) -> dict[str, str | int]:
    return {"day": day.isoformat(), "year": day.year}


# --- questions ----------------------------------------------------------------------------------


def members(club: "Club", on: date) -> tuple[Member, ...]:
    """Who was a member on that day, with the household status then in force, in name order.

    Who was erased since still counts on the days before.
    """
    club.require("members.read")
    sql = f"{_MEMBERS} where {_COVERS} {_ORDER}"
    return tuple(_member(row) for row in club.db.query(sql, _on(on)))


def people(club: "Club", on: date) -> tuple[Member, ...]:
    """Everybody in the register, members or not, each with the newest period; in name order.

    Who was erased is not there any more, on no day.
    """
    club.require("members.read")
    sql = f"{_MEMBERS} where p.erased_on is null {_ORDER}"
    return tuple(_member(row) for row in club.db.query(sql, _on(on)))


def member(club: "Club", person_id: str, on: date) -> Member:
    """One person as on that day, erased or not; LookupError when there is none."""
    for row in club.db.query(f"{_MEMBERS} where p.id = :id", {**_on(on), "id": person_id}):
        return _member(row)
    raise LookupError(person_id)


def member_by_code(club: "Club", code: str, on: date) -> Member | None:
    """The person with this member code ("007"; "7" does too), erased or not; None without one."""
    sql = f"{_MEMBERS} where p.code in (:code, :padded)"
    found = club.db.query(sql, {**_on(on), "code": code.strip(), "padded": code.strip().zfill(3)})
    return next((_member(row) for row in found), None)


def memberships(club: "Club", person_id: str) -> tuple[Membership, ...]:
    """Every period of a person, oldest first."""
    return tuple(leaving_records.periods(club, person_id).values())


def household_statuses(club: "Club", person_id: str) -> tuple[HouseholdStatus, ...]:
    """Every list that the household stood on, newest first."""
    sql = """
        select year, status, confirmed, source from household_status
        where person_id = :id order by year desc
    """
    return tuple(_status(row) for row in club.db.query(sql, {"id": person_id}))


def consents(club: "Club", person_id: str) -> tuple[Consent, ...]:
    """Every consent that a person gave, withdrawn ones too, oldest first."""
    sql = """
        select id, purpose, given_on, withdrawn_on, paper from consent
        where person_id = :id order by given_on, purpose
    """
    return tuple(Consent(**row) for row in club.db.query(sql, {"id": person_id}))


def purposes_in_force(club: "Club", on: date) -> dict[str, frozenset[Purpose]]:
    """What each person agrees to on that day; who agreed to nothing is missing."""
    sql = """
        select person_id, purpose from consent
        where given_on <= :day and (withdrawn_on is null or withdrawn_on > :day)
    """
    found: dict[str, set[Purpose]] = {}
    for row in club.db.query(sql, {"day": on.isoformat()}):
        found.setdefault(row["person_id"], set()).add(row["purpose"])
    return {person_id: frozenset(purposes) for person_id, purposes in found.items()}


def look_alikes(
    club: "Club", person: Person, on: date, but_not: str | None = None
) -> tuple[Member, ...]:
    """Who in the register may be this very person: asked before adding. `but_not` is an id."""
    sql = f"""
        {_MEMBERS} where (p.name_fold = :fold or p.cccd = :cccd)
        and p.id is not :id and p.erased_on is null {_ORDER}
    """
    asked = {**_on(on), "fold": fold(person.name), "cccd": person.cccd, "id": but_not}
    found = (_member(row) for row in club.db.query(sql, asked))
    return tuple(other for other in found if may_be_same(person, other.person))


# --- changes ------------------------------------------------------------------------------------


def add_person(
    club: "Club",
    person: Person,
    joined_on: str | None = None,
    status: HouseholdStatus | None = None,
    *,
    as_member: bool = True,
    person_id: str = "",
) -> str:
    """Add one person, as a member unless told otherwise; the id, a new one unless `person_id` is
    what the caller's change speaks of."""
    person_id = person_id or club.new_id()
    with club.change(N_("Add {person}"), person=person_id):
        _insert(club, {person_id: Joining(person, joined_on, status)}, as_members=as_member)
    return person_id


def add_members(club: "Club", joinings: Iterable[Joining]) -> tuple[str, ...]:
    """Add many members inside the caller's change; their ids in the same order."""
    by_id = {club.new_id(): joining for joining in joinings}
    _insert(club, by_id, as_members=True)
    return tuple(by_id)


def edit_person(club: "Club", person_id: str, person: Person) -> None:
    """Write what is known of a person anew. Raises Refused when nobody is there any more."""
    with club.change(N_("Change the entry of {person}"), person=person_id):
        require_person(club, person_id)
        club.db.table("person").update(person_id, _columns(person))


def leave(club: "Club", person_id: str, leaving: Membership) -> Left:
    """End the membership in force; `leaving` has the day and the reason (`rules.read_leaving`).

    What ends with it for that reason ends on the same day (`leaving.ends_with`): told is what did,
    and what of the person is still open. Who pauses may leave for good, and anybody may have died;
    that is kept as a period without a day, so that no past count changes. Raises Refused when the
    person is no member otherwise, Invalid before the beginning or end of the last period.
    """
    day, reason = leaving.left_on, leaving.reason
    if day is None or reason is None:
        raise ValueError("leaving has a day and a reason")
    with club.change(LEAVES[reason], person=person_id):
        require_person(club, person_id)
        leaving_records.end_membership(club, person_id, day, reason, leaving.note)
        ended = leaving_records.end_rest(club, person_id, day, reason)
    return Left(ended, leaving_records.still_open(club, person_id))


def died(club: "Club", person_id: str, died_on: str, note: str | None = None) -> Left:
    """Write down that somebody has died, member or not: see `leave`."""
    return leave(club, person_id, Membership(None, died_on, "died", note))


def rejoin(club: "Club", person_id: str, joined_on: str) -> None:
    """Begin a new membership; nothing that ended with the last one begins again by itself.

    Raises Invalid before the end of the last one, Refused in one, after death, or when nobody is
    there any more.
    """
    with club.change(N_("{person} joins the club again"), person=person_id):
        require_person(club, person_id)
        leaving_records.begin_membership(club, person_id, joined_on)


def correct_membership(club: "Club", person_id: str, period_id: str, period: Membership) -> None:
    """Write the days, reason and note of one period anew (`leaving.read_period`), because they were
    typed wrong; ids are those of `leaving_records.periods`.

    What ended with it keeps its own day. Raises Refused when it is no longer as it was shown,
    Invalid when it would overlap another one.
    """
    with club.change(N_("Correct the membership of {person}"), person=person_id):
        require_person(club, person_id)
        leaving_records.correct_period(club, person_id, period_id, period)


def set_household_status(club: "Club", person_id: str, status: HouseholdStatus) -> None:
    """Write the household's standing of one year, over one written before for the same year.

    Raises Refused when nobody is there any more.
    """
    sql = "select id from household_status where person_id = :id and year = :year"
    with club.change(N_("Record the household status of {person}"), person=person_id):
        require_person(club, person_id)
        row = next(club.db.query(sql, {"id": person_id, "year": status.year}), None)
        club.db.table("household_status").upsert(
            {"id": row["id"] if row else club.new_id(), **_status_columns(person_id, status)},
            pk="id",
        )


def give_consent(
    club: "Club", person_id: str, purpose: Purpose, given_on: str, paper: str | None = None
) -> None:
    """Record that a person agrees to one purpose, unless such a consent is in force.

    Raises Refused when nobody is there any more.
    """
    sql = """
        select id from consent
        where person_id = :id and purpose = :purpose and withdrawn_on is null
    """
    with club.change(N_("Record the consent of {person}"), person=person_id):
        require_person(club, person_id)
        if next(club.db.query(sql, {"id": person_id, "purpose": purpose}), None) is None:
            club.db.table("consent").insert(
                {
                    "id": club.new_id(),
                    "person_id": person_id,
                    "purpose": purpose,
                    "given_on": given_on,
                    "paper": paper,
                }
            )


def withdraw_consent(club: "Club", person_id: str, purpose: Purpose, withdrawn_on: str) -> None:
    """Record that a person no longer agrees to one purpose."""
    sql = """
        select id from consent
        where person_id = :id and purpose = :purpose and withdrawn_on is null
    """
    with club.change(N_("Record that {person} withdraws consent"), person=person_id):
        for row in list(club.db.query(sql, {"id": person_id, "purpose": purpose})):
            club.db.table("consent").update(row["id"], {"withdrawn_on": withdrawn_on})


def require_person(club: "Club", person_id: str) -> None:
    """Refuse to write about somebody whose adding was undone, or who was erased, meanwhile."""
    sql = "select id from person where id = :id and erased_on is null"
    if next(club.db.query(sql, {"id": person_id}), None) is None:
        raise Refused(_("This person is no longer in the book. Nothing was changed."))


def _insert(club: "Club", joinings: Mapping[str, Joining], *, as_members: bool) -> None:
    """The rows of new people, one statement per table."""
    sql = "select coalesce(max(cast(code as integer)), 0) from person"
    last_code: int = club.db.execute(sql).fetchone()[0]
    club.db.table("person").insert_all(
        {"id": person_id, "code": f"{code:03}", **_columns(joining.person)}
        for code, (person_id, joining) in enumerate(joinings.items(), start=last_code + 1)
    )
    if as_members:
        club.db.table("membership").insert_all(
            {"id": club.new_id(), "person_id": person_id, "joined_on": joining.joined_on}
            for person_id, joining in joinings.items()
        )
    club.db.table("household_status").insert_all(
        {"id": club.new_id(), **_status_columns(person_id, joining.status)}
        for person_id, joining in joinings.items()
        if joining.status is not None
    )


def _columns(person: Person) -> dict[str, str | None]:
    keys = {"name_fold": fold(person.name), "name_sort": sort_key(person.name)}
    return {**asdict(person), **keys}


def _status_columns(person_id: str, status: HouseholdStatus) -> dict[str, str | int | None]:
    return {
        "person_id": person_id,
        "year": status.year,
        "status": status.status,
        "confirmed": int(status.confirmed),
        "source": status.source,
    }
