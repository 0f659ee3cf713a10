"""The count, the seal and its check words, without a book."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Invalid
from app.base.names import fold
from app.base.periods import Month
from app.base.spoken import spoken_words
from app.funds import closing
from app.funds.closing import Counted, Line, Seal, ToClose

JUNE = Month(2026, 6)
DUE = ToClose(JUNE, 12, 1_250_000, 0, False, 400_000)
LINES: list[Line] = [
    ("receipt", 2026, 1, "2026-06-21", "fee", None, None, "m", "activity", "cash", 90_000),
    ("receipt", 2026, 1, "2026-06-21", "fee", None, None, "m", "activity", "fees", -90_000),
]
BALANCES = {"activity": {"cash": 90_000, "fees": -90_000}}


def hash_of(lines: list[Line] = LINES, **other: object) -> str:
    value: dict[str, object] = {
        "prev_sha256": None,
        "month": JUNE,
        "number": 1,
        "closed_on": date(2026, 7, 1),
        "counted": Counted({50_000: 1, 20_000: 2}),
        "difference_vnd": 0,
        "lines": lines,
        "balances": BALANCES,
    }
    return closing.seal_hash(**{**value, **other})  # type: ignore[arg-type]


def seal(month: Month, before: Seal | None = None, **other: object) -> Seal:
    sha256 = hashlib.sha256(f"{month}{other}".encode()).hexdigest()
    made = Seal(
        id=str(month),
        month=month,
        number=1,
        closed_on=month.last,
        notes={},
        counted_vnd=0,
        bank_vnd=0,
        difference_vnd=0,
        why=None,
        entries=0,
        balances={},
        prev_sha256=before.sha256 if before else None,
        sha256=sha256,
        words=closing.check_words(sha256),
    )
    return replace(made, **other)  # type: ignore[arg-type]


# --- the count ----------------------------------------------------------------------------------


def test_the_count_adds_up_notes_and_what_lies_loose() -> None:
    typed = {"500000": "2", "1000": "3", "loose": "700", "why": "", "witness": "Bà Hoa"}
    counted = closing.read_count(typed, has_bank=False)
    assert counted.total_vnd == 1_003_700
    assert (counted.witness, counted.why, counted.bank_vnd) == ("Bà Hoa", None, 0)


def test_what_is_no_number_is_said_beside_its_field() -> None:
    with pytest.raises(Invalid) as caught:
        closing.read_count({"500000": "x", "loose": "-3", "bank": ""}, has_bank=True)
    assert caught.value.problems.keys() == {"500000", "loose", "bank"}


def test_a_difference_is_refused_until_it_is_named() -> None:
    right = Counted({50_000: 25})
    assert closing.obstacle(DUE, right) is None
    more = Counted({50_000: 26})
    assert closing.difference(DUE, more) == 50_000
    assert "50.000" in str(closing.obstacle(DUE, more))
    assert closing.obstacle(DUE, replace(more, why="found on the floor")) is None


def test_more_missing_than_the_activity_fund_holds_is_no_difference_to_name() -> None:
    short = Counted({50_000: 1}, why="nobody knows")
    assert closing.obstacle(DUE, short) is not None
    assert closing.obstacle(replace(DUE, activity_cash_vnd=1_200_000), short) is None


def test_the_bank_must_agree_with_the_book() -> None:
    due = replace(DUE, has_bank=True, bank_vnd=5_000_000)
    said = str(closing.obstacle(due, Counted({50_000: 25}, bank_vnd=5_001_200)))
    assert "1.200" in said
    assert closing.obstacle(due, Counted({50_000: 25}, bank_vnd=5_000_000)) is None


# --- which month --------------------------------------------------------------------------------


def test_months_are_closed_in_order_and_when_they_are_over() -> None:
    first = Month(2026, 4)
    assert closing.next_month(None, None, date(2026, 7, 1)) is None
    assert closing.next_month(first, None, date(2026, 7, 1)) == first
    assert closing.next_month(first, Month(2026, 5), date(2026, 6, 29)) is None
    assert closing.next_month(first, Month(2026, 5), date(2026, 6, 30)) == JUNE
    assert closing.waiting(first, None, date(2026, 7, 1)) == (first, Month(2026, 5), JUNE)


# --- the hash and its words ---------------------------------------------------------------------


def test_the_format_of_a_seal_never_changes() -> None:
    """Seals of closed months are recomputed by every later version."""
    assert hash_of() == "2fd6f64607cb0d78bf96f2c6d2340a2d831f0f4bc4313a6cacea1e13ec877ded"
    assert closing.check_words(hash_of()) == "đào hẹp diều mận sương chổi"


def test_the_list_of_syllables_never_changes() -> None:
    words = spoken_words()
    assert len(words) == len({fold(word) for word in words}) == 512
    spelled = hashlib.sha256("\n".join(words).encode()).hexdigest()
    assert spelled == "acc643b669a030954b83cbebd76a3318281d27068cd8450fd8fbdaa98c9d6336"


@given(st.permutations(LINES))
def test_the_order_in_which_rows_are_read_does_not_matter(lines: list[Line]) -> None:
    assert hash_of(lines) == hash_of()


@given(st.integers(0, 1), st.integers(0, 10), st.integers())
def test_whatever_is_altered_below_a_seal_shows(row: int, place: int, other: int) -> None:
    changed = list(LINES)
    line = list(changed[row])
    line[place] = f"other {other}" if isinstance(line[place], str) else other - 10**9
    changed[row] = tuple(line)
    assert hash_of(changed) != hash_of()


def test_a_row_more_or_less_shows_and_so_does_each_part() -> None:
    said = {
        hash_of(),
        hash_of(LINES[:1]),
        hash_of([*LINES, LINES[0]]),
        hash_of(prev_sha256="0" * 64),
        hash_of(month=Month(2026, 5)),
        hash_of(number=2),
        hash_of(closed_on=date(2026, 7, 2)),
        hash_of(counted=Counted({50_000: 1, 10_000: 4})),
        hash_of(counted=Counted({50_000: 1, 20_000: 2}, bank_vnd=1)),
        hash_of(difference_vnd=1),
        hash_of(balances={"activity": {"cash": 90_001, "fees": -90_001}}),
    }
    assert len(said) == 11


def test_names_are_not_in_it() -> None:
    """A witness, or the reason of a difference, may be erased; the seal outlives it."""
    named = Counted({50_000: 1, 20_000: 2}, why="Bà Lan", witness="Ông Tư")
    assert hash_of(counted=named) == hash_of()


@given(st.binary(min_size=32, max_size=32))
def test_six_syllables_stand_for_the_first_bits_of_a_hash(raw: bytes) -> None:
    words = closing.check_words(raw.hex()).split()
    places = [spoken_words().index(word) for word in words]
    assert len(words) == closing.SYLLABLES
    bits = "".join(f"{place:09b}" for place in places)
    assert int(bits, 2) == int.from_bytes(raw, "big") >> (256 - 54)


def test_words_of_a_paper_are_found_with_and_without_marks() -> None:
    may, june = seal(Month(2026, 5)), seal(JUNE)
    assert closing.found_by_words([may, june], june.words.upper()) == june
    assert closing.found_by_words([may, june], f"  {fold(may.words)} ") == may
    assert closing.found_by_words([may, june], "trâu trâu trâu trâu trâu trâu") is None


# --- the chain ----------------------------------------------------------------------------------


def test_seals_follow_each_other() -> None:
    may = seal(Month(2026, 5))
    june = seal(JUNE, may)
    again = seal(JUNE, june, number=2)
    opened = replace(june, reopened_on=date(2026, 8, 1), reopened_why="a wrong voucher")
    assert closing.chain_problems([may, june]) == ()
    assert closing.chain_problems([may, opened, again]) == ()
    assert len(closing.chain_problems([may, again])) == 1
    assert len(closing.chain_problems([june])) == 1
    assert len(closing.chain_problems([replace(may, words="trâu"), june])) == 1
    july = seal(Month(2026, 7), may)
    assert len(closing.chain_problems([may, july])) == 1  # June is open below it
