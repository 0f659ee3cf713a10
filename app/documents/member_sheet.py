"""The register as a spreadsheet: the list of members with every field that the import knows.

Its words are Vietnamese whatever the language of the screen: communes read it, and the import
reads it back and finds nothing new.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from app.base.dates import fmt_date
from app.base.names import Sex
from app.club.profile import profile
from app.documents.sheets import Sheet, SheetColumn, Value
from app.members.rules import Member, Status, shown_name

if TYPE_CHECKING:
    from app.club.file import Club

TITLE = "DANH SÁCH THÀNH VIÊN"
COLUMNS = (
    SheetColumn("TT", "int", 5),
    SheetColumn("Mã thành viên", width=8),
    SheetColumn("Họ và tên", width=26),
    SheetColumn("Giới tính", width=7),
    SheetColumn("Ngày sinh", "date", 12),
    SheetColumn("Số CCCD", width=15),
    SheetColumn("Điện thoại", width=13),
    SheetColumn("Thôn, xóm", width=18),
    SheetColumn("Dân tộc", width=10),
    SheetColumn("Số thẻ BHYT", width=18),
    SheetColumn("Hạn thẻ BHYT", "date", 12),
    SheetColumn("Nơi đăng ký KCB", width=20),
    SheetColumn("Diện hộ", width=14),
    SheetColumn("Năm xét diện hộ", "int", 9),
    SheetColumn("Ngày vào CLB", "date", 12),
    SheetColumn("Người liên hệ khi cần", width=22),
    SheetColumn("SĐT người liên hệ", width=13),
    SheetColumn("Ghi chú", width=30),
)
SEXES: dict[Sex, str] = {"F": "Nữ", "M": "Nam"}
STATUSES: dict[Status, str] = {
    "poor": "hộ nghèo",
    "near_poor": "hộ cận nghèo",
    "difficult": "khó khăn",
    "none": "không",
}


def member_sheet(club: "Club", members: Iterable[Member], on: date) -> Sheet:
    """The list of `members`, as the register stood on that day, in their order."""
    about = profile(club)
    note = f"{about.name}, {about.commune} – ngày {fmt_date(on)}"
    rows = [_row(number, member) for number, member in enumerate(members, start=1)]
    return Sheet(TITLE, COLUMNS, rows, note)


def _row(number: int, member: Member) -> tuple[Value, ...]:
    person, status = member.person, member.status
    return (
        number,
        member.code,
        shown_name(member),
        SEXES[person.sex] if person.sex else None,
        person.birth,
        person.cccd,
        person.phone,
        person.hamlet,
        person.ethnic,
        person.bhyt,
        person.bhyt_until,
        person.bhyt_place,
        STATUSES[status.status] if status else None,
        status.year if status else None,
        member.membership.joined_on if member.membership else None,
        person.contact_name,
        person.contact_phone,
        person.note,
    )
