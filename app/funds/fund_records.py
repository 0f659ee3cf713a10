"""The funds of the club in the book: those every club has, and those set up for one purpose."""

from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.dates import fmt_date
from app.base.errors import Invalid, Refused
from app.base.money import fmt
from app.base.text import N_, _
from app.funds import accounts
from app.funds.rules import Fund
from app.members.row_records import require_row

if TYPE_CHECKING:
    from app.club.file import Club


def funds(club: "Club", on: date | None = None) -> tuple[Fund, ...]:
    """The funds that are there on a day, or ever were when no day is given: those every club has
    first, then its own by name."""
    club.require("funds.read")
    sql = """
        select * from fund
        where :day is null or (since <= :day and (until is null or until >= :day))
        order by name, id
    """
    day = None if on is None else on.isoformat()
    own = (_fund(row) for row in club.db.query(sql, {"day": day}))
    return (*(Fund(code) for code in accounts.FUNDS), *own)


def titles(club: "Club") -> dict[str, str]:
    """The name of every fund that ever was, in the user's language, by its code."""
    return {fund.id: fund.title for fund in funds(club)}


def add_fund(club: "Club", fund: Fund) -> str:
    """Set up a fund for one purpose (`forms.read_fund`); its id. Raises Invalid (field "name") when
    a fund of that name is there."""
    _check_name(club, fund, "")
    fund_id = club.new_id()
    with club.change(N_("Set up the fund “{name}”"), name=fund.name):
        club.db.table("fund").insert({"id": fund_id, **_columns(fund)})
    return fund_id


def change_fund(club: "Club", fund_id: str, fund: Fund) -> None:
    """Write the name and the purpose of the club's own fund anew. Raises as `add_fund`."""
    club.require("funds.write")
    require_row(club, "fund", fund_id)
    _check_name(club, fund, fund_id)
    with club.change(N_("Change the fund “{name}”"), name=fund.name):
        club.db.table("fund").update(fund_id, {"name": fund.name, "purpose": fund.purpose})


def end_fund(club: "Club", fund_id: str, on: date) -> None:
    """End the club's own fund with a day; nothing is posted to it any more.

    Raises Refused while money is in it, or when something is dated later.
    """
    club.require("funds.write")
    row = require_row(club, "fund", fund_id)
    sql = """
        select coalesce(sum(amount_vnd) filter (where account in ('cash', 'bank')), 0) as left,
            max(on_date) as last
        from posting where fund = :id
    """
    found = next(club.db.query(sql, {"id": fund_id}))
    if found["left"]:
        raise Refused(
            _(
                "{amount} is left in the fund “{name}”. Nothing was changed."
                " Spend it or move it to another fund first."
            ).format(amount=fmt(found["left"]), name=row["name"])
        )
    first = max(row["since"], found["last"] or "")
    if on.isoformat() < first:
        raise Refused(
            _("The fund “{name}” was used on {day} still. Nothing was changed.").format(
                name=row["name"], day=fmt_date(date.fromisoformat(first))
            )
        )
    with club.change(N_("End the fund “{name}”"), name=row["name"]):
        club.db.table("fund").update(fund_id, {"until": on.isoformat()})


def begin_again(club: "Club", fund_id: str) -> None:
    """Let a fund that was ended go on."""
    club.require("funds.write")
    row = require_row(club, "fund", fund_id)
    with club.change(N_("Begin the fund “{name}” again"), name=row["name"]):
        club.db.table("fund").update(fund_id, {"until": None})


def _check_name(club: "Club", fund: Fund, own_id: str) -> None:
    club.require("funds.write")
    taken = {each.title.casefold() for each in funds(club) if each.id != own_id}
    if fund.name.casefold() in taken:
        raise Invalid({"name": _("A fund of this name is there already. Choose another name.")})


def _columns(fund: Fund) -> dict[str, Any]:
    if fund.since is None:
        raise ValueError("a fund of the club's own begins on a day")
    return {
        "name": fund.name,
        "purpose": fund.purpose,
        "since": fund.since.isoformat(),
        "until": None if fund.until is None else fund.until.isoformat(),
    }


def _fund(row: dict[str, Any]) -> Fund:
    until = row["until"]
    return Fund(
        row["id"],
        row["name"],
        row["purpose"],
        date.fromisoformat(row["since"]),
        None if until is None else date.fromisoformat(until),
    )
