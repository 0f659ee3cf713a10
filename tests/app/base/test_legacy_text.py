import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.legacy_text import legacy_code, tcvn3_to_unicode, vni_to_unicode

# Letter by letter as the standard prints them: letters without tone, then each vowel's five tones.
CODES = {
    **dict(zip("ĂÂÊÔƠƯĐ", range(0xA1, 0xA8), strict=True)),
    **dict(zip("ăâêôơưđ", range(0xA8, 0xAF), strict=True)),
    **dict(zip("àảãáạ", (0xB5, 0xB6, 0xB7, 0xB8, 0xB9), strict=True)),
    **dict(zip("ằẳẵắặ", (0xBB, 0xBC, 0xBD, 0xBE, 0xC6), strict=True)),
    **dict(zip("ầẩẫấậ", (0xC7, 0xC8, 0xC9, 0xCA, 0xCB), strict=True)),
    **dict(zip("èẻẽéẹ", (0xCC, 0xCE, 0xCF, 0xD0, 0xD1), strict=True)),
    **dict(zip("ềểễếệ", (0xD2, 0xD3, 0xD4, 0xD5, 0xD6), strict=True)),
    **dict(zip("ìỉĩíị", (0xD7, 0xD8, 0xDC, 0xDD, 0xDE), strict=True)),
    **dict(zip("òỏõóọ", (0xDF, 0xE1, 0xE2, 0xE3, 0xE4), strict=True)),
    **dict(zip("ồổỗốộ", (0xE5, 0xE6, 0xE7, 0xE8, 0xE9), strict=True)),
    **dict(zip("ờởỡớợ", (0xEA, 0xEB, 0xEC, 0xED, 0xEE), strict=True)),
    **dict(zip("ùủũúụ", (0xEF, 0xF1, 0xF2, 0xF3, 0xF4), strict=True)),
    **dict(zip("ừửữứự", (0xF5, 0xF6, 0xF7, 0xF8, 0xF9), strict=True)),
    **dict(zip("ỳỷỹýỵ", (0xFA, 0xFB, 0xFC, 0xFD, 0xFE), strict=True)),
}
ASCII_SMALL = "abcdefghijklmnopqrstuvwxyz"
small_text = st.text([*ASCII_SMALL, *(letter for letter in CODES if letter.islower()), " "])


def in_old_font(text: str) -> str:
    """What a Unicode text looks like after it was typed with an ABC keyboard."""
    return "".join(chr(CODES.get(letter, ord(letter))) for letter in text)


def test_every_letter_of_the_standard_is_known() -> None:
    assert len(CODES) == 7 + 7 + 12 * 5
    for letter, code in CODES.items():
        assert tcvn3_to_unicode(chr(code)) == letter


@given(small_text)
def test_small_letters_come_back(text: str) -> None:
    assert tcvn3_to_unicode(in_old_font(text)) == text


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Hä ®Öm", "Họ đệm"),
        ("Ngµy vµo CLB", "Ngày vào CLB"),
        ("NguyÔn V¨n", "Nguyễn Văn"),
        ("D\u00ad¬ng Thu", "Dương Thu"),
        ("Hoµn c¶nh", "Hoàn cảnh"),
        ("§\u00adîm", "Đượm"),
        ("Hßa", "Hòa"),
        ("khu phè 3", "khu phố 3"),
        ("27138231358", "27138231358"),
        ("", ""),
    ],
)
def test_text_of_old_lists(old: str, text: str) -> None:
    assert tcvn3_to_unicode(old) == text
    assert unicodedata.is_normalized("NFC", tcvn3_to_unicode(old))


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("DANH S¸CH HéI VI£N", "DANH SÁCH HỘI VIÊN"),
        ("NGUYÔN THÞ §µO", "NGUYỄN THỊ ĐÀO"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("B¸O C¸O", "BÁO CÁO"),
        ("Danh s¸ch TRÇN", "Danh sách TRẦN"),
        ("Lµ Hµ", "Là Hà"),
        ("Hµ", "Hà"),
        ("Sè CCCD", "Số CCCD"),
    ],
)
def test_a_font_of_capitals_gives_capitals(old: str, text: str) -> None:
    assert tcvn3_to_unicode(old) == text


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("Ng« BÝch Èn", "Ngô Bích Ẩn"),
        ("D\u00ad¬ng Thu ót", "Dương Thu Út"),
        ("xãm ¶i", "xóm Ải"),
        ("th«n §oµi", "thôn Đoài"),
        ("TrÇn ®øc", "Trần đức"),
    ],
)
def test_names_get_back_the_capitals_that_the_font_did_not_have(old: str, name: str) -> None:
    assert tcvn3_to_unicode(old, names=True) == name


@pytest.mark.parametrize(
    "old",
    [
        *("Hä ®Öm", "NguyÔn V¨n", "Hång", "Hµ", "DANH S¸CH HéI VI£N", "§oµi", "Lª"),
        "TT Hä ®Öm Tªn Ngµy sinh Giíi tÝnh Sè CCCD §Þa chØ Hoµn c¶nh Ngµy vµo CLB",
        "khu phè 3\nxãm ¶i",
    ],
)
def test_old_text_is_recognised(old: str) -> None:
    assert legacy_code(old) == "tcvn3"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Nam", "Lý", "Tý", "Hà", "Bà Lý", "Nguyễn Văn Đạt", "thôn Đông", "027138231358"),
        *("Họ tên", "25 m²", "37 °C", "§ 5", "Müller", "Zoë", "Bùi Thị Mận", "Kỷ", "½", "Trần ®"),
        unicodedata.normalize("NFD", "Nguyễn Thị Hồng"),
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert legacy_code(text) is None


