"""What boards write over the columns of their lists, and in cells and rows: data, no logic.

Patterns are matched against folded text (`names.fold`: no marks, small letters) in which every
other sign is a space. When two columns claim one field, the earlier pattern in a field's line wins.
"""

import re

from app.base.names import fold
from app.base.text import N_
from app.members.rules import Status

# The fields that a column can fill, with the words for the screen, in its order there.
FIELDS: dict[str, str] = {
    "code": N_("Member code"),
    "name": N_("Full name"),
    "family_name": N_("Family and middle name"),
    "middle_name": N_("Middle name"),
    "given_name": N_("Given name"),
    "sex": N_("Sex"),
    "female": N_("Mark for women"),
    "male": N_("Mark for men"),
    "birth": N_("Birth"),
    "birth_female": N_("Birth (women)"),
    "birth_male": N_("Birth (men)"),
    "birth_day": N_("Day of birth"),
    "birth_month": N_("Month of birth"),
    "birth_year": N_("Year of birth"),
    "age": N_("Age"),
    "age_female": N_("Age (women)"),
    "age_male": N_("Age (men)"),
    "cccd": N_("Citizen number"),
    "bhyt": N_("Health insurance card"),
    "bhyt_until": N_("Insurance valid until"),
    "bhyt_place": N_("Place of first treatment"),
    "phone": N_("Telephone"),
    "hamlet": N_("Hamlet"),
    "ethnic": N_("Ethnic group"),
    "household": N_("Household status"),
    "household_year": N_("Year of the household status"),
    "poor": N_("Mark for poor"),
    "near_poor": N_("Mark for near-poor"),
    "difficult": N_("Mark for in difficulty"),
    "not_in_need": N_("Mark for none of these"),
    "joined": N_("Joined"),
    "contact_name": N_("Relative to call"),
    "contact_phone": N_("Telephone of the relative"),
    "note": N_("Note"),
    "number": N_("Row number"),
}


def _any(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


# Columns that look like one of ours and are not: another person's name, papers of the Party, …
OTHERS = _any(
    r"\b(ten|sinh|tuoi)\b.*\b(chu ho|vo|chong|con|cha|bo|me)\b",
    r"\bchu ho\b|quan he",
    r"\b(vao|tuoi|the|chinh thuc) dang\b|\bdang vien\b|\bvao doan\b",
    r"\b(ngay|noi|co quan|nam) cap\b",
    r"\b(noi|que) sinh\b|que quan|nguyen quan",
    r"\bthuong goi\b|goi khac|bi danh",
    r"\b(ngay|nam|thang) (mat|chet|tu tran|ra|roi)\b|ly do",
    r"^(xa|phuong|huyen|quan|tinh|thanh pho|xa phuong)$",
    r"chu ky|ky nhan|ky ten|nghe nghiep|trinh do|chuc (vu|danh)",
    r"(huyet ap|can nang|chieu cao|so tien|muc dong|hoi phi)",
)

_PLACE = "(thon|xom|ban|ap|khom|khu|to|tdp|buon|lang|pho|doi|cum|khoi)"

HEADERS: dict[str, tuple[re.Pattern[str], ...]] = {
    "code": _any(
        r"^ma( so)? (hoi vien|thanh vien|hv|clb|cau lac bo)$|^member (code|number)$",
        r"^ma( so)?$|^code$",
    ),
    "number": _any(r"^(stt|s tt|tt|so tt|so thu tu|thu tu|no|so)$"),
    "contact_phone": _any(
        r"(dien thoai|sdt|\bdt\b|phone).*(nguoi|gia dinh|con chau|khi can)",
        r"(nguoi|gia dinh|con chau).*(dien thoai|sdt|\bdt\b|phone)",
    ),
    "contact_name": _any(r"nguoi (than|nha|lien he|lien lac|giam ho|cham soc)|khi can|bao tin"),
    "phone": _any(
        r"dien thoai|\bs ?dt\b|\bso dt|di dong|phone|\btel\b|\bmobile\b",
        r"so (lien he|lien lac|may)|^(lien he|lien lac)$|zalo|^dt\b|^dtdd$|^dd$",
    ),
    "cccd": _any(
        r"\bcccd\b|can cuoc|dinh danh",
        r"\bcmnd\b|\bcmtnd\b|\bcmt\b|chung minh|giay to tuy than|^(so )?cc$|\bcitizen\b",
    ),
    "bhyt_until": _any(
        r"(han|gia tri|den ngay|thoi gian).*(bhyt|bao hiem|the\b)",
        r"(bhyt|bao hiem|the\b).*(\bhan\b|gia tri|den ngay|thoi gian)",
        r"^(han the|han su dung|gia tri den)",
    ),
    "bhyt_place": _any(r"\bkcb\b|kham chua benh|kham benh|noi dang ky"),
    "bhyt": _any(r"bhyt|bao hiem y te", r"bhxh|bao hiem", r"^(so|ma) the$|insurance"),
    "joined": _any(
        r"(vao|tham gia|gia nhap|nhap|ket nap).*(clb|cau lac bo)",
        r"(ngay|nam|thang|thoi gian|thoi diem) (vao|tham gia|gia nhap|nhap|ket nap|sinh hoat)",
        r"^(tham gia|gia nhap|vao hoi|ngay vao|ket nap)|^joined",
    ),
    "birth": _any(
        r"ngay thang nam sinh|ngay sinh|thang nam sinh|ngay thang sinh|sinh ngay|^ntns|birth|^dob$",
        r"nam sinh|sinh nam|^nsinh$|^ns$|^n sinh$|^sinh$",
    ),
    "age": _any(r"^(so |do |muc )?tuoi\b|(?<!cao )\btuoi$|^age$"),
    "sex": _any(r"gioi tinh|^gioi$|^gt$|^g tinh$|^phai$|^nam nu$|^sex$|^gender$"),
    "family_name": _any(
        r"^ho\b.*\b(dem|lot)\b(?!.*\bten\b)",
        r"^ho$|^family name|^surname|^last name",
    ),
    "middle_name": _any(r"^(ten |chu )?(dem|lot)$|^middle name"),
    "name": _any(
        r"\bho\b.*\bten\b|\bhoten\b|^full ?name",
        r"^ten( (hoi vien|thanh vien|nguoi cao tuoi|nct|nguoi|ong ba|cu))?$|^name$",
        r"^(hoi vien|thanh vien|nguoi cao tuoi|ong ba)$",
    ),
    "given_name": _any(r"^ten goi$|^given name|^first name"),
    "ethnic": _any(r"dan toc|^d toc$|ethnic"),
    "hamlet": _any(
        rf"^{_PLACE}( ({_PLACE}|va|hoac|so|dan pho|dan cu|vuc|noi o))*$|^(thon|xom|khom|buon)\b",
        r"dia chi|noi o|cho o|cu tru|thuong tru|tam tru|tru quan|dia ban|ho khau|address",
        r"^chi hoi|^to hoi",
    ),
    "household": _any(
        r"hoan canh|dien ho|dien chinh sach|gia canh|muc song|kinh te|loai ho|phan loai|thuoc dien",
        r"doi tuong|thanh phan|ho gia dinh|^dien$|thuoc ho|tinh trang ho|household",
    ),
    "note": _any(r"ghi chu|chu thich|nhan xet|^note"),
}

# Over a column of years rather than one of statuses: "Năm xét hộ nghèo".
HOUSEHOLD_YEAR = re.compile(r"^nam (xet|binh xet|ra soat|cong nhan)\b.*\b(ho|ngheo|dien)\b")

# The words of a status, also as the only one over a column with marks; longest first.
STATUS_WORDS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"\b(thoat|het|khong|k|ko|chua) (phai )?(la )?(ho )?(can )?ngheo\b"), "none"),
    (re.compile(r"\b(can|c|sat) ?ngheo\b|^(h?cn|hcn|cn)$"), "near_poor"),
    (re.compile(r"\bngheo\b|^(hn|poor)$"), "poor"),
    (re.compile(r"kho khan|\b(kk|hckk|hoan canh kk)\b|^kho$"), "difficult"),
    (
        re.compile(r"^(ho )?(binh thuong|bt|trung binh|tb|kha|kha gia|giau|du an|on dinh)\b"),
        "none",
    ),
    (re.compile(r"^khong( co| thuoc dien)?$|^none$"), "none"),
)
EACH_STATUS: dict[Status, str] = {
    "poor": "poor",
    "near_poor": "near_poor",
    "difficult": "difficult",
    "none": "not_in_need",
}

