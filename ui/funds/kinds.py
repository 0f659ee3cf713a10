"""Which form has written a voucher: to correct it, the same one comes up with what it said."""

from collections.abc import Callable

from app.base import money
from app.funds import gift_records, source_records
from app.funds.accounts import WHERE, Topic
from app.funds.rules import Entry
from ui.funds import fields, money_in, money_out, moving
from ui.funds.booking import Booking
from ui.funds.fields import Given
from ui.kit.session import Session


def booking_of(session: Session, entry: Entry) -> Booking | None:
    """The form that corrects a voucher. None where that is not done here: it came from a meeting,
    from a loan, from closing a month or from taking over the paper books."""
    if entry.meeting_id is not None or entry.loan_id is not None:
        return None
    make = _FORMS.get(entry.topic)
    return None if make is None else make(session, entry)


def _spending(session: Session, entry: Entry) -> Booking:
    area = next(posting.area for posting in entry.postings if posting.account == "spending")
    given = {**fields.texts_of(entry), "area": area or "running"}
    return money_out.spending(session, given, ask_area=True)


def _gift(session: Session, entry: Entry) -> Booking | None:
    day = entry.on_date
    found = gift_records.gifts(session.club, day, day)
    gift = next((one for one in found if one.entry_id == entry.id), None)
    if gift is None:
        return None
    given = {
        **fields.texts_of(entry),
        "donor": gift.person_id or gift.donor,
        "show_name": "yes" if gift.show_name else "no",
        "note": gift.note or "",
    }
    return money_in.gift(session, given)


def _capital(session: Session, entry: Entry) -> Booking:
    source_id = next(posting.source_id for posting in entry.postings if posting.source_id)
    source = source_records.source(session.club, source_id)
    make = money_in.capital if entry.topic == "grant" else money_out.capital_back
    return make(session, source, fields.texts_of(entry))


def _transfer(session: Session, entry: Entry) -> Booking:
    moved = [posting for posting in entry.postings if posting.account in WHERE]
    given = {
        **fields.texts_of(entry),
        "amount": money.fmt_number(abs(moved[0].amount_vnd)),
        "from_fund": next(posting.fund for posting in moved if posting.amount_vnd < 0),
        "to_fund": next(posting.fund for posting in moved if posting.amount_vnd > 0),
        "why": entry.memo.partition(": ")[2] or entry.memo,
    }
    return moving.transfer(session, given)


def _bank(session: Session, entry: Entry) -> Booking:
    inward = any(one.account == "bank" and one.amount_vnd > 0 for one in entry.postings)
    return moving.bank(session, "to_bank" if inward else "from_bank", fields.texts_of(entry))


def _plain(
    make: Callable[[Session, Given], Booking],
) -> Callable[[Session, Entry], Booking]:
    return lambda session, entry: make(session, fields.texts_of(entry))


_FORMS: dict[Topic, Callable[[Session, Entry], Booking | None]] = {
    "fee": _plain(money_in.fee),
    "income": _plain(money_in.other_income),
    "gift": _gift,
    "savings": _plain(money_in.savings),
    "grant": _capital,
    "spending": _spending,
    "savings_back": _plain(money_out.savings_back),
    "held_back": _plain(money_out.held_back),
    "capital_back": _capital,
    "transfer": _transfer,
    "bank": _bank,
}
