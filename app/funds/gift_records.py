"""The Golden Heart book (Sổ Tấm lòng vàng): money and things that people gave to the club."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.text import N_, _
from app.funds import records
from app.funds.accounts import Where
from app.funds.records import Instead
from app.funds.rules import Draft, Gift, Posting
from app.members.row_records import require_person, require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"gift", "entry", "person"})

_STANDING = """
    select g.* from gift g
    where (g.entry_id is null
        or not exists (select 1 from entry r where r.reverses = g.entry_id))
"""


def gifts(club: "Club", first: date, last: date) -> tuple[Gift, ...]:
    """The gifts from one day to another, both counted, the oldest first; money whose voucher was
    taken back is left out."""
    club.require("funds.read")
    sql = f"{_STANDING} and g.on_date between :first and :last order by g.on_date, g.rowid"
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    return tuple(_gift(row) for row in club.db.query(sql, asked))


def gift(club: "Club", gift_id: str) -> Gift:
    """One gift. Raises Refused when it is no longer in the book."""
    club.require("funds.read")
    return _gift(require_row(club, "gift", gift_id))


def add_gift(
    club: "Club", gift: Gift, where: Where = "cash", instead: Instead | None = None
) -> str:
    """Write down a gift (`forms.read_gift`); its id. Money is received with a voucher, a thing is
    only written down. `instead` takes the wrong voucher of another gift back, which is then no gift
    any more. Raises as `records.post`."""
    club.require("funds.write")
    gift_id = club.new_id()
    if gift.amount_vnd is None:
        with club.change(N_("Gift of {donor}: {what}"), donor=gift.donor, what=gift.what or ""):
            _insert(club, gift_id, gift, None)
        return gift_id
    draft = Draft(
        "receipt",
        gift.on_date,
        "gift",
        _("Gift of {donor}").format(donor=gift.donor),
        (
            Posting(gift.fund, where, gift.amount_vnd),
            Posting(gift.fund, "gifts", -gift.amount_vnd),
        ),
        gift.donor,
        gift.person_id,
        meeting_id=gift.meeting_id,
    )
    with club.change(N_("Gift of {donor}"), barrier=True, donor=gift.donor):
        _insert(club, gift_id, gift, records.post(club, draft, instead))
    return gift_id


def change_gift(club: "Club", gift_id: str, gift: Gift) -> None:
    """Write down anew who gave, whether the name is shown, the worth of a thing, and the note. The
    money and its day stay: a wrong amount is taken back."""
    club.require("funds.write")
    row = require_row(club, "gift", gift_id)
    columns: dict[str, Any] = {
        "donor": gift.donor,
        "person_id": gift.person_id,
        "show_name": int(gift.show_name),
        "note": gift.note,
    }
    if row["entry_id"] is None:
        columns |= {
            "what": gift.what,
            "value_vnd": gift.value_vnd,
            "on_date": gift.on_date.isoformat(),
        }
    with club.change(N_("Change the gift of {donor}"), donor=gift.donor):
        require_person(club, gift.person_id)
        club.db.table("gift").update(gift_id, columns)


def thank(club: "Club", gift_id: str, on: date) -> None:
    """Note the day on which the club thanked for a gift."""
    club.require("funds.write")
    row = require_row(club, "gift", gift_id)
    with club.change(N_("Thanked {donor} for the gift"), donor=row["donor"]):
        club.db.table("gift").update(gift_id, {"thanked_on": on.isoformat()})


def remove_gift(club: "Club", gift_id: str, reason: str) -> None:
    """Take out a gift written down by mistake: the voucher of money is taken back for a reason, a
    thing is taken out. Raises as `records.reverse`."""
    club.require("funds.write")
    row = require_row(club, "gift", gift_id)
    if row["entry_id"] is not None:
        records.reverse(club, row["entry_id"], reason)
        return
    with club.change(N_("Take out the gift of {donor}"), donor=row["donor"]):
        club.db.table("gift").delete(gift_id)


def _insert(club: "Club", gift_id: str, gift: Gift, entry_id: str | None) -> None:
    require_person(club, gift.person_id)
    if (gift.amount_vnd is None) == (gift.what is None):
        raise Refused(_("A gift is either money or a thing. Nothing was changed."))
    thanked = gift.thanked_on
    club.db.table("gift").insert(
        {
            **asdict(gift),
            "id": gift_id,
            "on_date": gift.on_date.isoformat(),
            "show_name": int(gift.show_name),
            "thanked_on": None if thanked is None else thanked.isoformat(),
            "entry_id": entry_id,
        }
    )


def _gift(row: dict[str, Any]) -> Gift:
    thanked = row["thanked_on"]
    return Gift(
        **{
            **row,
            "on_date": date.fromisoformat(row["on_date"]),
            "show_name": bool(row["show_name"]),
            "thanked_on": None if thanked is None else date.fromisoformat(thanked),
        }
    )
