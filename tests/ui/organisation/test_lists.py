"""Each list: what is added, changed and taken out, and what is said beside it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.club.file import Club
from app.organisation import records, team_records, work_records
from app.organisation.work import Equipment, Training
from tests.makers import TODAY
from tests.ui.checks import check_page, settle
from tests.ui.conftest import FakeShell
from tests.ui.organisation.test_page import press, words_of
from ui.kit.form import Form
from ui.kit.page import Page
from ui.kit.register import Register
from ui.kit.session import Session
from ui.organisation.board import BoardPage
from ui.organisation.equipment import CheckPage, EquipmentPage
from ui.organisation.feedback import FeedbackPage
from ui.organisation.lists import ListPage
from ui.organisation.pairs import PairsPage
from ui.organisation.teams import TeamPage, TeamsPage
from ui.organisation.trainings import TrainingsPage
from ui.organisation.visits import VisitsPage

Open = Callable[[type[ListPage[Any]]], Any]


@pytest.fixture
def opened(session: Session, shell: FakeShell, filled: Club, shown: Callable[[Page], Page]) -> Open:
    """Opens a list of the filled club."""

    def show(kind: type[ListPage[Any]]) -> Any:
        page = kind(session, shell)
        page.make_ready()
        shown(page)
        page.table.setFocus()
        return page

    return show


def form_of(shell: FakeShell) -> Form:
    form = shell.shown[-1]
    assert isinstance(form, Form)
    return form


def fill(form: Form, **texts: str) -> None:
    for name, text in texts.items():
        form.fields[name].set_text(text)
    form.save_now()
    assert form.problems() == {}
    assert not form.notices()


def back_to(shell: FakeShell, page: Page) -> None:
    shell.stack.setCurrentWidget(page)
    settle()


# --- the board ----------------------------------------------------------------------------------


def test_an_office_is_added_changed_ended_and_taken_out(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(BoardPage)
    club = page.session.club
    press(page, "Ctrl+N")
    form = form_of(shell)
    form.save_now()
    assert set(form.problems()) == {"person", "office"}
    assert not form.fields["area"].isVisible()
    form.fields["office"].set_text("area_lead")
    form.fields["office"].edited.emit("area_lead")
    settle()
    assert form.fields["area"].isVisible()
    check_page(form)
    form.fields["office"].set_text("chair")
    form.fields["office"].edited.emit("chair")
    assert form.fields["office"].said() == "Now held by Nguyễn Thị Đào. End that term first."
    form.fields["office"].set_text("area_lead")
    form.fields["office"].edited.emit("area_lead")
    assert form.fields["office"].said() == ""
    fill(form, person=people["Lan"], area="culture", since="1/3/2026", decision="Họp tháng 3")
    back_to(shell, page)
    chosen = page.table.current()
    assert (chosen.name, chosen.area) == ("Lê Thị Hồng Lan", "culture")  # the new one is chosen
    press(page, "F2")
    form = form_of(shell)
    assert form.fields["area"].isVisible()
    fill(form, office="treasurer")
    back_to(shell, page)
    assert records.holder(club, "treasurer", TODAY) == "Lê Thị Hồng Lan"
    page._end()
    fill(form_of(shell), until="1/6/2026")
    back_to(shell, page)
    assert records.holder(club, "treasurer", TODAY) is None
    count = len(page.table.shown())
    press(page, "F4")
    assert len(page.table.shown()) == count + 1
    page.table.select(chosen.id)
    page.take_out.click()
    assert all(each.id != chosen.id for each in records.offices(club))


def test_a_new_board_and_then_its_areas(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(BoardPage)
    club = page.session.club
    press(page, "Ctrl+E")
    form = form_of(shell)
    form.save_now()
    assert set(form.problems()) == {"chair"}
    fill(
        form,
        since="1/11/2026",
        chair=people["Tý"],
        deputy=f"{people['Lan']} {people['Đào']}",
        board=people["Đạo"],
    )
    back_to(shell, page)
    assert [(each.office, each.name) for each in records.offices_on(club, TODAY)] == [
        ("chair", "Trần Văn Tý"),
        *(("deputy", "Nguyễn Thị Đào"), ("deputy", "Lê Thị Hồng Lan")),
        ("board", "Phạm Văn Đạo"),
    ]
    (notice,) = page.notices()
    assert notice.what == "The new board is written down."
    page._areas()
    form = form_of(shell)
    fill(form, health=people["Lan"], income=people["Lan"])
    now = records.offices_on(club, TODAY)
    assert [each.area for each in now if each.area] == ["income", "health"]
    club.undo()
    club.undo()
    assert records.holder(club, "chair", TODAY) == "Nguyễn Thị Đào"


def test_what_looks_odd_is_said_and_officers_are_another_room(
    opened: Open, shell: FakeShell
) -> None:
    page = opened(BoardPage)
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Treasurer: nobody holds it now." in said
    assert "The board has 2 people; 5 are usual." in said
    assert any("open nothing in this program" in text for text in said)
    page._open_officers()
    assert shell.opened == [("officers", {})]


# --- teams and pairs ----------------------------------------------------------------------------


def test_a_team_is_founded_filled_and_ended(
    opened: Open, session: Session, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(TeamsPage)
    assert page.purpose() == (
        "Home care volunteers: 0 of at least 5. Economic volunteers: 0 of at least 5."
    )
    press(page, "Ctrl+N")
    fill(form_of(shell), kind="home_care", since="1/3/2026")
    back_to(shell, page)
    page.table.open_current()
    team = shell.shown[-1]
    assert isinstance(team, TeamPage)
    settle()
    assert team.purpose() == "Home care volunteers. Since 1/3/2026. 0 people."
    press(team, "Ctrl+N")
    form = form_of(shell)
    fill(form, people=f"{people['Lan']} {people['Tý']}", since="1/3/2026")
    back_to(shell, team)
    assert [each.name for each in team.table.shown()] == ["Lê Thị Hồng Lan", "Trần Văn Tý"]
    team.table.select(team.table.shown()[0].id)
    press(team, "F2")
    fill(form_of(shell), part="lead", note="ở gần")
    back_to(shell, team)
    team.table.select(team.table.shown()[1].id)
    team._end()
    fill(form_of(shell), until="1/6/2026")
    back_to(shell, team)
    assert [(each.name, each.part, each.until) for each in team.table.shown()] == [
        ("Lê Thị Hồng Lan", "lead", None),
        ("Trần Văn Tý", "member", "2026-06-01"),
    ]
    assert team.purpose().endswith("1 person.")
    team.table.select(team.table.shown()[1].id)
    press(team, "F5")
    assert shell.opened == [("members", {"what": people["Tý"]})]
    team.take_out.click()
    assert len(team.table.shown()) == 1
    press(team, "F3")
    fill(form_of(shell), name="Tổ chăm sóc", until="1/9/2026")
    found, inside = team_records.team(session.club, team.team_id)
    assert (found.name, found.until, inside[0].until) == ("Tổ chăm sóc", "2026-09-01", "2026-09-01")


def test_a_team_whose_founding_was_taken_back(opened: Open, shell: FakeShell) -> None:
    page = opened(TeamsPage)
    page.table.open_current()
    team = shell.shown[-1]
    assert isinstance(team, TeamPage)
    settle()
    team_records.remove_team(page.session.club, team.team_id)
    settle()
    assert team.title() == "No longer in the book"
    team.add_now()
    team._edit_team()
    assert shell.shown[-1] is team
    back_to(shell, page)
    assert page.table.shown() == ()


def test_a_whole_team_is_taken_out_and_comes_back(opened: Open) -> None:
    page = opened(TeamsPage)
    page.take_out.click()
    assert page.table.shown() == ()
    page.session.undo()
    assert [len(each.members) for each in page.table.shown()] == [2]
    press(page, "F2")


def test_a_pair_and_what_is_odd_about_it(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(PairsPage)
    assert page.purpose().startswith("1 pair today.")
    press(page, "Ctrl+N")
    form = form_of(shell)
    form.fields["volunteer"].set_text(people["Tý"])
    form.fields["person"].set_text(people["Lan"])
    form.fields["person"].edited.emit("")
    assert form.fields["volunteer"].said() == "Not in a team of economic volunteers yet."
    assert form.fields["person"].said() == "Is looked after already by Phạm Văn Đạo."
    fill(form, since="1/3/2026")  # it never stops anybody
    back_to(shell, page)
    assert len(page.table.shown()) == 2
    press(page, "F2")
    fill(form_of(shell), note="trồng rau")
    back_to(shell, page)
    page._end()
    fill(form_of(shell), until="1/6/2026")
    back_to(shell, page)
    assert len(page.table.shown()) == 1
    press(page, "F4")
    assert len(page.table.shown()) == 2
    page.table.select(page.table.shown()[1].id)
    page.take_out.click()
    assert len(page.table.shown()) == 1


# --- equipment, trainings, visits, feedback -----------------------------------------------------


def test_equipment_is_written_down_and_looked_at(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(EquipmentPage)
    assert page.purpose() == "2 entries. 2 wait for their yearly check."
    press(page, "Ctrl+N")
    fill(
        form_of(shell),
        name="Cân sức khỏe",
        quantity="2 chiếc",
        source="lent",
        value="650k",
        keeper=people["Lan"],
        received_on="1/3/2026",
    )
    back_to(shell, page)
    thing = page.table.current()
    assert (thing.name, thing.quantity, thing.unit, thing.value_vnd) == (
        *("Cân sức khỏe", 2, "chiếc"),
        650_000,
    )
    press(page, "F2")
    form = form_of(shell)
    assert form.fields["quantity"].text() == "2 chiếc"
    fill(form, quantity="3 chiếc")
    back_to(shell, page)
    press(page, "F3")
    fill(form_of(shell), condition="broken", note="hỏng kim")
    back_to(shell, page)
    found = page.table.current()
    assert (found.quantity, found.condition, found.note) == (3, "broken", "hỏng kim")
    assert found.checked_on == TODAY.isoformat()
    page.take_out.click()
    assert len(page.table.shown()) == 2


def test_the_yearly_check_is_one_digit_a_thing(opened: Open, shell: FakeShell) -> None:
    page = opened(EquipmentPage)
    club = page.session.club
    work_records.add_equipment(club, Equipment("", "Ấm", 1, "given", received_on="2026-11-01"))
    press(page, "F4")
    check = shell.shown[-1]
    assert isinstance(check, CheckPage)
    settle()
    check.table.setFocus()
    settle()
    # It begins at the first thing that is due; each digit goes on to the next.
    assert _name(check) == "Ghế nhựa"
    press(check, "2")
    assert _name(check) == "Loa kéo có micro"
    press(check, "4")
    found = {each.name: each.condition for each in work_records.equipment(club)}
    assert found == {"Ấm": "good", "Ghế nhựa": "worn", "Loa kéo có micro": "gone"}
    assert "3 of 3 are checked." in words_of(check)
    assert len(check.table.shown()) == 3  # what was found gone today can still be corrected
    check_page(check)
    assert QApplication.focusWidget() is check.table.view


def _name(check: CheckPage) -> str:
    thing = check.table.current()
    return thing.name if thing is not None else ""


def test_a_training_with_its_people_and_the_figure_of_the_year(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(TrainingsPage)
    assert page.purpose() == "Refresher of 2026: 2 of 2 on the board."
    press(page, "Ctrl+N")
    fill(form_of(shell), kind="refresher", from_on="1/10/2026", people=people["Đào"])
    back_to(shell, page)
    assert page.table.current().topic == "Yearly refresher"
    press(page, "F2")
    form = form_of(shell)
    assert form.fields["people"].text() == people["Đào"]
    fill(form, people=f"{people['Đào']} {people['Lan']}")
    back_to(shell, page)
    found = page.table.current()
    assert isinstance(found, Training)
    assert set(found.people) == {people["Đào"], people["Lan"]}
    page.take_out.click()
    assert len(page.table.shown()) == 1


def test_visits_and_what_came_of_the_advice(opened: Open, shell: FakeShell) -> None:
    page = opened(VisitsPage)
    assert page.purpose() == (
        "Exchanges in 2026: 0 of at least 2. 1 piece of advice waits for an answer."
    )
    press(page, "F2")
    fill(form_of(shell), done="Đã ghi từ tháng sau")
    back_to(shell, page)
    assert page.purpose() == "Exchanges in 2026: 0 of at least 2."
    press(page, "Ctrl+N")
    form = form_of(shell)
    fill(form, kind="exchange", on_date="1/10/2026", with_whom="CLB Đoài", people="18")
    back_to(shell, page)
    assert page.purpose() == "Exchanges in 2026: 1 of at least 2."
    page.take_out.click()
    assert [each.with_whom for each in page.table.shown()] == ["Hội Người cao tuổi xã"]


def test_feedback_is_written_down_and_answered(
    opened: Open, shell: FakeShell, people: dict[str, str]
) -> None:
    page = opened(FeedbackPage)
    assert page.purpose() == "1 waits for an answer."
    press(page, "Ctrl+N")
    form = form_of(shell)
    form.save_now()
    assert set(form.problems()) == {"kind", "about"}
    fill(form, kind="suggestion", about="Xin thêm ghế", due_on="1/12/2026", owner=people["Tý"])
    back_to(shell, page)
    assert page.purpose() == "2 wait for an answer."
    new = page.table.current()
    assert (new.about, new.who, new.owner) == ("Xin thêm ghế", "", "Trần Văn Tý")
    assert page._state(new).word == "Until 1/12/2026"
    press(page, "F3")
    fill(form_of(shell), done="Đã mua", done_on="21/11/2026")
    back_to(shell, page)
    assert page.purpose() == "1 waits for an answer."
    assert page._state(page.table.shown()[-1]).word == "Done on 21/11/2026"
    press(page, "F2")
    fill(form_of(shell), about="Xin thêm ghế có tay vịn")
    back_to(shell, page)
    page.take_out.click()
    assert len(page.table.shown()) == 1


# --- what all lists share -----------------------------------------------------------------------


def test_without_a_chosen_line_nothing_happens(opened: Open, shell: FakeShell) -> None:
    page = opened(TrainingsPage)
    page.table.set_filter(lambda _row: False)
    page._remove_current()
    (notice,) = page.notices()
    assert notice.what == "Choose a line first."
    assert len(work_records.trainings(page.session.club)) == 1


def test_who_may_be_named_in_forms(filled: Club, people: dict[str, str]) -> None:
    from app.members import records as members
    from app.members.rules import Membership, Person

    members.leave(filled, people["Tý"], Membership(None, "2026-05-01", "moved"))
    members.leave(filled, people["Đạo"], Membership(None, "2026-05-01", "died"))
    assert Register(filled, TODAY).find("dao")[0].name == "Nguyễn Thị Đào"
    helper = members.add_person(filled, Person("An Văn Đỡ"), as_member=False)
    register = Register(filled, TODAY)
    names = [each.name for each in register.find("")]
    # Members first; who left comes after them, and who died is not asked any more.
    assert names[:2] == ["Nguyễn Thị Đào", "Lê Thị Lan"]
    assert set(names[3:]) == {"An Văn Đỡ", "Trần Văn Tý"}
    found = register.get(helper)
    assert found is not None
    assert "not a member" in found.more
    assert people["Đạo"] not in register.known
    assert people["Đạo"] in Register(filled, TODAY, [people["Đạo"]]).known
