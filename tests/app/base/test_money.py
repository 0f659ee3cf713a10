import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.base.money import (
    LIMIT,
    NORTH,
    SOUTH,
    Style,
    fmt,
    fmt_number,
    number_words,
    parse,
    sentence,
    split,
    words,
)
from app.base.text import speaking

amounts = st.integers(-LIMIT, LIMIT) | st.integers(0, 15).flatmap(
    lambda zeros: st.integers(-999, 999).map(lambda digits: digits * 10**zeros)
).filter(lambda amount: abs(amount) <= LIMIT)
styles = st.sampled_from([NORTH, SOUTH, Style("nghìn", "lẻ"), Style("ngàn", "linh", "bốn")])

FIGURES = {
    "không": 0,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}
UNITS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}
# What may not be said, whatever the number.
WRONG = [
    r"mươi (một|năm)\b",  # mươi mốt, mươi lăm
    r"mười năm",
    r"(?<!mươi )mốt",
    r"(?<!mươi )\btư\b",
    r"(?<!mươi )(?<!mười )lăm",
    r"không mươi",
    r"một mươi",
    r"(linh|lẻ) (không|mười)",
    r"(?<!trăm )(linh|lẻ)",
]


def read_aloud(text: str) -> int:
    """What somebody understands who hears the words: written apart from the module."""
    if text.startswith("âm "):
        return -read_aloud(text.removeprefix("âm "))
    total = group = figure = 0
    for word in text.split():
        if word in FIGURES:
            figure = FIGURES[word]
        elif word == "trăm":
            group, figure = group + figure * 100, 0
        elif word == "mươi":
            group, figure = group + figure * 10, 0
        elif word == "mười":
            group += 10
        elif word == "tỷ":
            total, group, figure = (total + group + figure) * 10**9, 0, 0
        elif word in UNITS:
            total, group, figure = total + (group + figure) * UNITS[word], 0, 0
        else:
            assert word in ("linh", "lẻ"), word
    return total + group + figure


@given(amounts, styles)
@example(0, NORTH)
@example(LIMIT, SOUTH)
@example(-LIMIT, NORTH)
def test_words_read_back_are_the_number(amount: int, style: Style) -> None:
    said = number_words(amount, style)
    assert read_aloud(said) == amount
    for pattern in WRONG:
        assert not re.search(pattern, said), said
    first, *others = re.split(r"(?: (?:tỷ|triệu|nghìn|ngàn))+ ?", said)
    assert all("trăm" in group for group in others if group), said  # in full after the first
    for group in (first, *others):
        # "Một trăm năm" is said for 150: after a hundred no figure stands alone.
        assert not re.search(r"trăm (?!mười$)[^ ]+$", group), said


@given(amounts)
def test_the_south_says_the_same_in_its_own_words(amount: int) -> None:
    said = number_words(amount, NORTH)
    assert number_words(amount, SOUTH) == said.replace("nghìn", "ngàn").replace("linh", "lẻ")


