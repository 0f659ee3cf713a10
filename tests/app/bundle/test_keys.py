import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import UserError
from app.bundle import keys
from app.bundle.keys import Card, card_file, check_groups, read_card
from app.bundle.refusals import NOT_A_KEY, Unreadable
from app.club.file import Club

CARD = Card("club", "1" * 32, "CLB thôn Đông", "HB01", "ab" * 32, "age1test")


def test_keys_are_made_once(club: Club) -> None:
    assert keys.own(club) == keys.own(club)
    assert keys.own(club).card.kind == "club"
    assert keys.own(club).card.file_id == club.file_id


def test_a_card_goes_through_its_file(club: Club, commune: Club) -> None:
    for book in (club, commune):
        own = keys.own(book)
        assert read_card(card_file(own), book.kind.name) == own.card


def test_a_card_of_the_other_kind_is_refused(commune: Club) -> None:
    with pytest.raises(Unreadable) as caught:
        read_card(card_file(keys.own(commune)), "club")
    assert caught.value.code == NOT_A_KEY


def test_any_change_of_a_card_is_found(club: Club) -> None:
    raw = card_file(keys.own(club))
    for position in range(len(raw) - 1):  # but the end of the last line
        changed = bytearray(raw)
        changed[position] ^= 1
        with pytest.raises(Unreadable):
            read_card(bytes(changed), "club")
    for length in range(len(raw) - 1):
        with pytest.raises(Unreadable):
            read_card(raw[:length], "club")


@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader_of_cards(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_card(raw, "club")


@pytest.mark.parametrize("body", [b"[]", b"null", b"{}", b'{"fmt":"nctk"}', b'"x"'])
def test_json_that_is_no_card_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_card(body + b"\n" + b"00" * 64 + b"\n", "club")


def test_the_fingerprint_never_changes() -> None:
    # Papers in the files of clubs and communes show these digits.
    assert " ".join(CARD.fingerprint) == "33937 42761 06906 01969 07154 87520"


@pytest.mark.parametrize("field", ["kind", "file_id", "name", "sign_key", "age_key"])
def test_the_fingerprint_stands_for_everything_that_matters(field: str) -> None:
    values = {name: getattr(CARD, name) for name in Card.__slots__}
    other = Card(**{**values, field: values[field] + "x"})
    assert other.fingerprint[-2:] != CARD.fingerprint[-2:]


def test_the_typed_groups_are_compared() -> None:
    one, two = CARD.fingerprint[-2:]
    for typed in (f"{one} {two}", f" {one}-{two} ", one + two):
        check_groups(CARD, typed)
    for typed in ("", one, f"{two} {one}", f"{one} {two}1", "x", "１" * 10):
        with pytest.raises(UserError, match="not paired"):
            check_groups(CARD, typed)


def test_ids_of_people_differ_from_club_to_club(club: Club, commune: Club) -> None:
    ours, theirs = keys.own(club), keys.own(commune)
    assert ours.pid("a") == keys.own(club).pid("a")
    assert len({ours.pid("a"), ours.pid("b"), theirs.pid("a")}) == 3


def test_nothing_private_shows(club: Club, commune: Club) -> None:
    own = keys.own(club)
    for secret in (own.seed, own.identity, own.pid_key):
        assert secret.encode() not in card_file(own)
        assert secret not in repr(own), "keys must not reach a log"
