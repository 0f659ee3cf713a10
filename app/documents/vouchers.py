"""Vouchers of the ledger on paper, two on a sheet, several in one go. Always Vietnamese."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.base.errors import UserError
from app.base.text import _, speaking
from app.documents.chosen import place_of
from app.documents.frame import A4
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Sheet, Watch, new_canvas
from app.documents.letters import TINOS, clean
from app.documents.money_hands import Hands, each_words, hands_of
from app.documents.voucher_page import HALF, TITLES, Part, Voucher, draw
from app.funds import fund_records
from app.funds import records as ledger
from app.funds.accounts import ACCOUNTS, WHERE, Account
from app.funds.rules import Entry
from app.members import records as members
from app.members.rules import Person

if TYPE_CHECKING:
    from app.club.file import Club

_PARTS: Final[dict[Account, str]] = {
    "loans": "gốc",
    "interest": "lãi",
    "late_interest": "lãi chậm trả",
    "held": "giữ hộ",
    "fees": "phí thành viên",
    "savings": "tiết kiệm",
    "capital": "vốn của quỹ",
    "written_off": "nợ đã xóa",
    "gifts": "ủng hộ",
    "other_income": "thu khác",
    "spending": "chi",
    "transfer": "chuyển quỹ",
    "opening": "số dư nhận từ sổ giấy",
    "difference": "chênh lệch kiểm quỹ",
}
"""What money was for, as a part of a sum."""


@dataclass(frozen=True, slots=True)
class Vouchers:
    """Vouchers to be printed, and who signs them."""

    vouchers: tuple[Voucher, ...]
    hands: Hands
    issuer: Issuer


def gather(club: "Club", entry_ids: Sequence[str]) -> Vouchers:
    """These vouchers as they stand in the ledger, in the given order.

    Needs funds.read, members.read and organisation.read. LookupError for one that is not there.
    """
    return _gathered(club, [ledger.entry(club, entry_id) for entry_id in entry_ids])


def of_meeting(club: "Club", meeting_id: str) -> Vouchers:
    """All vouchers of a meeting that stand, in the order of their numbers; see `gather`.

    Raises UserError when there is none.
    """
    found = ledger.entries_of_meeting(club, meeting_id)
    if not found:
        raise UserError(
            _(
                "No voucher of this meeting stands in the ledger. Nothing was printed."
                " Book its money first."
            )
        )
    kinds = list(TITLES)
    return _gathered(club, sorted(found, key=lambda each: (kinds.index(each.kind), each.number)))


def render(paper: Vouchers, *, watch: Watch | None = None) -> bytes:
    """The vouchers as one PDF in the given order, two on each page. Raises ValueError for none."""
    vouchers, issuer = paper.vouchers, paper.issuer
    if not vouchers:
        raise ValueError("no voucher to print")
    with speaking("vi"):
        into = BytesIO()
        canvas = new_canvas(
            into, A4, title=_file_title(vouchers), author=issuer.name, language="vi", family=TINOS
        )
        sheet = Sheet(canvas, A4, watch, family=TINOS, practice=issuer.practice)
        for place, voucher in enumerate(vouchers):
            lower = place % 2 == 1
            if lower:
                canvas.setDash(3, 2)
                sheet.line(6, HALF, A4[0] - 6, HALF, 0.6)
                canvas.setDash()
            elif place:
                sheet.next_page()
            draw(sheet, HALF if lower else 0.0, voucher, paper.hands, issuer)
        sheet.next_page()
        canvas.save()
        return into.getvalue()


# --- from the ledger ----------------------------------------------------------------------------


def _gathered(club: "Club", entries: Sequence[Entry]) -> Vouchers:
    with speaking("vi"):
        issuer = issuer_of(club)
        titles = fund_records.titles(club)
        numbers = {
            found.id: found.voucher
            for found in (
                ledger.entry(club, other)
                for each in entries
                for other in (each.reverses, each.reversed_by)
                if other is not None
            )
        }
        people = {
            found.id: found.person
            for found in members.people(club, club.today())
            if found.id in {each.person_id for each in entries}
        }
        day = max((each.on_date for each in entries), default=club.today())
        vouchers = tuple(_voucher(each, titles, people, numbers, issuer) for each in entries)
        return Vouchers(vouchers, hands_of(club, day), issuer)


def _voucher(
    entry: Entry,
    titles: Mapping[str, str],
    people: Mapping[str, Person],
    numbers: Mapping[str, str],
    issuer: Issuer,
) -> Voucher:
    funds = dict.fromkeys(titles.get(each.fund, each.fund) for each in entry.postings)
    person = people.get(entry.person_id or "")
    memo = clean(entry.memo)
    fees = [-each.amount_vnd for each in entry.postings if each.account == "fees"]
    if entry.reverses is not None:
        memo = clean(entry.reason or "")
    elif len(fees) > 1 and sum(fees) == entry.amount_vnd and (how := each_words(fees)):
        memo = f"{memo}: {how}"
    return Voucher(
        kind=entry.kind,
        number=entry.voucher,
        on=entry.on_date,
        funds=tuple(funds),
        amount_vnd=entry.amount_vnd,
        reason=memo,
        party=clean(entry.called()),
        address=place_of(person, issuer) if person else "",
        attached=clean(entry.attached or ""),
        parts=_journal(entry, titles) if entry.kind == "journal" else _parts(entry),
        by_bank=any(each.account == "bank" for each in entry.postings),
        cancels=numbers.get(entry.reverses or "", ""),
        cancelled_by=numbers.get(entry.reversed_by or "", ""),
    )


def _parts(entry: Entry) -> tuple[Part, ...]:
    """What money that came in or went out was for, as parts of the sum."""
    sign = -1 if entry.kind == "receipt" else 1
    sums: dict[str, int] = defaultdict(int)
    for each in entry.postings:
        if each.account not in WHERE:
            sums[_PARTS[each.account]] += sign * each.amount_vnd
    return tuple(Part(words, amount) for words, amount in sums.items() if amount)


def _journal(entry: Entry, titles: Mapping[str, str]) -> tuple[Part, ...]:
    """The lines of a voucher that moves no cash, each account of each fund once."""
    sums: dict[tuple[str, Account, bool], int] = defaultdict(int)
    for each in entry.postings:
        sums[each.fund, each.account, each.amount_vnd > 0] += each.amount_vnd
    return tuple(
        Part(f"{titles.get(fund, fund)}: {_(ACCOUNTS[account]).lower()}", amount)
        for (fund, account, _side), amount in sums.items()
    )


def _file_title(vouchers: Sequence[Voucher]) -> str:
    first, last = vouchers[0].number, vouchers[-1].number
    return first if len(vouchers) == 1 else f"{first} – {last}"