# Written by hand.
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (44, "bốn mươi tư"),
        (55, "năm mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (550, "năm trăm năm mươi"),
        (1001, "một nghìn không trăm linh một"),
        (1015, "một nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (24_000_024, "hai mươi tư triệu không trăm hai mươi tư"),
        (
            1_234_567_000,
            "một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn",
        ),
        (2_000_000_001, "hai tỷ không trăm linh một"),
        (10**12, "một nghìn tỷ"),
        (100_005 * 10**9, "một trăm nghìn không trăm linh năm tỷ"),
        (10**15, "một triệu tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_numbers_as_school_teaches_them(number: int, said: str) -> None:
    assert number_words(number) == said


def test_amounts_in_words() -> None:
    assert words(1_005_000) == "một triệu không trăm linh năm nghìn đồng"
    assert words(1_005_000, SOUTH) == "một triệu không trăm lẻ năm ngàn đồng"
    assert words(24, Style("nghìn", "linh", four="bốn")) == "hai mươi bốn đồng"
    assert sentence(1_250_000) == "Một triệu hai trăm năm mươi nghìn đồng chẵn"
    assert sentence(1_250_500) == "Một triệu hai trăm năm mươi nghìn năm trăm đồng"
    assert sentence(0) == "Không đồng"
    assert sentence(-50_000) == "Âm năm mươi nghìn đồng chẵn"


def test_there_are_words_up_to_a_limit_only() -> None:
    with pytest.raises(ValueError):
        number_words(LIMIT + 1)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1250000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1\u00a0250\u00a0000\u00a0đ", 1_250_000),
        ("1'250'000", 1_250_000),
        ("1.250.000,00", 1_250_000),
        ("1,250,000.00", 1_250_000),
        ("1250000.0", 1_250_000),
        ("1.250.000đ", 1_250_000),
        ("1.250.000 đồng", 1_250_000),
        ("1.250.000 VNĐ", 1_250_000),
        ("1.250.000 vnd", 1_250_000),
        ("1.250.000 ₫", 1_250_000),
        ("500.000 đồng chẵn", 500_000),
        ("1tr5", 1_500_000),
        ("1tr25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr05", 1_050_000),
        ("1tr250k", 1_250_000),
        ("1TR5", 1_500_000),
        ("1,5 triệu", 1_500_000),
        ("1.5tr", 1_500_000),
        ("0,25 tr.", 250_000),
        ("0,250 triệu", 250_000),
        ("2 triệu rưỡi", 2_500_000),
        ("2 trieu ruoi", 2_500_000),
        ("1 triệu 250 nghìn", 1_250_000),
        ("1 triệu 250.000", 1_250_000),
        ("1 triệu 250.000 đ", 1_250_000),
        ("1 triệu 250000", 1_250_000),
        ("500k", 500_000),
        ("500K", 500_000),
        ("500 nghìn", 500_000),
        ("500 ngàn", 500_000),
        ("500ng", 500_000),
        ("2k5", 2_500),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ rưỡi", 2_500_000_000),
        ("1 tỷ 250 triệu 500 nghìn", 1_250_500_000),
        ("1.250,5 triệu", 1_250_500_000),
        ("1 250 triệu", 1_250_000_000),
        ("1.250", 1_250),
        ("1,250", 1_250),
        ("0", 0),
        ("-500k", -500_000),
        ("− 500.000", -500_000),
        ("âm 500 nghìn", -500_000),
    ],
)
def test_every_way_to_type_an_amount(typed: str, amount: int) -> None:
    assert parse(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        *("1.250 triệu", "1,250 triệu", "1,250k", "1tr5 đ", "1 triệu 250 đồng", "1tr2500"),
        *("1.250,000", "1250,000", "1 nghìn 5.000"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError, match="can be read in two ways"):
        parse(typed)


@pytest.mark.parametrize("typed", ["1.25", "1250,5", "1,00005k", "1,0000005 triệu", "0.5"])
def test_parts_of_a_dong_are_refused(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError, match="is not a whole number of đồng"):
        parse(typed)


@pytest.mark.parametrize("typed", ["9999999999999999", "1" * 5000, "2.000.000 tỷ"])
def test_amounts_beyond_reason_are_refused(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError, match="is too large"):
        parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "abc", "đ", "-", "rưỡi", "5 rưỡi", "1tr5tr", "5k tr", "1e5", "1tr rưỡi 5"),
        *("--5", "12.50.000", "1.250.00", "1.000-2.000", "1 triệu 1500 nghìn", "1tr5,5"),
        *("1000 nghìn 500 triệu", "500.000 đ/tháng"),
    ],
)
def test_what_is_no_amount_is_quoted_with_an_example(typed: str) -> None:
    with speaking("en"), pytest.raises(UserError) as raised:
        parse(typed)
    assert str(raised.value) == (
        f"“{typed.strip()}” is not an amount. Type it like 1.250.000, 500k or 1,5 triệu."
    )


@given(amounts)
def test_what_is_written_is_read(amount: int) -> None:
    for text in (fmt(amount), fmt_number(amount), str(amount), f"{amount:,}", f"{amount} đồng"):
        assert parse(text) == amount


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["tr", " triệu ", "TRIỆU"]))
def test_millions_and_thousands_as_they_are_spoken(millions: int, rest: int, word: str) -> None:
    amount = millions * 10**6 + rest * 1000
    assert parse(f"{millions}{word}{rest:03}") == amount
    assert parse(f"{millions}{word}{rest} nghìn") == amount
    assert parse(f"{millions}{word}{rest}k") == amount


@given(st.text() | st.text("0123456789., ktrngđ-"))
def test_whatever_is_typed_is_an_amount_or_a_sentence(typed: str) -> None:
    with suppress(UserError):
        assert abs(parse(typed)) <= LIMIT


def test_amounts_in_figures_do_not_break() -> None:
    assert fmt(1_250_000) == "1.250.000\u00a0đ"
    assert fmt(-5_000) == "-5.000\u00a0đ"
    assert fmt_number(0) == "0"


@given(st.integers(-LIMIT, LIMIT), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_nothing_is_lost_in_splitting(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)
        assert weight or not part
    assert split(-total, weights) == [-part for part in parts]


@given(st.integers(-LIMIT, LIMIT), st.integers(1, 200))
def test_equal_parts_differ_by_one_dong_at_most(total: int, count: int) -> None:
    parts = split(total, [1] * count)
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, key=abs, reverse=True)


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_there_must_be_somebody_to_share_with(weights: list[int]) -> None:
    with pytest.raises(ValueError):
        split(100, weights)
