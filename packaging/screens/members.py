"""The members: lists and forms, one person with every part, a list from elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.health import records as health
from app.members import lists_records, records
from app.members.filters import Filter
from app.members.import_plan import ListFile, open_list
from app.members.import_sheet import Row, Sheet
from screens.walk import TODAY, Walk
from ui.members.follow_ups import FollowUpsPage
from ui.members.household import HouseholdPage
from ui.members.import_page import ImportPage
from ui.members.longevity import BIRTHDAYS, JUBILEES, LongevityPage
from ui.members.whom import ListsPage

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "app" / "members" / "samples"


def someone(step: Walk) -> str:
    """The member with the most readings of those who signed for them: the one worth a picture."""
    club = step.session.club
    agreed = records.purposes_in_force(club, TODAY)
    found = [one for one in records.members(club, TODAY) if "C2" in agreed.get(one.id, ())]
    return max(found, key=lambda m: len(health.readings(club, m.id))).id


def pages(step: Walk) -> Iterator[str]:
    step.open("members")
    step.press("Ctrl+N")
    yield "member-add"
    step.press("Ctrl+Enter")
    yield "member-add-problems"
    step.window.back()
    yield from _lists(step)
    person = someone(step)
    step.open("members", what=person)
    yield "member"
    step.press("F2")
    yield "member-edit"
    step.window.back()
    step.press("F3")
    yield "member-papers"
    step.window.back()
    yield from _member_parts(step)
    yield from _papers(step, person)
    yield from _honours(step)
    step.show(ImportPage(step.session, step.window, open_list(SAMPLES / "roster-1.xlsx")))
    yield "members-import"
    step.window.back()
    step.show(ImportPage(step.session, step.window, _newer_list(step)))
    yield "members-import-changes"
    step.window.back()


def _lists(step: Walk) -> Iterator[str]:
    page = step.window.page()
    page.search.setText("ngyuen thij")
    yield "members-similar"
    page.search.clear()
    wanted = Filter(sex="F", age_from=75, households=frozenset({"poor", "near_poor"}))
    kept = lists_records.save_list(step.session.club, "Quà Tết", wanted)
    step.press("Ctrl+L")
    yield "members-group"
    step.press("Ctrl+K")
    yield "members-conditions"
    step.press("Ctrl+K")
    yield "members-conditions-more"
    step.window.back()
    step.window.back()
    step.show(ListsPage(step.session, step.window))
    yield "members-lists"
    step.window.back()
    lists_records.delete_list(step.session.club, kept)  # the walk may come by again
    step.window.undo_bar.hide()
    step.press("Ctrl+M")
    yield "members-more"
    more = step.window.page()
    more.tiles["3"].click()
    yield "members-twice-nobody"
    step.window.back()
    more.tiles["4"].click()
    yield "members-mass"
    mass = step.window.page()
    step.press("F4")
    yield "members-mass-who"
    step.window.back()
    mass.tiles["1"].click()
    step.settle()
    step.window.page().fields["value"].set_text("Xóm Mới")
    yield "members-mass-value"
    step.press("Ctrl+Enter")
    yield "members-mass-summary"
    for _page in range(4):
        step.window.back()
    yield from _twice(step)


def _twice(step: Walk) -> Iterator[str]:
    """Two entries of one person, side by side; afterwards there is one again."""
    club = step.session.club
    known = records.members(club, TODAY)[7].person
    again = replace(known, birth="1946", phone="0912345678", hamlet="Xóm Trên", note="hát chèo")
    records.add_person(club, again, "2026-10-01")
    step.press("Ctrl+M")
    step.window.page().tiles["3"].click()
    step.settle()
    yield "members-twice"
    step.window.page().table.open_current()
    yield "members-twice-pair"
    for _page in range(3):
        step.window.back()
    club.undo()
    step.window.undo_bar.hide()


def _newer_list(step: Walk) -> ListFile:
    """A list that knows some telephones and hamlets otherwise than the book."""
    rows = [Row(1, ("Mã thành viên", "Họ và tên", "Năm sinh", "Điện thoại", "Thôn"))]
    for number, member in enumerate(records.members(step.session.club, TODAY)[:9], start=2):
        person, phone = member.person, f"09112233{number:02}"
        birth = None if number % 4 else 1951
        rows.append(Row(number, (member.code, person.name, birth, phone, "Thôn Tây")))
    return ListFile("Danh sách 2027.xlsx", (Sheet("Thành viên", visible=True, rows=tuple(rows)),))


def _member_parts(step: Walk) -> Iterator[str]:
    """What lies behind the cards of a member's page, and the lists made of such parts."""
    for key, part, acts in (
        ("F4", "life", (("Ctrl+N", "circumstance"), ("F5", "household"))),
        ("F6", "family", (("Ctrl+N", "pick"),)),
        ("F7", "in-club", (("Ctrl+N", "involvement"), ("F4", "leaving"))),
        ("F8", "notes", (("Ctrl+N", "note"),)),
    ):
        step.press(key)
        yield f"member-{part}"
        for act, name in acts:
            step.press(act)
            yield f"member-{name}"
            step.window.back()
        step.window.back()

    step.show(FollowUpsPage(step.session, step.window))
    yield "notes"
    step.window.back()
    step.show(HouseholdPage(step.session, step.window))
    yield "households"
    step.window.back()


def _papers(step: Walk, person: str) -> Iterator[str]:
    """Lists and papers about everybody, and about one person."""
    step.open("members")
    step.press("Ctrl+P")
    yield "papers"
    for number in ("1", "2", "5", "8"):
        step.press_tile(number)
        yield f"papers-{number}"
        step.window.back()
    step.open("members", what=person)
    step.press("Ctrl+P")
    yield "papers-of-one"
    step.window.back()


def _honours(step: Walk) -> Iterator[str]:
    """Who is honoured for their age, whose birthday it is, who has been a member for long."""
    step.open("members")
    page = LongevityPage(step.session, step.window)
    step.show(page)
    yield "longevity"
    for what in (BIRTHDAYS, JUBILEES):
        page.arrive(what=what)
        yield what
    step.window.back()
