"""Who may be lonely: signs, their order, and what the rooms tell of them."""

from datetime import date, timedelta

from app.club.file import Club
from app.health import records as health
from app.health.rules import Reading
from app.members import parts_records, records
from app.members.parts import Circumstance, Relation
from app.members.rules import Membership, Person
from app.reports.radar import Signs, radar
from app.reports.radar_records import lonely
from tests.makers import TODAY


def found(**known: object) -> tuple[tuple[str, ...], ...]:
    each = Signs("p", "Lan", **known)  # type: ignore[arg-type]
    return tuple(one.signs for one in radar([each], TODAY))


def test_one_sign_is_enough_where_it_weighs() -> None:
    assert found(absences=2) == (("absent",),)
    assert found(absences=1) == ()
    assert found(months=3) == (("not_measured",),)
    assert found(months=2) == found(months=None) == ()
    assert found(unseen=(TODAY,)) == (("not_visited",),)


def test_living_alone_and_a_birthday_only_add() -> None:
    soon = TODAY + timedelta(days=3)
    assert found(alone=True, birthday_on=soon) == ()
    assert found(alone=True, birthday_on=soon, absences=2) == (("absent", "alone", "birthday"),)


def test_a_loss_counts_for_a_year() -> None:
    assert found(widowed_on=TODAY - timedelta(days=365)) == (("widowed",),)
    assert found(widowed_on=TODAY - timedelta(days=366)) == ()


def test_who_needs_it_most_comes_first_with_the_reasons_in_words() -> None:
    one = Signs("a", "An", absences=2)
    two = Signs("b", "Ba", absences=3, widowed_on=date(2026, 10, 1), alone=True)
    (first, second) = radar([one, two], TODAY)
    assert (first.name, second.name) == ("Ba", "An")
    assert first.reasons == (
        "lost wife or husband on 1/10/2026",
        "missed the last 3 meetings",
        "lives alone",
    )


def test_what_the_rooms_tell(club: Club) -> None:
    joined = (TODAY - timedelta(days=400)).isoformat()
    lan = records.add_person(club, Person("Nguyễn Thị Lan", "F", "1950"), joined)
    hoa = records.add_person(club, Person("Trần Văn Hoà", "M", "1948"), joined)
    tam = records.add_person(club, Person("Lê Thị Tâm", "F", "1955"), joined)
    for who in (lan, tam):
        health.add_reading(club, who, Reading(TODAY, 130, 80))
    parts_records.relate(club, lan, Relation("", hoa, "spouse", together=True))
    since = (TODAY - timedelta(days=30)).isoformat()
    parts_records.begin_circumstance(club, lan, Circumstance("", "lives_alone", since))
    records.leave(club, hoa, Membership(None, since, "died"))
    (one,) = lonely(club, TODAY)
    assert (one.person_id, one.signs) == (lan, ("widowed", "alone"))
    assert {each.person_id for each in lonely(club, TODAY + timedelta(days=120))} == {lan, tam}
