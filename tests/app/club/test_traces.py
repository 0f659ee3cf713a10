import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.text import nfc
from app.club.traces import same_name, traces

NAME = "Nguyễn Thị Hòa"
ONE = traces([NAME], ["0912777333", "024048001234"], ["Nguyễn Thị Hòa Bình", "Trần Văn Tý"])


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hòa",
        "bà Nguyễn Thị Hòa, xóm Đình",
        "NGUYỄN THỊ HÒA",
        "nguyễn thị hòa",
        "Nguyễn Thị Hoà",
        "Nguyễn  Thị\nHòa",
        "nguyen thi hoa",
        "(Nguyễn Thị Hòa)",
        unicodedata.normalize("NFD", "Nguyễn Thị Hòa"),
        "gọi 0912777333",
        "gọi 0912 777 333",
        "gọi 0912.777.333",
        "CCCD 024048001234",
        '{"text": "Nguy\\u1ec5n Th\\u1ecb H\\u00f2a"}',
        '["Nguyễn Thị Hòa"]',
    ],
)
def test_found_however_it_is_typed(text: str) -> None:
    assert ONE.within(text)
    clean = ONE.without(text, "(erased)")
    assert not ONE.within(clean)
    assert "(erased)" in clean


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguyễn Thị Hóa",
        "Nguyễn Thị Hoài",
        "Nguyễn Thị",
        "Nguyễn Thị Hòa Bình",
        "chị NGUYỄN THỊ HÒA BÌNH",
        "10912777333",
        "Nguyễn Thị Tý",
        "{",
        "12",
    ],
)
def test_what_is_somebody_else_stays(text: str) -> None:
    assert not ONE.within(text)
    assert ONE.without(text, "(erased)") == text


def test_both_in_one_text() -> None:
    text = "Nguyễn Thị Hòa Bình và Nguyễn Thị Hòa"
    assert ONE.without(text, "(erased)") == "Nguyễn Thị Hòa Bình và (erased)"


def test_json_stays_json() -> None:
    text = json.dumps({"name": NAME, "ages": [60, None], "and": [NAME, "x"]})
    assert json.loads(ONE.without(text, "x y")) == {
        "name": "x y",
        "ages": [60, None],
        "and": ["x y", "x"],
    }


def test_a_single_word_counts_only_alone() -> None:
    lan = traces(["Lan"], [], [])
    assert lan.within("lan") and lan.within(" Lan ")
    assert not lan.within("Hoa lan nở") and lan.without("Hoa lan nở", "…") == "Hoa lan nở"
    assert lan.without("Lan", "(erased)") == "(erased)"


def test_a_remark_in_brackets_is_not_needed() -> None:
    one = traces(["Lê Thị Lan (xóm Ải)"], [], [])
    assert one.without("gặp Lê Thị Lan ở chợ", "…") == "gặp … ở chợ"
    assert one.without("Lê Thị Lan (xóm Ải)", "…") == "…"


def test_nobody_leaves_no_trace() -> None:
    nobody = traces([], ["12"], ["Lê Thị Lan"])
    assert not nobody.within("Lê Thị Lan 12")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Thị Hòa", "NGUYỄN THỊ HOÀ", True),
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hoa", False),
        ("Nguyễn Thị Hòa", "Hòa", False),
    ],
)
def test_same_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


syllables = st.sampled_from(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Thị",
        "Văn",
        "Hòa",
        "Thúy",
        "Đào",
        "Bích",
        "Quý",
        "H'Nen",
        "Ất",
        "Ước",
        "Khuê",
        "Yến",
    ]
)
full_names = st.lists(syllables, min_size=2, max_size=5).map(" ".join)


spellings: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str.upper, str.lower, str])


@given(full_names, st.text(max_size=20), st.text(max_size=20), spellings)
def test_a_name_between_other_signs_is_always_found(
    name: str, before: str, after: str, spelling: Callable[[str], str]
) -> None:
    found = traces([name], [], [])
    text = f"{before} {spelling(name)} {after}"
    assert found.within(text)
    assert not found.within(found.without(text, "–"))


@given(st.text(max_size=60))
def test_a_text_without_a_trace_comes_back_as_it_was(text: str) -> None:
    if not ONE.within(text):
        assert ONE.without(text, "(erased)") == text


SIGNS = st.sampled_from([*" .-,0912GDiIıİſsK", "\u0309", "Hoà", "hoa", "Lan", "THỊ", '"', "\\"])
NUMBERS = st.sampled_from(["0912777333", "GD4010123456789", "012-345.678"])


@given(full_names, NUMBERS, st.lists(SIGNS | syllables | NUMBERS, max_size=14))
def test_the_quick_look_overlooks_nothing(name: str, number: str, parts: list[str]) -> None:
    found = traces([name, "Lan Hòa"], [number], ["Lan Hòa Ất"])
    for text in (" ".join(parts), "".join(parts)):
        slow = any(match.lastgroup == "own" for match in found.pattern.finditer(nfc(text)))
        assert found.within(text) is slow


@pytest.mark.parametrize("name", ["Lê Thị İnh", "Lê Thị Inh", 'Lê "Béo" Lan', "Lê Thị Ss"])
@pytest.mark.parametrize("spelling", [str, str.upper, str.lower, str.title])
def test_odd_letters_are_found_in_plain_text_and_in_json(
    name: str, spelling: Callable[[str], str]
) -> None:
    found = traces([name], [], [])
    written = spelling(name).replace("ss", "ſs")
    assert found.within(name)
    assert found.within(written) is bool(found.pattern.search(nfc(written)))
    for text in ({"note": name, "more": '"x"'}, {name: [json.dumps(["a"])]}):
        assert found.within(json.dumps(text, ensure_ascii=False))
        assert found.within(json.dumps(text))


def test_without_names_and_numbers_there_is_nothing_to_look_for() -> None:
    assert traces([], ["12"], ["Lê Thị Lan"]).nothing
    assert not ONE.nothing
    assert not traces(["Lan"], [], []).nothing
