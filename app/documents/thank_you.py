"""The letter of thanks to somebody who gave: money or goods, for what, and where it is written.
Always Vietnamese, on one page."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from app.base import money
from app.base.dates import fmt_date
from app.base.ids import code_for
from app.base.text import speaking
from app.documents.decree30 import Official, pdf
from app.documents.decree30_parts import Letterhead, Signer
from app.documents.issuer import Issuer, issuer_of
from app.documents.kit import Watch
from app.documents.minutes_points import tidy
from app.documents.money_hands import hands_of
from app.funds import fund_records, gift_records
from app.funds import records as ledger
from app.funds.rules import Gift

if TYPE_CHECKING:
    from app.club.file import Club


_ADDRESSES: Final = frozenset(
    ("Gia", "Ông", "Bà", "Cụ", "Anh", "Chị", "Em", "Cô", "Chú", "Bác", "Cháu", "Các", "Nhóm")
)
"""Words that begin a donor without being a name: "Gia đình ông Quý", "Bà Mai"."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Whom is thanked, and for what. `fund` is where the money went, `voucher` its receipt."""

    gift: Gift
    fund: str
    voucher: str
    chair: str
    printed: date
    issuer: Issuer


def gather(club: "Club", gift_id: str) -> Thanks:
    """The letter for one gift. Needs funds.read and organisation.read; LookupError when there is
    no such gift."""
    with speaking("vi"):
        found = gift_records.gift(club, gift_id)
        voucher = ledger.entry(club, found.entry_id).voucher if found.entry_id else ""
        fund = fund_records.titles(club).get(found.fund, "")
        today = club.today()
        chair = hands_of(club, today).chair
        return Thanks(found, fund, voucher, chair, today, issuer_of(club))


def render(thanks: Thanks, *, watch: Watch | None = None) -> bytes:
    """The letter as a PDF."""
    with speaking("vi"):
        gift, issuer = thanks.gift, thanks.issuer
        facts = (gift.donor, str(gift.on_date), str(gift.amount_vnd), gift.what or "")
        code = code_for("thank-you", issuer.mark, *facts)
        return pdf([(_letter(thanks), code)], "Thư cảm ơn", issuer, thanks.printed, watch=watch)


def _letter(thanks: Thanks) -> Official:
    paper, gift, issuer = Official(), thanks.gift, thanks.issuer
    paper.head(Letterhead.of(issuer, thanks.printed))
    paper.space(6)
    paper.title("THƯ CẢM ƠN")
    paper.centred(f"Kính gửi: {tidy(gift.donor)}", bold=True)
    paper.space(4)
    paper.paragraph(
        f"Ban Chủ nhiệm và toàn thể thành viên {issuer.name} trân trọng cảm ơn"
        f" {_within(tidy(gift.donor))} đã ủng hộ câu lạc bộ {_what(gift)}"
        f" ngày {fmt_date(gift.on_date)}."
    )
    paper.paragraph(_where(thanks))
    if not gift.show_name:
        paper.paragraph(
            "Theo ý nguyện của người ủng hộ, câu lạc bộ không nêu tên trên các giấy tờ công khai."
        )
    paper.paragraph(
        "Tấm lòng ấy giúp người cao tuổi trong thôn sống vui, sống khỏe, sống có ích. Kính chúc"
        " quý vị cùng gia đình mạnh khỏe, hạnh phúc và tiếp tục đồng hành với câu lạc bộ."
    )
    paper.paragraph("Trân trọng cảm ơn./.")
    paper.signatures((Signer("CHỦ NHIỆM", thanks.chair, "TM. BAN CHỦ NHIỆM"),))
    return paper


def _within(donor: str) -> str:
    """A donor within a sentence: "gia đình ông Quý", however it was typed."""
    first = donor.split(" ", 1)[0]
    return f"{first.lower()}{donor[len(first) :]}" if first in _ADDRESSES else donor


def _what(gift: Gift) -> str:
    if gift.amount_vnd is not None:
        return f"**{money.fmt(gift.amount_vnd)}** (bằng chữ: {money.sentence(gift.amount_vnd)})"
    worth = f", trị giá khoảng {money.fmt(gift.value_vnd)}" if gift.value_vnd else ""
    return f"**{tidy(gift.what)}**{worth}"


def _where(thanks: Thanks) -> str:
    """Where it is written down, and that everybody can see what becomes of it."""
    seen = "thu, chi được công khai trước thành viên hằng tháng"
    if thanks.gift.amount_vnd is None:
        return f"Món quà đã được ghi vào Sổ Tấm lòng vàng của câu lạc bộ; {seen}."
    fund = f", vào {thanks.fund[:1].lower()}{thanks.fund[1:]}" if thanks.fund else ""
    paper = f"Phiếu thu {thanks.voucher}" if thanks.voucher else "Khoản tiền"
    if thanks.fund.startswith("Sổ"):
        fund = ""
    return f"{paper} đã được ghi vào Sổ Tấm lòng vàng của câu lạc bộ{fund}; {seen}."
