"""Texts are measured, wrapped and cut before they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.places import resource
from app.documents.letters import (
    NOTO,
    TINOS,
    balanced,
    clean,
    cut,
    fitting,
    fmt_phone,
    lines_of,
    masked,
    width,
    wrap,
)

WORDS = st.lists(st.sampled_from(["Đường", "huyết", "nghỉ", "và", "tháng\N{NO-BREAK SPACE}6"]))


def test_text_is_composed_and_free_of_control_characters() -> None:
    assert clean("  Đa\u0300o \n Thi\u0323 ") == "Đào Thị"
    assert clean("a\tb\x00c") == "a b c"


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("0912345678", "0912 345 678"),
        ("02223888115", "0222 3888 115"),
        ("0912 345 678", "0912 345 678"),
        ("115", "115"),
        ("+84912345678", "+84912345678"),
    ],
)
def test_phones_in_groups(phone: str, said: str) -> None:
    assert fmt_phone(phone) == said


@given(WORDS, st.integers(20, 120))
def test_wrapping_loses_nothing_and_keeps_to_the_room(words: list[str], room: int) -> None:
    text = " ".join(words)
    lines = wrap(text, room, 16)
    assert " ".join(" ".join(run.text for run in line) for line in lines) == text
    for line in lines:
        assert width(" ".join(run.text for run in line), 16) <= room + 0.01 or (
            len(line[0].text.split(" ")) == 1
        )


def test_bold_parts_keep_the_sign_that_follows() -> None:
    (line,) = wrap("xuống **80**, rồi lên", 100, 16)
    assert [(run.text, run.bold) for run in line] == [
        ("xuống", False),
        ("80", True),
        (", rồi lên", False),
    ]
    starts = [run.start for run in line]
    assert starts[1] == pytest.approx(width("xuống ", 16))
    assert starts[2] == pytest.approx(width("xuống ", 16) + width("80", 16, True))


def test_non_breaking_spaces_hold() -> None:
    text = "xin đến trạm\N{NO-BREAK SPACE}y\N{NO-BREAK SPACE}tế"
    lines = wrap(text, width("xin đến trạm", 16), 16)
    assert lines[-1][0].text == "trạm\N{NO-BREAK SPACE}y\N{NO-BREAK SPACE}tế"


def test_balanced_lines_are_as_many_but_shorter() -> None:
    text = "CLB Liên thế hệ tự giúp nhau thôn Đông xã Hòa Bình"
    room = balanced(text, 100, 16)
    assert room < 100
    assert len(wrap(text, room, 16)) == len(wrap(text, 100, 16))


def test_what_does_not_fit_shrinks_to_its_floor_and_is_then_cut() -> None:
    assert fitting("Đào", 100, 20, 14) == 20
    assert 14 <= fitting("Nguyễn Thị Đào", 40, 20, 14) < 20
    assert fitting("Nguyễn Thị Đào", 5, 20, 14) == 14
    short = cut("Nguyễn Thị Đào", 20, 14)
    assert short.endswith("…")
    assert width(short, 14) <= 20
    assert cut("Đào", 20, 14) == "Đào"


def test_lines_of_never_exceeds_the_number_of_lines() -> None:
    text = "một hai ba bốn năm sáu bảy tám chín mười"
    lines = lines_of(text, 30, 14, bold=False, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines_of("một hai", 100, 14, bold=False, most=2) == ["một hai"]


@given(WORDS, st.integers(40, 120), st.integers(0, 20))
def test_an_indent_shortens_the_first_line_only(words: list[str], room: int, indent: int) -> None:
    lines = wrap(" ".join(words), room, 13, False, TINOS, indent)
    for number, line in enumerate(lines):
        if len(line[0].text.split(" ")) == 1:
            continue  # a single word may be wider than its room
        into = indent if number == 0 else 0
        end = line[-1].start + width(line[-1].text, 13, line[-1].bold, TINOS)
        assert line[0].start == 0
        assert into + end <= room + 0.01
    assert " ".join(" ".join(run.text for run in line) for line in lines) == " ".join(words)


def test_a_word_that_is_too_wide_does_not_shrink_the_room() -> None:
    room = balanced("Danh sách hội viên", 100, 16)
    assert all(
        width(run.text, 16) <= room for line in wrap("Danh sách hội viên", room, 16) for run in line
    )


def test_each_family_has_its_faces() -> None:
    assert width("Đào", 13, family=TINOS) != width("Đào", 13)
    assert width("Đào", 13, family=TINOS, italic=True) != width("Đào", 13, family=TINOS)
    assert NOTO.face(bold=True, italic=True) == NOTO.bold, "elders read no italics"


@pytest.mark.parametrize(
    ("number", "said"),
    [("027148000123", "027 148 ••• •••"), ("123456789", "123 4•• •••"), ("", "")],
)
def test_a_citizen_number_is_half_hidden(number: str, said: str) -> None:
    assert masked(number) == said


def test_the_fonts_ship_with_their_licence() -> None:
    names = {path.name for path in resource("fonts").iterdir()}
    assert {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "OFL-NotoSans.txt"} <= names
