"""People in need and the help they got, in the book."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from app.areas.records import require_not_closed
from app.areas.rules import Help, HelpCase
from app.base.text import N_
from app.members.named import shown_name
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"help_case", "help", "person"})
"""The tables behind the questions: what a page that asks them declares."""

_CASES = """
    select c.*, p.name as member, p.code, p.erased_on
    from help_case c left join person p on p.id = c.person_id
"""
_HELPS = """
    select h.*, p.name, p.code, p.erased_on
    from help h left join person p on p.id = h.helper_id
"""
_CASE_COLUMNS = (
    *("id", "whose", "found_on", "situation", "person_id", "name", "hamlet", "meeting_id"),
    *("closed_on", "result"),
)
_HELP_COLUMNS = (*("id", "case_id", "on_date", "form", "what", "value_vnd", "helper_id", "helper"),)


def cases(club: "Club") -> tuple[HelpCase, ...]:
    """Every case with its helps in the order of days; open ones first, then the newest."""
    return _cases(club, "order by c.closed_on is not null, c.found_on desc, c.rowid desc", {})


def open_cases(club: "Club") -> tuple[HelpCase, ...]:
    """The cases that the club still helps, the newest first."""
    return _cases(club, "where c.closed_on is null order by c.found_on desc, c.rowid desc", {})


def cases_of_meeting(club: "Club", meeting_id: str) -> tuple[HelpCase, ...]:
    """The cases chosen at a meeting, in the order of writing down."""
    return _cases(club, "where c.meeting_id = :id order by c.rowid", {"id": meeting_id})


def cases_between(club: "Club", from_day: date, to_day: date) -> tuple[HelpCase, ...]:
    """The cases found, or helped, from one day to another, both counted, the newest first."""
    rest = """
        where c.found_on between :first and :last or c.id in
            (select case_id from help where on_date between :first and :last)
        order by c.found_on desc, c.rowid desc
    """
    return _cases(club, rest, {"first": from_day.isoformat(), "last": to_day.isoformat()})


def case(club: "Club", case_id: str) -> HelpCase:
    """One case with its helps. LookupError when there is none."""
    for found in _cases(club, "where c.id = :id", {"id": case_id}):
        return found
    raise LookupError(case_id)


def add_case(club: "Club", case: HelpCase, helps: Iterable[Help] = ()) -> str:
    """Write down a case (`rules.read_case`), with help given at once; its new id.

    Raises Refused when somebody or the meeting is no longer in the book, or that one is closed.
    """
    case_id = club.new_id()
    # The label names nobody from outside: such a name goes when it is asked for, the history stays.
    with club.change(N_("Write down a case to help")):
        require_person(club, case.person_id)
        require_not_closed(club, case.meeting_id)
        club.db.table("help_case").insert({**_case_columns(case), "id": case_id})
        for each in helps:
            _insert_help(club, case_id, each)
    return case_id


def change_case(club: "Club", case_id: str, case: HelpCase) -> None:
    """Write anew whose case it is and what the need is; its meeting, its helps and its end stay.

    Raises Refused.
    """
    columns = _case_columns(case)
    for name in ("meeting_id", "closed_on", "result"):
        del columns[name]
    with club.change(N_("Change a case to help")):
        require_row(club, "help_case", case_id)
        require_person(club, case.person_id)
        club.db.table("help_case").update(case_id, columns)


def close_case(club: "Club", case_id: str, closed_on: str, result: str) -> None:
    """Write down how a case ended (`rules.read_closing`). Raises Refused."""
    with club.change(N_("Close a case to help")):
        require_row(club, "help_case", case_id)
        club.db.table("help_case").update(case_id, {"closed_on": closed_on, "result": result})


def reopen_case(club: "Club", case_id: str) -> None:
    """Help again in a case that was closed. Raises Refused."""
    with club.change(N_("Open a case to help again")):
        require_row(club, "help_case", case_id)
        club.db.table("help_case").update(case_id, {"closed_on": None, "result": None})


def remove_case(club: "Club", case_id: str) -> None:
    """Take out a case written down by mistake, with its helps. Raises Refused, also when the
    meeting that chose it is closed."""
    with club.change(N_("Take out a case to help")):
        require_not_closed(club, require_row(club, "help_case", case_id)["meeting_id"])
        sql = "select id from help where case_id = :id"
        for row in list(club.db.query(sql, {"id": case_id})):
            club.db.table("help").delete(row["id"])
        club.db.table("help_case").delete(case_id)


def give_help(club: "Club", case_id: str, help_: Help) -> str:
    """Write down help given in a case (`rules.read_help`); its new id. Raises Refused."""
    with club.change(N_("Write down help given")):
        require_row(club, "help_case", case_id)
        return _insert_help(club, case_id, help_)


def change_help(club: "Club", help_id: str, help_: Help) -> None:
    """Write help anew; in which case it was given stays. Raises Refused."""
    columns = _help_columns(help_)
    del columns["case_id"]
    with club.change(N_("Change help given")):
        require_row(club, "help", help_id)
        require_person(club, help_.helper_id)
        club.db.table("help").update(help_id, columns)


def remove_help(club: "Club", help_id: str) -> None:
    """Take out help written down by mistake. Raises Refused."""
    with club.change(N_("Take out help given")):
        require_row(club, "help", help_id)
        club.db.table("help").delete(help_id)


def _insert_help(club: "Club", case_id: str, help_: Help) -> str:
    help_id = club.new_id()
    require_person(club, help_.helper_id)
    club.db.table("help").insert({**_help_columns(help_), "id": help_id, "case_id": case_id})
    return help_id


def _cases(club: "Club", rest: str, args: dict[str, Any]) -> tuple[HelpCase, ...]:
    club.require("areas.read")
    rows = list(club.db.query(f"{_CASES} {rest}", args))
    helps: dict[str, list[Help]] = {row["id"]: [] for row in rows}
    places = ",".join("?" * len(helps))
    sql = f"{_HELPS} where h.case_id in ({places}) order by h.on_date, h.rowid"
    for row in club.db.query(sql, tuple(helps)) if helps else ():
        own = {name: row[name] for name in _HELP_COLUMNS}
        helped_by = "" if row["name"] is None else shown_name(row)
        helps[row["case_id"]].append(Help(**own, helped_by=helped_by))
    return tuple(_case(row, tuple(helps[row["id"]])) for row in rows)


def _case(row: Mapping[str, Any], helps: tuple[Help, ...]) -> HelpCase:
    own = {name: row[name] for name in _CASE_COLUMNS}
    who = "" if row["member"] is None else shown_name({**row, "name": row["member"]})
    return HelpCase(**own, who=who, helps=helps)


def _case_columns(case: HelpCase) -> dict[str, Any]:
    columns = asdict(case)
    for name in ("id", "who", "helps"):
        del columns[name]
    return columns


def _help_columns(help_: Help) -> dict[str, Any]:
    columns = asdict(help_)
    del columns["id"], columns["helped_by"]
    return columns
