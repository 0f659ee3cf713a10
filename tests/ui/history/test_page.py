from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.club.file import Club
from app.club.history import RowChange
from app.funds.records import entry, post
from app.health import records as health
from app.health.rules import Reading
from app.members import records
from app.members.records import Joining
from app.members.rules import Person
from app.privacy import erasure
from tests.app.funds.scene import received
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from ui.history import page as rooms
from ui.history import words
from ui.history.page import ActPage, HistoryPage, RowPage
from ui.kit.page import Page
from ui.kit.session import Session

Show = Callable[[Page], Page]


@pytest.fixture
def people(club: Club) -> list[str]:
    """Đào and Tý; Đào has got another telephone since."""
    dao = Person(name="Nguyễn Thị Đào", sex="F", birth="1953-05", cccd="024153009811")
    ids = [
        records.add_person(club, dao, "2021-03-10"),
        records.add_person(club, Person(name="Trần Văn Tý"), "2021-03-10"),
    ]
    records.edit_person(club, ids[0], Person(**{**_fields(dao), "phone": "0987214365"}))
    return ids


def _fields(person: Person) -> dict[str, str | None]:
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}


@pytest.fixture
def page(session: Session, shell: FakeShell, shown: Show, people: list[str]) -> HistoryPage:
    page = HistoryPage(session, shell)
    shown(page)
    return page


