"""Two entries that are one person become one, whatever hangs on them; and pairs that are not one.

What names the entry that goes is found in the schema and moved to the one that stays, so the table
of a later room is moved too. Where both entries say something about the same thing:

- household status of one year: the confirmed one stays, else the one written last;
- photo, place in a training: that of the entry that stays;
- relation to a third person: that of the entry that stays; to each other: taken out, and nobody
  vouches or stands in for themselves;
- periods of one kind (membership, office, team, pair …) that share a day are joined into one;
- the fees of one meeting are added up: what came in stays;
- a consent written twice is kept once, and what was withdrawn on either is withdrawn.

All else is kept beside each other: readings, follow-ups, papers, requests.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import fmt_date
from app.base.errors import Refused
from app.base.text import N_, _
from app.club import history
from app.members import leaving_records, merge, records
from app.members.merge import Period
from app.members.rules import Person

if TYPE_CHECKING:
    from app.club.file import Club

# Two people beside each other: what ties somebody to themselves is no entry.
_TIES: Mapping[str, tuple[str, str]] = {
    "relation": ("person_id", "other_id"),
    "not_same": ("one_id", "other_id"),
    "pairing": ("volunteer_id", "person_id"),
}
_EITHER_WAY = ("relation", "not_same")  # from whichever side it was written down

# Periods, and the columns that must be the same for two of them to be one.
_PERIODS: Mapping[str, tuple[str, ...]] = {
    "membership": (),
    "involvement": ("kind",),
    "circumstance": ("kind",),
    "office": ("office", "area"),
    "team_member": ("team_id", "part"),
    "pairing": ("volunteer_id", "person_id"),
    "livelihood": ("kind",),
    "volunteer": ("person_id",),  # somebody else's, for whom this one stands in, stays theirs
}

# Who it is, and who else: a second person, never the same.
_SECONDS: Mapping[str, tuple[str, str]] = {
    "loan": ("person_id", "cosigner_id"),
    "volunteer": ("person_id", "substitute_id"),
    "care_round": ("volunteer_id", "second_id"),
    "home_visit": ("volunteer_id", "second_id"),
}

# What officers who keep the register may have no right to change.
_ROOMS: Mapping[str, str] = {
    "funds": N_("money of the club"),
    "loans": N_("loans"),
    "health": N_("health"),
    "home_care": N_("home care"),
}


# --- two, after all -----------------------------------------------------------------------------


def not_same(club: "Club") -> frozenset[frozenset[str]]:
    """The pairs of ids that the board knows to be two people."""
    club.require("members.read")
    rows = club.db.execute("select one_id, other_id from not_same")
    return frozenset(frozenset(row) for row in rows)


def decide_not_same(club: "Club", one_id: str, other_id: str, decided_on: date) -> None:
    """Remember that two entries that look alike are two people. Raises Refused."""
    with club.change(N_("{person} is not the same as another entry"), person=one_id):
        records.require_person(club, one_id)
        records.require_person(club, other_id)
        if frozenset((one_id, other_id)) not in not_same(club):
            club.db.table("not_same").insert(
                {
                    "id": club.new_id(),
                    "one_id": one_id,
                    "other_id": other_id,
                    "decided_on": decided_on.isoformat(),
                }
            )


# --- one ----------------------------------------------------------------------------------------


def merge_people(club: "Club", keep_id: str, gone_id: str, person: Person) -> Mapping[str, int]:
    """Make one person of two entries; `person` is what is known of them both.

    The entry that stays keeps its code. The answer is what was moved to it: table and count. Raises
    Refused when one of the two is not there any more, both sign in to the book, one has died and
    the other is a member, or on the entry that goes hangs what the officer at work may not change.
    """
    club.require("members.write")
    if keep_id == gone_id:
        raise Refused(_("This is one entry already. Nothing was changed."))
    with club.change(N_("Make one of two entries: {person}"), person=keep_id):
        records.require_person(club, keep_id)
        records.require_person(club, gone_id)
        _refuse_life_after_death(club, keep_id, gone_id)
        _refuse_what_others_keep(club, keep_id, gone_id)
        _move_officer(club, keep_id, gone_id)
        _take_out_ties(club, keep_id, gone_id)
        _choose_household_status(club, keep_id, gone_id)
        _add_up_fees(club, keep_id, gone_id)
        moved = _move(club, keep_id, gone_id)
        _take_out_seconds(club, keep_id)
        for table in _PERIODS:
            _join_periods(club, table, keep_id, moved)
        _settle_consents(club, keep_id, moved["consent"])
        club.db.execute("delete from person where id = :id", {"id": gone_id})
        records.edit_person(club, keep_id, person)
    return {table: len(ids) for table, ids in moved.items() if ids}


def _refuse_life_after_death(club: "Club", keep_id: str, gone_id: str) -> None:
    sql = """
        select max(left_on) filter (where reason = 'died') as died,
            count(*) filter (where left_on is null) as open
        from membership where person_id in (:keep, :gone)
    """
    (row,) = club.db.query(sql, {"keep": keep_id, "gone": gone_id})
    if row["died"] is not None and row["open"]:
        raise Refused(
            _(
                "One of the two is written down as having died on {date}, the other is a member."
                " Nothing was changed. Are they two people? Else end that membership first."
            ).format(date=fmt_date(date.fromisoformat(row["died"])))
        )


def _refuse_what_others_keep(club: "Club", keep_id: str, gone_id: str) -> None:
    """Vouchers, for one, are moved only by who may write them."""
    closed = _closed_rooms(club, gone_id)
    if not closed:
        return
    what = ", ".join(_(title) for room, title in _ROOMS.items() if room in closed)
    if _closed_rooms(club, keep_id):
        refused = _(
            "On the entry that would go hangs what {name} may not change: {what}."
            " Nothing was changed. Ask the chair to put the two together."
        )
    else:
        refused = _(
            "On the entry that would go hangs what {name} may not change: {what}."
            " Nothing was changed. Choose it as the one to keep, or ask the chair."
        )
    raise Refused(refused.format(name=club.actor.name, what=what))


def _closed_rooms(club: "Club", person_id: str) -> set[str]:
    """The rooms that the officer at work may not write and in which something names the person."""
    rooms = {
        club.kind.rooms[hanging.table] for hanging in leaving_records.what_hangs(club, person_id)
    }
    return {room for room in rooms & _ROOMS.keys() if not club.actor.may(f"{room}.write")}


def _move_officer(club: "Club", keep_id: str, gone_id: str) -> None:
    """An officer who signs in goes on as the entry that stays; the link is no foreign key."""
    sql = "select id, name, person_id from officer where person_id in (:keep, :gone)"
    sitting = f"{sql} and until is null"
    asked = {"keep": keep_id, "gone": gone_id}
    if len({row["person_id"] for row in club.db.query(sitting, asked)}) > 1:
        raise Refused(
            _(
                "Both entries belong to officers who sign in to this book. Nothing was changed."
                " Take one of them out of office first."
            )
        )
    theirs = [row for row in club.db.query(sql, asked) if row["person_id"] == gone_id]
    if theirs and not club.actor.may("officers.write"):
        raise Refused(
            _(
                "{name} signs in to this book under the entry that would go. Nothing was changed."
                " Choose it as the one to keep, or ask the chair."
            ).format(name=theirs[0]["name"])
        )
    for row in theirs:
        club.db.table("officer").update(row["id"], {"person_id": keep_id})


def _take_out_ties(club: "Club", keep_id: str, gone_id: str) -> None:
    asked = {"keep": keep_id, "gone": gone_id}
    for table, (one, other) in _TIES.items():
        club.db.execute(
            f"""
            delete from {table} where ({one} = :keep and {other} = :gone)
            or ({one} = :gone and {other} = :keep)
            """,
            asked,
        )
    for table in _EITHER_WAY:
        one, other = _TIES[table]
        third = f"case when {one} in (:keep, :gone) then {other} else {one} end"
        club.db.execute(
            f"""
            delete from {table} where :gone in ({one}, {other}) and {third} in (
                select {third} from {table} where :keep in ({one}, {other})
            )
            """,
            asked,
        )


def _take_out_seconds(club: "Club", keep_id: str) -> None:
    for table, (first, second) in _SECONDS.items():
        club.db.execute(
            f"update {table} set {second} = null where {first} = :keep and {second} = :keep",
            {"keep": keep_id},
        )


def _choose_household_status(club: "Club", keep_id: str, gone_id: str) -> None:
    """Of two standings of one year the confirmed one stays, else the one written last."""
    sql = """
        select s.id, s.year, s.confirmed, (
            select max(c.id) from change_row c
            where c.tbl = 'household_status' and c.row_id = s.id
        ) as written
        from household_status s where s.person_id in (:keep, :gone)
        order by s.year, s.confirmed desc, written desc
    """
    seen: set[int] = set()
    for row in list(club.db.query(sql, {"keep": keep_id, "gone": gone_id})):
        if row["year"] in seen:
            club.db.table("household_status").delete(row["id"])
        seen.add(row["year"])


def _add_up_fees(club: "Club", keep_id: str, gone_id: str) -> None:
    """Where both entries paid at a meeting, the one that stays has paid both."""
    sql = """
        update fee set amount_vnd = amount_vnd + (
            select g.amount_vnd from fee g
            where g.person_id = :gone and g.meeting_id = fee.meeting_id
        )
        where person_id = :keep and meeting_id in (
            select meeting_id from fee where person_id = :gone and amount_vnd > 0
        )
    """
    club.db.execute(sql, {"keep": keep_id, "gone": gone_id})


def _move(club: "Club", keep_id: str, gone_id: str) -> dict[str, set[str]]:
    """Give every entry of the one to the other; the ids of what was moved, by table.

    Where only one such entry may be, that of the one who stays does.
    """
    asked = {"keep": keep_id, "gone": gone_id}
    moved: dict[str, set[str]] = defaultdict(set)
    for table, column in history.references(club):
        for index in club.db.table(table).indexes:
            if index.unique and column in index.columns:
                others = [name for name in index.columns if name != column]
                same = "".join(f' and k."{name}" = t."{name}"' for name in others)
                club.db.execute(
                    f"""
                    delete from "{table}" as t where t."{column}" = :gone and exists (
                        select 1 from "{table}" k where k."{column}" = :keep{same})
                    """,
                    asked,
                )
        ids = f'select id from "{table}" where "{column}" = :gone'
        moved[table].update(row["id"] for row in club.db.query(ids, {"gone": gone_id}))
        club.db.execute(f'update "{table}" set "{column}" = :keep where "{column}" = :gone', asked)
    return moved


def _join_periods(club: "Club", table: str, keep_id: str, moved: Mapping[str, set[str]]) -> None:
    is_membership = table == "membership"
    since, until = ("joined_on", "left_on") if is_membership else ("since", "until")
    people = " or ".join(
        f"{column} = :id" for name, column in history.references(club) if name == table
    )
    alike: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for row in club.db.query(f"select * from {table} where {people}", {"id": keep_id}):
        alike[tuple(row[column] for column in _PERIODS[table])].append(
            Period(
                id=row["id"],
                since=row[since],
                until=row[until],
                moved=row["id"] in moved[table],
                reason=row["reason"] if is_membership else None,
                note=row["note"],
            )
        )
    for periods in alike.values():
        for group in merge.overlapping(periods):
            if not any(period.moved for period in group):
                continue
            whole = merge.joined(group)
            for period in group:
                if period.id != whole.id:
                    club.db.table(table).delete(period.id)
            columns = {since: whole.since, until: whole.until, "note": whole.note}
            reason = {"reason": whole.reason} if is_membership else {}
            club.db.table(table).update(whole.id, {**columns, **reason})


def _settle_consents(club: "Club", keep_id: str, moved: set[str]) -> None:
    """One consent where both entries had the same; none where either was withdrawn since."""
    sql = "select * from consent where person_id = :id order by given_on, id"
    rows = [dict(row) for row in club.db.query(sql, {"id": keep_id})]
    for row in rows:
        withdrawn = [
            other["withdrawn_on"]
            for other in rows
            if (other["id"] in moved) != (row["id"] in moved)
            and _about(other) == _about(row)
            and (other["withdrawn_on"] or "") >= row["given_on"]
        ]
        if row["withdrawn_on"] is None and withdrawn:
            club.db.table("consent").update(row["id"], {"withdrawn_on": min(withdrawn)})
            row["withdrawn_on"] = min(withdrawn)
    ours = [row for row in rows if row["id"] not in moved]
    for row in rows:
        twin = next((own for own in ours if row["id"] in moved and _same_consent(row, own)), None)
        if twin is not None:
            papers = {name: row[name] for name in ("paper", "paper_id") if twin[name] is None}
            club.db.table("consent").delete(row["id"])
            club.db.table("consent").update(twin["id"], papers)


def _about(consent: Mapping[str, Any]) -> tuple[str, str | None]:
    return consent["purpose"], consent["receiver"]


def _same_consent(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (
        _about(one) == _about(other)
        and all(one[name] == other[name] for name in ("given_on", "withdrawn_on"))
        and all(
            None in (one[name], other[name]) or one[name] == other[name]
            for name in ("paper", "paper_id")
        )
    )
