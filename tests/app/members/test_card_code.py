"""The code of a card leads back to its member, and a slip of the hand leads nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from app.members.card_code import card_code, club_mark, read_card_code

CLUBS = st.text(min_size=1, max_size=26)
MEMBERS = st.integers(1, 99_999).map(lambda number: f"{number:03}")
SIGNS = "0123456789ACDEFGHJKMNPQRTUVWXYZ"


@given(CLUBS, MEMBERS)
def test_a_code_leads_back_to_its_member(club: str, member: str) -> None:
    code = card_code(club, member)
    for typed in (code, code.replace("-", ""), f" {code.lower()} ", code.replace("-", " ")):
        assert read_card_code(typed) == member
        assert read_card_code(typed, club) == member


@given(CLUBS, MEMBERS, st.integers(0, 9), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_no_code(club: str, member: str, place: int, sign: str) -> None:
    code = card_code(club, member).replace("-", "")
    place %= len(code)
    wrong = code[:place] + sign + code[place + 1 :]
    assert wrong == code or read_card_code(wrong) is None


@given(CLUBS, MEMBERS, st.integers(0, 9))
def test_two_neighbours_swapped_are_no_code(club: str, member: str, place: int) -> None:
    code = card_code(club, member).replace("-", "")
    place %= len(code) - 1
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert wrong == code or read_card_code(wrong) in (None, member)


def test_the_card_of_another_club_finds_nobody_here() -> None:
    others = [name for name in "abcdefgh" if club_mark(name) != club_mark("ours")]
    assert others
    assert all(read_card_code(card_code(name, "042"), "ours") is None for name in others)


def test_names_numbers_and_telephones_are_no_codes() -> None:
    for text in ("", "Đào", "An", "042", "0912345678", "C4K-7RM", "042-26A", "HT2400123456789"):
        assert read_card_code(text) is None


def test_the_code_stays_the_same_for_ever() -> None:
    assert card_code("vieq0000000000000000000000", "042") == "EG042-Z"
