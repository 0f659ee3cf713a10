import pytest

from app.base.errors import Invalid, Refused
from app.club import chain, history
from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import LARGEST_PHOTO, Circumstance, FollowUp, Involvement, Relation
from app.members.rules import Person
from tests.makers import TODAY

JPEG = b"\xff\xd8\xff\xe0" + b"picture" * 20 + b"\xff\xd9"
OTHER = b"\xff\xd8\xff\xe1" + b"another" * 20 + b"\xff\xd9"


@pytest.fixture
def lan(club: Club) -> str:
    return records.add_person(club, Person("Lê Thị Lan"), "2020-01-01")


@pytest.fixture
def hoa(club: Club) -> str:
    return records.add_person(club, Person("Trần Văn Hoà"), "2020-01-01")


def last_words(club: Club) -> str:
    return history.history(club)[0].words


def test_involvement_is_dated(club: Club, lan: str) -> None:
    first = parts_records.begin_involvement(club, lan, Involvement("", "volunteer", "2024-01-01"))
    assert last_words(club) == "Write down what Lê Thị Lan does for the club"
    for since in ("2023-01-01", "2024-01-01", "2025-01-01"):
        with pytest.raises(Refused, match="already"):
            parts_records.begin_involvement(club, lan, Involvement("", "volunteer", since))
    parts_records.begin_involvement(club, lan, Involvement("", "donor", "2024-01-01"))
    with pytest.raises(Invalid, match="before its beginning"):
        parts_records.end_involvement(club, first, "2023-12-31")
    parts_records.end_involvement(club, first, "2025-01-01")
    with pytest.raises(Refused, match="ended already"):
        parts_records.end_involvement(club, first, "2025-02-01")
    parts_records.begin_involvement(club, lan, Involvement("", "volunteer", "2026-01-01"))
    assert [
        (each.kind, each.since, each.until) for each in parts_records.involvements(club, lan)
    ] == [
        ("donor", "2024-01-01", None),
        ("volunteer", "2024-01-01", "2025-01-01"),
        ("volunteer", "2026-01-01", None),
    ]
    for day, kinds in (
        ("2023-12-31", {}),
        ("2024-12-31", {lan: {"donor", "volunteer"}}),
        ("2025-01-01", {lan: {"donor"}}),
        ("2026-01-01", {lan: {"donor", "volunteer"}}),
    ):
        assert parts_records.involved_on(club, TODAY.fromisoformat(day)) == kinds


def test_circumstances_are_dated(club: Club, lan: str, hoa: str) -> None:
    alone = Circumstance("", "lives_alone", "2024-01-01", note="con ở xa")
    row = parts_records.begin_circumstance(club, lan, alone)
    parts_records.begin_circumstance(club, hoa, Circumstance("", "frail", "2026-01-01"))
    assert parts_records.circumstances_on(club, TODAY) == {lan: {"lives_alone"}, hoa: {"frail"}}
    parts_records.end_circumstance(club, row, "2026-05-01")
    assert last_words(club) == "End a circumstance of Lê Thị Lan"
    assert parts_records.circumstances_on(club, TODAY) == {hoa: {"frail"}}
    (found,) = parts_records.circumstances(club, lan)
    assert found == Circumstance(row, "lives_alone", "2024-01-01", "2026-05-01", "con ở xa")
    club.undo()
    assert parts_records.circumstances_on(club, TODAY)[lan] == {"lives_alone"}


def test_a_relation_is_seen_from_both_sides(club: Club, lan: str, hoa: str) -> None:
    row = parts_records.relate(club, lan, Relation("", hoa, "child", together=True))
    assert parts_records.relations(club, lan) == (Relation(row, hoa, "child", together=True),)
    assert parts_records.relations(club, hoa) == (Relation(row, lan, "parent", together=True),)
    parts_records.relate(club, hoa, Relation("", lan, "spouse", note="cưới 1970"))
    (found,) = parts_records.relations(club, lan)
    assert (found.id, found.kind, found.together) == (row, "spouse", False)
    parts_records.unrelate(club, lan, row)
    assert parts_records.relations(club, hoa) == ()
    club.undo()
    assert parts_records.relations(club, hoa) == (Relation(row, lan, "spouse", note="cưới 1970"),)
    with pytest.raises(Invalid, match="oneself"):
        parts_records.relate(club, lan, Relation("", lan, "other"))
    with pytest.raises(Refused, match="no longer in the book"):
        parts_records.relate(club, lan, Relation("", "nobody", "other"))


