"""Who may be lonely: signs, their order, and what the rooms tell of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.club.file import Club
from app.club.roles import TREASURER, Actor
from app.health import records as health
from app.health.rules import Reading
from app.home_care import plan_records
from app.home_care import records as home_care
from app.home_care.rules import Cared, Plan, Round
from app.members import parts_records, records
from app.members.parts import Circumstance, Relation
from app.members.rules import Membership, Person
from app.privacy.erasure import erase
from app.reports.radar import WEIGHTS, Signs, radar
from app.reports.radar_records import _birthday, lonely
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


def waiting(club: Club) -> str:
    """A member who was measured today and waits for a visit every day, in vain."""
    joined = (TODAY - timedelta(days=400)).isoformat()
    lan = records.add_person(club, Person("Nguyễn Thị Lan", "F", "1950-01-02"), joined)
    health.add_reading(club, lan, Reading(TODAY, 130, 80))
    since = TODAY - timedelta(days=100)
    cared_id = home_care.add_cared(club, Cared("", since, person_id=lan))
    rounds = tuple(Round(day, None) for day in range(7))
    plan_records.set_plan(club, Plan("", cared_id, since, rounds=rounds))
    return lan


def test_who_waited_for_a_visit_in_vain(club: Club) -> None:
    lan = waiting(club)
    (one,) = lonely(club, TODAY)
    assert (one.person_id, one.signs) == (lan, ("not_visited",))
    assert one.reasons == ("20 planned visits were not made this month",)


def test_who_may_not_read_of_health_and_visits_is_told_nothing_of_them(club: Club) -> None:
    waiting(club)
    club.actor = Actor("x", "Mai", frozenset({TREASURER}))
    assert lonely(club, TODAY + timedelta(days=200)) == ()


def test_an_erased_person_is_nowhere(club: Club) -> None:
    lan = waiting(club)
    erase(club, lan, "Tự xin")
    assert lonely(club, TODAY) == ()


def test_a_birthday_on_the_29th_of_february_comes_every_year() -> None:
    assert _birthday("1952-02-29", date(2027, 2, 1)) == date(2027, 3, 1)
    assert _birthday("1952-12-31", date(2026, 11, 21)) == date(2026, 12, 31)
    assert _birthday("1952-11-20", date(2026, 11, 21)) == date(2027, 11, 20)
    assert _birthday("1952", TODAY) == _birthday(None, TODAY) is None


@given(
    st.lists(
        st.builds(
            Signs,
            st.uuids().map(str),
            st.just("Lan"),
            st.integers(0, 6),
            st.none() | st.integers(0, 30),
            st.none() | st.dates(date(2024, 1, 1), date(2027, 6, 1)),
            st.lists(st.just(TODAY), max_size=3).map(tuple),
            st.booleans(),
            st.none() | st.just(TODAY + timedelta(days=4)),
        ),
        max_size=12,
    )
)
def test_everybody_named_has_a_reason_that_weighs(people: list[Signs]) -> None:
    found = radar(people, TODAY)
    weights = [each.weight for each in found]
    assert weights == sorted(weights, reverse=True)
    for each in found:
        assert len(each.signs) == len(each.reasons) == len(set(each.signs))
        assert any(WEIGHTS[sign] > 1 for sign in each.signs)
        own = [WEIGHTS[sign] for sign in each.signs]
        assert own == sorted(own, reverse=True)
