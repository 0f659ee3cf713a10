from collections.abc import Callable

import pytest

from app.club.file import Club
from app.members import leaving_records, records
from app.members.rules import Membership
from tests.makers import TODAY
from tests.ui.checks import SIZES, check_page
from tests.ui.conftest import FakeShell
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.session import Session
from ui.members.period_form import period_form

Show = Callable[[Page], Page]


@pytest.fixture
def opened(
    club: Club, session: Session, shell: FakeShell, shown: Show, people: dict[str, str]
) -> Callable[[str], Form]:
    """The form for the only period of somebody, by the given name."""

    def show(name: str) -> Form:
        (period_id,) = leaving_records.periods(club, people[name])
        member = records.member(club, people[name], TODAY)
        form = period_form(session, shell, member, period_id)
        shown(form)
        return form

    return show


@pytest.mark.parametrize("size", SIZES)
def test_the_form_fits(
    size: int, sized: Callable[[int], None], opened: Callable[[str], Form]
) -> None:
    sized(size)
    check_page(opened("Thơm"))


def test_the_days_of_who_has_left(
    club: Club, people: dict[str, str], opened: Callable[[str], Form]
) -> None:
    form = opened("Thơm")
    assert form.values() == {
        "joined_on": "10/3/2021",
        "left_on": "1/2/2026",
        "reason": "moved",
        "note": "",
    }
    form.fields["joined_on"].set_text("5/3/2019")
    form.fields["reason"].set_text("transferred")
    form.save_now()
    corrected = Membership("2019-03-05", "2026-02-01", "transferred")
    assert records.memberships(club, people["Thơm"]) == (corrected,)


def test_who_is_a_member_stays_one(
    club: Club, people: dict[str, str], opened: Callable[[str], Form]
) -> None:
    form = opened("Đào")
    assert form.values().keys() == {"joined_on", "note"}
    form.fields["joined_on"].set_text("")
    form.save_now()
    assert records.memberships(club, people["Đào"]) == (Membership(),)


def test_a_wrong_day_is_said_beside_it(
    club: Club, people: dict[str, str], opened: Callable[[str], Form], shell: FakeShell
) -> None:
    form = opened("Thơm")
    form.fields["left_on"].set_text("1/2/2020")
    form.save_now()
    assert shell.backs == 0
    assert records.memberships(club, people["Thơm"])[0].left_on == "2026-02-01"
