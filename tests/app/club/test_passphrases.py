"""What counts of a passphrase, which are strong enough, and the suggestion."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.base.files import resource
from app.club.passphrases import check_passphrase, passphrase_bytes, suggest_passphrase

WORDS = resource("words", "passphrase.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("Trâu Lúa Ao Sen", b"trauluaaosen"),
        ("ĐẶNG  thị\tHồng", b"dangthihong"),
        ("hoà bình", b"hoabinh"),
        ("Sổ 1948!", b"so1948!"),
        ("straße", b"strasse"),
        ("", b""),
    ],
)
def test_these_bytes_are_part_of_the_file_format(typed: str, counts: bytes) -> None:
    assert passphrase_bytes(typed) == counts


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.randoms())
def test_marks_capitals_spaces_and_normal_forms_do_not_count(
    words: list[str], chance: random.Random
) -> None:
    one = " ".join(words)
    other = "  ".join(chance.choice([str.upper, str.title, str.lower])(word) for word in words)
    other = unicodedata.normalize(chance.choice(["NFC", "NFD", "NFKD"]), other)
    bare = "".join(words).replace("đ", "d")
    assert passphrase_bytes(one) == passphrase_bytes(other) == passphrase_bytes(bare)


def test_the_words_differ_in_what_counts() -> None:
    assert len({passphrase_bytes(word) for word in WORDS}) == len(WORDS) == 512
    assert all(unicodedata.is_normalized("NFC", word) and len(word) > 1 for word in WORDS)


@given(st.binary(min_size=16, max_size=16))
def test_a_suggestion_is_four_words_and_strong_enough(drawn: bytes) -> None:
    suggestion = suggest_passphrase(lambda n: drawn[:n])
    assert len(set(suggestion.split())) == 4
    assert set(suggestion.split()) <= set(WORDS)
    check_passphrase(suggestion)


def test_suggestions_differ() -> None:
    chance = random.Random(1)
    made = {suggest_passphrase(chance.randbytes) for _ in range(500)}
    assert len(made) == 500
    assert len({word for suggestion in made for word in suggestion.split()}) > 450


@pytest.mark.parametrize(
    "strong", ["trâu lúa ao sen", "hoa sen nở trong hồ", "motcaychuoi12", "Nhớ mùa gặt xưa"]
)
def test_strong_enough(strong: str) -> None:
    check_passphrase(strong, "Đỗ Thị Lan", "CLB thôn Đông")


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "lan1948",
        "a b c d",
        "aaaaaaaaaaaaaaa",
        "lan lan lan lan",
        "12121212121212",
        "đỗ thị lan",
    ],
)
def test_too_weak(weak: str) -> None:
    with pytest.raises(Invalid, match="Nothing was changed") as caught:
        check_passphrase(weak, "Đỗ Thị Lan")
    assert set(caught.value.problems) == {"passphrase"}


def test_a_name_alone_is_too_weak_however_it_is_written() -> None:
    for typed in ("Câu lạc bộ thôn Đông", "CAU LAC BO THON DONG"):
        with pytest.raises(Invalid):
            check_passphrase(typed, "Câu lạc bộ thôn Đông")