FEMALE_WORDS = frozenset({"nu", "nu gioi", "f", "female", "gai", "ba", "phu nu", "chi", "co"})
MALE_WORDS = frozenset({"nam", "nam gioi", "m", "male", "trai", "ong", "anh", "chu"})


def _typed(*phrases: str) -> str:
    """The phrases as an alternative, each with its marks and, as some type them, without any."""
    return "|".join(dict.fromkeys((*phrases, *map(fold, phrases))))


STATUS_YEARS = range(1990, 2201)  # those that a household status can have

# Lines under a list: a sum, or what follows it. Matched against small letters with their marks, as
# Tống, Công and Định are names.
TOTAL = re.compile(
    rf"^({_typed('tổng', 'tổng cộng', 'tổng số', 'tổng kết', 'cộng')})\s*"
    rf"($|[:.\d(]|({_typed('số', 'cộng', 'danh sách', 'hội viên', 'thành viên', 'người')})\b)"
    rf"|^({_typed('trong đó', 'bằng chữ', 'danh sách này', 'danh sách có', 'tổng cộng')})\b"
    rf"|^({_typed('số nam', 'số nữ', 'nam', 'nữ')})\s*[:=]?\s*\d+"
)
SIGNATURE = re.compile(
    r"^(t[ /.]{0,2}m|k[ /.]{0,2}t|t[ /.]{0,2}l)\b[ ./]"
    rf"|^({_typed('người lập', 'người ghi', 'người viết', 'người tổng hợp', 'lập biểu')})\b"
    rf"|^({_typed('lập bảng', 'lập danh sách', 'xác nhận', 'nơi nhận', 'ký tên', 'ký, ghi')})\b"
    rf"|^({_typed('chủ nhiệm', 'phó chủ nhiệm', 'ban chủ nhiệm', 'chủ tịch', 'phó chủ tịch')})\b"
    rf"|^({_typed('trưởng thôn', 'trưởng bản', 'trưởng ấp', 'trưởng khu', 'bí thư')})\b"
    rf"|^({_typed('thư ký', 'kế toán', 'thủ quỹ', 'hội người cao tuổi', 'câu lạc bộ')}|ubnd|clb)\b"
    rf"|\b({_typed('ngày')})\W*\d{{0,2}}\W*({_typed('tháng')})\W*\d{{0,2}}\W*({_typed('năm')})\b"
)
# A line of its own that names the part of the commune whose people follow. With marks: Tô, Bàn
# and Ấp are families too.
SECTION = re.compile(
    r"^([ivx]+|[a-e]|\d{1,2})?[ .):-]*"
    r"((thôn|xóm|bản|ấp|khóm|khu|tổ|buôn|làng|phố|cụm|đội|chi hội)\b|(thon|xom|khom|to|ap) \S+$)"
)
SECTION_NUMBER = re.compile(r"^([IVXivx]+|[A-Ea-e]|\d{1,2})\s*[.):-]\s*")