def test_a_household_is_who_lives_together_however_they_are_linked(club: Club) -> None:
    ids = [records.add_person(club, Person(f"Lê {name}")) for name in "ABCDEFG"]
    a, b, c, d, e, f, g = ids
    for one, other, together in (
        (a, b, True),
        (c, d, True),
        (b, d, True),
        (e, f, True),
        (f, g, False),
    ):
        parts_records.relate(club, one, Relation("", other, "other", together=together))
    assert set(parts_records.households(club)) == {frozenset({a, b, c, d}), frozenset({e, f})}


def test_what_is_to_be_done(club: Club, lan: str, hoa: str) -> None:
    first, second, third = (
        parts_records.add_follow_up(club, FollowUp("", person, text, due, "2026-10-01"))
        for person, text, due in (
            (lan, "hỏi thẻ BHYT", "2026-12-01"),
            (lan, "đến thăm", "2026-10-20"),
            (hoa, "ký phiếu", "2026-11-01"),
        )
    )
    assert [each.id for each in parts_records.open_follow_ups(club, TODAY)] == [
        second,
        third,
        first,
    ]
    parts_records.finish_follow_up(club, second, "2026-11-20", "bà đã khoẻ")
    assert last_words(club) == "Done for Lê Thị Lan"
    with pytest.raises(Refused, match="done already"):
        parts_records.finish_follow_up(club, second, TODAY.isoformat())
    assert [each.id for each in parts_records.open_follow_ups(club, TODAY)] == [third, first]
    before = TODAY.fromisoformat("2026-11-19")
    assert [each.id for each in parts_records.open_follow_ups(club, before)] == [
        second,
        third,
        first,
    ]
    assert parts_records.open_follow_ups(club, TODAY.fromisoformat("2026-09-30")) == ()
    done = FollowUp(second, lan, "đến thăm", "2026-10-20", "2026-10-01", "2026-11-20", "bà đã khoẻ")
    assert [each.id for each in parts_records.follow_ups(club, lan)] == [first, second]
    assert parts_records.follow_ups(club, lan)[1] == done
    with pytest.raises(Refused, match="no longer in the book"):
        parts_records.finish_follow_up(club, "nothing", TODAY.isoformat())


def test_a_photo_is_kept_once_and_undo_finds_the_one_before(club: Club, lan: str, hoa: str) -> None:
    assert parts_records.photo(club, lan) is None
    parts_records.set_photo(club, lan, JPEG, "2026-01-01")
    parts_records.set_photo(club, hoa, JPEG)
    parts_records.set_photo(club, lan, OTHER)
    assert parts_records.photo(club, lan) == OTHER
    assert club.db.table("picture").count == 2
    club.undo()
    assert parts_records.photo(club, lan) == JPEG
    parts_records.remove_photo(club, lan)
    assert parts_records.photo(club, lan) is None
    assert parts_records.photo(club, hoa) == JPEG
    club.undo()
    assert parts_records.photo(club, lan) == JPEG
    assert chain.verify(club) == []


def test_what_is_no_photo_is_refused(club: Club, lan: str) -> None:
    large = JPEG[:-2] + bytes(LARGEST_PHOTO) + b"\xff\xd9"
    for picture, sentence in ((b"GIF89a", "no photo"), (large, "at most 100 kB")):
        with pytest.raises(Refused, match=sentence):
            parts_records.set_photo(club, lan, picture)
    assert club.db.table("picture").count == 0
    limit = JPEG[:-2] + bytes(LARGEST_PHOTO - len(JPEG)) + b"\xff\xd9"
    parts_records.set_photo(club, lan, limit)
    assert parts_records.photo(club, lan) == limit


def test_nothing_is_written_about_who_is_not_there(club: Club) -> None:
    for write in (
        lambda: parts_records.begin_involvement(
            club, "nobody", Involvement("", "donor", "2026-01-01")
        ),
        lambda: parts_records.begin_circumstance(
            club, "nobody", Circumstance("", "frail", "2026-01-01")
        ),
        lambda: parts_records.add_follow_up(
            club, FollowUp("", "nobody", "đến thăm", "2026-12-01", "2026-11-21")
        ),
        lambda: parts_records.set_photo(club, "nobody", JPEG),
        lambda: parts_records.end_involvement(club, "nothing", "2026-11-21"),
    ):
        with pytest.raises(Refused, match="Nothing was changed"):
            write()
