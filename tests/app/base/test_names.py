import sqlite3
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.names import (
    Sex,
    address,
    family_name,
    fold,
    formal_address,
    given_name,
    sort_key,
    title_case,
)

# A model apart from the module: alphabet and tones written out, syllables as pairs.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = {
    "a": "aàảãáạ",
    "ă": "ăằẳẵắặ",
    "â": "âầẩẫấậ",
    "e": "eèẻẽéẹ",
    "ê": "êềểễếệ",
    "i": "iìỉĩíị",
    "o": "oòỏõóọ",
    "ô": "ôồổỗốộ",
    "ơ": "ơờởỡớợ",
    "u": "uùủũúụ",
    "ư": "ưừửữứự",
    "y": "yỳỷỹýỵ",
}
PLACE = {
    letter: (ALPHABET.index(plain), tone)
    for plain, toned in VOWELS.items()
    for tone, letter in enumerate(toned)
} | {letter: (ALPHABET.index(letter), 0) for letter in ALPHABET if letter not in VOWELS}

syllables = st.lists(st.sampled_from(sorted(PLACE)), min_size=1, max_size=5).map("".join)
names = st.lists(syllables, min_size=1, max_size=4).map(" ".join)


def model(name: str) -> list[tuple[list[int], int]]:
    words = name.split()
    return [
        (
            [PLACE[letter][0] for letter in word],
            next((tone for _place, tone in map(PLACE.get, reversed(word)) if tone), 0),
        )
        for word in [words[-1], *words[:-1]]
    ]


@given(names, names)
def test_the_key_orders_names_as_the_alphabet_and_the_tones_say(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (model(one) < model(other))
    assert (sort_key(one) == sort_key(other)) == (model(one) == model(other))


@given(st.lists(names, max_size=8))
def test_sqlite_and_python_agree_on_the_order(some: list[str]) -> None:
    keys = [sort_key(name) for name in some]
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE name (key TEXT)")
    db.executemany("INSERT INTO name VALUES (?)", [(key,) for key in keys])
    assert [key for (key,) in db.execute("SELECT key FROM name ORDER BY key")] == sorted(keys)
    db.close()


def test_a_list_as_a_club_expects_it() -> None:
    expected = [
        "Bùi Thị An",
        "Nguyễn Văn An",
        "Nguyễn Thị Ánh",
        "Trần Thị Ân",
        "Lê Văn Dũng",
        "Đào Văn Đạt",
        "Đặng Văn Đạt",
        "Trần Đức Đạt",
        "Lý Thị Hoa",
        "Trần Bích Hoà",
        "Trịnh Bích Hòa",
        "Lê Thị Hoan",
        "Vàng Hồng Mùi",
        "Ngô Thị Ổn",
        "Ngô Bích Ơn",
        "Dương Thu Út",
        "Phạm Bích Ước",
        "Lường Công Ý",
    ]
    mixed = expected[::2] + expected[1::2]
    assert sorted(mixed, key=sort_key) == expected


def test_the_six_tones_stand_in_the_order_of_dictionaries() -> None:
    for one, next_one in pairwise(["ma", "mà", "mả", "mã", "má", "mạ"]):
        assert sort_key(one) < sort_key(next_one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa"),
        ("Lê Thị Thuý", "Lê Thị Thúy"),
        ("Ðào Văn Tý", "Đào Văn Tý"),
        ("H'Hen Niê", "H’Hen Niê"),
        ("LÊ THỊ ĐÀO", "Lê Thị Đào"),
    ],
)
def test_spellings_of_one_name_are_equal_in_lists_and_in_searches(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)
    assert fold(one) == fold(other)


@given(st.text())
def test_composed_and_decomposed_text_are_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)
    assert sort_key(composed) == sort_key(decomposed)


@given(st.text("".join(PLACE) + "".join(PLACE).upper() + " '’-.(123)"))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(names)
def test_a_folded_name_can_be_typed_on_any_keyboard(name: str) -> None:
    assert fold(name).isascii()
    assert fold(name.upper()) == fold(name)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("  ĐẶNG   Thị\u00a0Hồng ", "dang thi hong"),
        ("H'Mông", "hmong"),
        ("Ê-đê", "e de"),
        ("đau lưng", "dau lung"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("full_name", "family", "given_"),
    [
        ("Nguyễn Thị Đào", "Nguyễn", "Đào"),
        ("Thạch Thuý", "Thạch", "Thuý"),
        ("Y", "", "Y"),
        ("Nguyễn Thị Lan (con ông Tư)", "Nguyễn", "Lan"),
        ("", "", ""),
    ],
)
def test_family_and_given_name(full_name: str, family: str, given_: str) -> None:
    assert family_name(full_name) == family
    assert given_name(full_name) == given_


def test_a_remark_in_brackets_tells_two_of_one_name_apart_but_does_not_move_them() -> None:
    lists = ["Lê Thị Lan", "Lê Thị Lan (xóm Ải)", "Lê Thị Lan (xóm Đoài)", "Lê Thị Mận"]
    mixed = lists[::2] + lists[1::2]
    assert sorted(mixed, key=sort_key) == lists


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NGUYỄN THỊ ĐÀO", "Nguyễn Thị Đào"),
        ("  LÊ   VĂN  ẨN ", "Lê Văn Ẩn"),
        ("H'MÔNG", "H'Mông"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("TRẦN LÊ-NA", "Trần Lê-Na"),
        ("LÊ THỊ LAN (TƯ)", "Lê Thị Lan (Tư)"),
        ("Nguyễn thị Đào", "Nguyễn thị Đào"),
        ("nguyễn thị đào", "nguyễn thị đào"),
        ("Trần Thị HOÀ", "Trần Thị HOÀ"),
        ("Y", "Y"),
        ("", ""),
    ],
)
def test_only_names_all_in_capitals_are_changed(typed: str, name: str) -> None:
    assert title_case(typed) == name
    assert title_case(unicodedata.normalize("NFD", typed)) == name


@given(names)
def test_capitals_come_back_as_a_name(name: str) -> None:
    titled = title_case(name.upper())
    assert fold(titled) == fold(name)
    assert sort_key(titled) == sort_key(name)


@pytest.mark.parametrize(
    ("sex", "age", "word"),
    [
        ("F", 85, "cụ"),
        (None, 80, "cụ"),
        ("F", 79, "bà"),
        ("M", 60, "ông"),
        ("M", None, "ông"),
        ("F", None, "bà"),
        ("M", 59, "chú"),
        ("F", 40, "cô"),
        ("M", 39, "anh"),
        ("F", 20, "chị"),
        (None, None, "bác"),
        (None, 65, "bác"),
        (None, 30, "anh chị"),
    ],
)
def test_forms_of_address(sex: Sex | None, age: int | None, word: str) -> None:
    assert address(sex, age) == word


def test_papers_speak_formally_of_any_adult() -> None:
    assert [formal_address(sex) for sex in ("F", "M", None)] == ["bà", "ông", ""]