def said(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def acts(page: HistoryPage) -> list[str]:
    return [entry.words for entry in page.table.shown()]


def opened(page: HistoryPage, shell: FakeShell, text: str) -> ActPage:
    page.table.opened.emit(next(each for each in page.table.shown() if each.words == text))
    found = shell.shown[-1]
    assert isinstance(found, ActPage)
    settle()
    return found


def test_the_newest_act_comes_first(page: HistoryPage) -> None:
    assert acts(page)[:3] == [
        "Change the entry of Nguyễn Thị Đào",
        "Add Trần Văn Tý",
        "Add Nguyễn Thị Đào",
    ]
    assert QApplication.focusWidget() is page.search
    check_page(page)


@pytest.mark.parametrize(("typed", "count"), [("dao", 2), ("add ty", 1), ("zzz", 0)])
def test_searching(page: HistoryPage, typed: str, count: int) -> None:
    page.search.setText(typed)
    assert len(acts(page)) == count


def test_only_what_concerns_a_person(page: HistoryPage, people: list[str]) -> None:
    page.arrive(what=people[1])
    assert acts(page) == ["Add Trần Văn Tý"]
    assert page.purpose() == "Only what concerns Trần Văn Tý."
    assert page._everybody.isVisible()
    check_page(page)
    page._show_everybody()
    assert len(acts(page)) > 3
    assert not page._everybody.isVisible()


def test_somebody_whose_adding_was_undone(page: HistoryPage, club: Club) -> None:
    gone = records.add_person(club, Person(name="Vũ Thị Ba"))
    club.undo()
    page.arrive(what=gone)
    assert page.purpose() == "Only what concerns somebody no longer in the book."
    assert acts(page) == ["Undone: Add Vũ Thị Ba", "Add Vũ Thị Ba"]


def test_older_ones_come_on_demand(page: HistoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "AT_ONCE", 2)
    page.refresh()
    assert len(acts(page)) == 2
    while page._older.isVisible():
        page._older.click()
    assert len(acts(page)) == len(page.session.club.history(100))
    assert len(set(acts(page))) == len(acts(page))


def test_it_follows_every_change_while_seen(page: HistoryPage, club: Club) -> None:
    records.add_person(club, Person(name="Vũ Thị Ba"))
    assert acts(page)[0] == "Add Vũ Thị Ba"


def test_an_act_before_and_after(page: HistoryPage, shell: FakeShell) -> None:
    act = opened(page, shell, "Change the entry of Nguyễn Thị Đào")
    assert {"Entry of a person: changed. Nguyễn Thị Đào", "Telephone: empty → 0987 214 365"} <= set(
        said(act)
    )
    check_page(act)


def test_one_act_is_taken_back(
    page: HistoryPage, shell: FakeShell, club: Club, people: list[str], session: Session
) -> None:
    act = opened(page, shell, "Add Trần Văn Tý")
    assert QApplication.focusWidget() is act.revert
    act.revert.click()
    assert shell.backs == 1
    with pytest.raises(LookupError):
        records.member(club, people[1], session.today())


def test_an_act_that_others_build_on_is_refused_in_words(
    page: HistoryPage, shell: FakeShell
) -> None:
    act = opened(page, shell, "Add Nguyễn Thị Đào")
    act.revert.click()
    (notice,) = act.notices()
    assert notice.what.startswith("“Add Nguyễn Thị Đào” cannot be undone by itself")
    assert "Nothing was changed" in notice.text
    assert shell.backs == 0
    check_page(act)


def test_what_cannot_be_taken_back_says_so(page: HistoryPage, shell: FakeShell) -> None:
    act = opened(page, shell, "Make the book")
    assert not act.revert.isEnabled()
    assert act.revert.reason == "Keys, copies and receipts cannot be taken back."
    check_page(act)


def test_a_booked_sum_stays_and_what_was_before_it(
    page: HistoryPage, shell: FakeShell, club: Club
) -> None:
    voucher = post(club, received(20_000))
    number = entry(club, voucher).voucher
    booked = opened(page, shell, acts(page)[0])
    assert booked.revert.reason == "Money that was booked stays."
    assert "A voucher is put right under “Funds and loans”." in said(booked)
    check_page(booked)
    earlier = opened(page, shell, "Change the entry of Nguyễn Thị Đào")
    assert earlier.revert.reason == "Something final was written since."
    (why,) = (text for text in said(earlier) if text.startswith("Undo never goes back past"))
    assert number in why
    check_page(earlier)


def test_an_act_of_many_rows_is_a_list(page: HistoryPage, shell: FakeShell, club: Club) -> None:
    with club.change("Import many"):
        records.add_members(club, [Joining(Person(name=f"Lê Thị {n}")) for n in "ABCDE"])
    act = opened(page, shell, "Import many")
    assert act.table is not None
    assert len(act.table.shown()) == 10
    check_page(act)
    act.table.opened.emit(act.table.shown()[0])
    row = shell.shown[-1]
    assert isinstance(row, RowPage)
    settle()
    assert "Full name: Lê Thị A" in said(row)
    check_page(row)


def test_health_is_hidden_from_who_may_not_read_it(
    page: HistoryPage, shell: FakeShell, club: Club, people: list[str]
) -> None:
    from app.club.roles import Actor

    reading = Reading(on=page.session.today(), systolic=126, diastolic=78, weight_g=48200)
    health.add_reading(club, people[0], reading)
    shown = opened(page, shell, acts(page)[0])
    assert {"Upper number: 126", "Weight: 48,2 kg"} <= set(said(shown))
    club.actor = Actor(club.actor.id, "Thủ quỹ", frozenset({"treasurer"}))
    hidden = opened(page, shell, acts(page)[0])
    assert "Your duties do not include seeing this." in said(hidden)
    assert "Upper number: 126" not in said(hidden)


def test_values_are_said_as_people_say_them() -> None:
    image: dict[str, str | int | None] = {
        "birth": "1953-05",
        "cccd": "024153009811",
        "sex": "F",
        "height_mm": 1520,
        "glucose_umol_l": 5600,
        "confirmed": 0,
        "joined_on": "2021-03-10",
        "roles": '["chair", "of a later version"]',
        "name_fold": "never told",
    }
    row = RowChange("person", "p1", None, image)
    assert set(words.lines(row)) == {
        "Born: 5/1953",
        "Citizen number: …811",
        "Woman or man: Woman",
        "Height: 152 cm",
        "Blood sugar: 5,6 mmol/L",
        "Confirmed: no",
        "Joined on: 10/3/2021",
        "Duties: Chair",
    }
    assert words.what_kind(row) == "Entry of a person: new"
    taken = RowChange("consent", "c1", {"person_id": "p1", "purpose": "C5"}, None)
    assert words.what_kind(taken) == "Signed consent: taken out"
    assert words.person_id(taken) == "p1"
    assert words.lines(RowChange("person", "p1", None, None, erased=True)) == [
        "These values were erased."
    ]


def test_an_erased_person_is_spoken_of_without_a_name(
    page: HistoryPage, shell: FakeShell, club: Club, people: list[str]
) -> None:
    erasure.erase(club, people[0], "Tự xin")
    settle()
    assert "Erase the person with number 001" in acts(page)
    assert "Change the entry of (erased)" in acts(page)
    for text in acts(page):
        act = opened(page, shell, text)
        check_page(act)
        assert not any("Nguyễn Thị Đào" in label for label in said(act))


def test_tables_of_consent_are_told_in_words() -> None:
    paper = {
        "signed_on": "2026-11-01",
        "signed_by": "fingerprint",
        "read_by": "read_to",
        "text_sha256": "0" * 64,
        "person_id": "p1",
    }
    row = RowChange("consent_paper", "c", None, paper)
    assert words.what_kind(row) == "Consent paper: new"
    assert set(words.lines(row)) == {
        "Signed on: 1/11/2026",
        "Signed by: fingerprint",
        "Read by: it was read out",
    }
    request = RowChange("data_request", "r", None, {"kind": "erase", "received_on": "2026-11-01"})
    assert set(words.lines(request)) == {"Kind: be erased", "Received on: 1/11/2026"}