@given(st.text())
def test_any_text_can_be_asked_about_and_turned(text: str) -> None:
    legacy_code(text)
    tcvn3_to_unicode(text, names=True)
    vni_to_unicode(text)


# --- VNI ----------------------------------------------------------------------------------------

# As the makers of its fonts list them: the tones sắc, huyền, hỏi, ngã, nặng after each vowel.
_AFTER = {
    **dict(zip("aáàảãạ", ("a", "aù", "aø", "aû", "aõ", "aï"), strict=True)),
    **dict(zip("âấầẩẫậ", ("aâ", "aá", "aà", "aå", "aã", "aä"), strict=True)),
    **dict(zip("ăắằẳẵặ", ("aê", "aé", "aè", "aú", "aü", "aë"), strict=True)),
    **dict(zip("eéèẻẽẹ", ("e", "eù", "eø", "eû", "eõ", "eï"), strict=True)),
    **dict(zip("êếềểễệ", ("eâ", "eá", "eà", "eå", "eã", "eä"), strict=True)),
    **dict(zip("oóòỏõọ", ("o", "où", "oø", "oû", "oõ", "oï"), strict=True)),
    **dict(zip("ôốồổỗộ", ("oâ", "oá", "oà", "oå", "oã", "oä"), strict=True)),
    **dict(zip("ơớờởỡợ", ("ô", "ôù", "ôø", "ôû", "ôõ", "ôï"), strict=True)),
    **dict(zip("uúùủũụ", ("u", "uù", "uø", "uû", "uõ", "uï"), strict=True)),
    **dict(zip("ưứừửữự", ("ö", "öù", "öø", "öû", "öõ", "öï"), strict=True)),
    **dict(zip("iíìỉĩị", ("i", "í", "ì", "æ", "ó", "ò"), strict=True)),
    **dict(zip("yýỳỷỹỵ", ("y", "yù", "yø", "yû", "yõ", "î"), strict=True)),
    "đ": "ñ",
}
VNI = {**_AFTER, **{letter.upper(): typed.upper() for letter, typed in _AFTER.items()}}
any_text = st.text([*ASCII_SMALL, *ASCII_SMALL.upper(), *VNI, *" .,-0123456789"])


def in_vni(text: str) -> str:
    """What a Unicode text looks like after it was typed with a VNI keyboard."""
    return "".join(VNI.get(letter, letter) for letter in text)


def test_every_vietnamese_letter_is_in_vni() -> None:
    assert len(_AFTER) == 12 * 6 + 1
    assert len(set(VNI.values())) == len(VNI)
    for letter, typed in VNI.items():
        assert vni_to_unicode(typed) == letter


@given(any_text)
def test_text_in_vni_comes_back(text: str) -> None:
    assert vni_to_unicode(in_vni(text)) == text


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Nguyeãn Thò Lan", "Nguyễn Thị Lan"),
        ("HOÏ VAØ TEÂN", "HỌ VÀ TÊN"),
        ("Ñaëng Vaên Öùng", "Đặng Văn Ứng"),
        ("DANH SAÙCH HOÄI VIEÂN CAÂU LAÏC BOÄ", "DANH SÁCH HỘI VIÊN CÂU LẠC BỘ"),
        ("aáp Myõ Thuaän", "ấp Mỹ Thuận"),
        ("Kyø, Kyû, Lyù, Thuî", "Kỳ, Kỷ, Lý, Thuỵ"),
        ("Aùnh", "Ánh"),
        ("027138231358", "027138231358"),
    ],
)
def test_text_of_southern_lists(old: str, text: str) -> None:
    assert vni_to_unicode(old) == text


@pytest.mark.parametrize(
    "old",
    [
        *("Nguyeãn Thò Lan", "Traàn Vaên Ñöùc", "HOÏ VAØ TEÂN", "Ngaøy sinh", "Hoä ngheøo"),
        "TT Hoï vaø teân Giôùi tính Soá CCCD Ñòa chæ Hoaøn caûnh Ghi chuù",
        "aáp Myõ Thuaän\nkhoùm 3",
    ],
)
def test_southern_text_is_recognised(old: str) -> None:
    assert legacy_code(old) == "vni"


WORDS = """
    Nguyễn Thị Lan Trần Văn Đức Phạm Hồng Ẩn Lê Ước Đặng Thuỷ Quế Nghĩa Khương Giềng Bùi Mận Vũ Hoà
    Toản Xuyến Ngoãn Huệ Thưởng Quỳnh Trương Liễu Chuyên Dương Yến Oanh Ngọc Hiệp
"""
syllables = st.sampled_from(WORDS.split())


@given(st.lists(syllables, min_size=3, max_size=12))
def test_whole_columns_are_told_apart(words: list[str]) -> None:
    text = " ".join(words)
    assert legacy_code(text) is None or text.isascii()
    assert legacy_code(in_vni(text)) in ("vni", None)
    assert legacy_code(in_old_font(text.lower())) in ("tcvn3", None)
