"""Walks through every page and dialog of the window, as pictures: for `tour` and `shots`.

The walk presses the same buttons as a user, found by the key printed on them, so that it breaks
when a page loses its way in. The clock stands still, so the same pictures come out every time.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

if __name__ == "screens" or not sys.platform.startswith("win"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.base.periods import Month
from app.base.text import _, set_language
from app.bundle import keys as bundle_keys
from app.bundle import write
from app.club.doorplate import sign_in_names
from app.club.file import Club, open_file
from app.club.ports import Kdf, Ports
from app.club.profile import Profile, new_club
from app.commune import receive
from app.commune import records as communes
from app.health import records as health
from app.meetings import sheet_records
from app.members import records as members
from app.members.import_plan import ListFile
from app.members.import_sheet import Row, Sheet
from app.practice.make import make
from ui.app import Application
from ui.kit import style
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.page import Page
from ui.kit.session import Session
from ui.kit.tiles import Tile
from ui.main_window import MainWindow
from ui.welcome.books import book_in, kind_of

TODAY = date(2026, 11, 15)
NOW = datetime(2026, 11, 15, 2, 41, tzinfo=UTC)
WIDTH, HEIGHT = 1366, 697  # what Windows leaves of 1366 × 768
PASSPHRASE = "tre xoài mít bưởi"


def ports() -> Ports:
    """Today, always; keys are cheap, since nothing here is secret."""
    return Ports(clock=lambda: NOW, kdf=Kdf(64, 1), sleep=lambda _seconds: None)


def application() -> Application:
    """The one application object of this process."""
    found = QApplication.instance()
    return found if isinstance(found, Application) else Application(["so-clb"])


def prepare(folder: Path) -> None:
    """The books of the walk: a practice club paired with a commune, an empty club, a locked one."""
    club = make(folder / "practice", TODAY)
    club.ports = ports()
    commune = communes.make(
        folder / "commune",
        "Hội Người cao tuổi xã Hòa Bình",
        "Bắc Ninh",
        "Ngô Văn Quý",
        None,
        ports(),
    )
    bundle_keys.pair(club, bundle_keys.own(commune).card, TODAY)
    communes.pair(commune, bundle_keys.own(club).card, TODAY)
    write.export(club, folder / "stick", TODAY)
    receive.receive(commune, folder / "stick")
    club.close()
    commune.close()
    profile = Profile("CLB thôn Đoài", "xã Hòa Bình", "Bắc Ninh")
    new_club(folder / "empty", profile, "Lê Thị Dung", None, ports(), "F").close()
    new_club(folder / "locked", profile, "Trần Văn Bình", PASSPHRASE, ports(), "M").close()


Shot = tuple[str, MainWindow]


class Walk:
    """One window at one size, theme and language, going from page to page."""

    def __init__(self, folder: Path, size: int, theme: str, language: str) -> None:
        self.folder = folder
        self.app = application()
        self.session = Session(ports())
        self.session.use(replace(self.session.settings, size=size, theme=theme, language=language))
        set_language(language)
        style.apply(theme, size)
        self.window = MainWindow(self.session)
        self.window.resize(WIDTH, HEIGHT)
        self.window.start(None)
        self.window.show()

    def settle(self) -> None:
        """Let Qt lay out and paint what has changed."""
        for _pass in range(6):
            self.app.processEvents()

    def press(self, key: str) -> None:
        """Press the button with this key on the page one sees."""
        page = self.window.page()
        for button in (*page.findChildren(Button), *page.findChildren(Door)):
            if button.key == key and button.isVisibleTo(page) and button.isEnabled():
                button.click()
                self.settle()
                return
        raise LookupError(f"no button {key} on {page.title()!r}")

    def show(self, page: Page) -> None:
        self.window.show(page)
        self.settle()

    def open(self, room: str, **about: object) -> None:
        self.window.open(room, **about)
        self.settle()

    def book(self, name: str, kind: str = "club") -> Club:
        """Open one of the prepared books."""
        club = open_file(self.folder / name, ports(), kind=kind_of(kind))
        self.window.open_club(club)
        self.settle()
        return club

    def close(self) -> None:
        self.window.close()
        self.settle()


def walk(
    folder: Path, size: int = 100, theme: str = "light", language: str = "vi"
) -> Iterator[Shot]:
    """Every page and dialog by name, one after the other; grab the window at each step."""
    with tempfile.TemporaryDirectory() as own:  # the walk writes: each goes through its own books
        shutil.copytree(folder, own, dirs_exist_ok=True)
        yield from _walk(Walk(Path(own), size, theme, language))


def _walk(step: Walk) -> Iterator[Shot]:
    try:
        for part in (
            _before,
            _empty,
            _rooms,
            _members,
            _organisation,
            _areas,
            _home_care,
            _meetings,
            _sheets,
            _privacy,
            _funds,
            _closing,
            _targets,
            _loans,
            _health,
            _send,
            _keeping,
            _commune,
        ):
            for name in part(step):
                step.settle()
                yield name, step.window
    finally:
        step.close()


def _before(step: Walk) -> Iterator[str]:
    from ui.welcome.begin import club_form
    from ui.welcome.copies import CopiesPage
    from ui.welcome.forgot import ForgotPage

    yield "welcome"
    step.show(club_form(step.session, step.window))
    yield "begin-club"
    step.open("welcome", folder=step.folder / "locked")
    yield "sign-in"
    locked = step.folder / "locked"
    step.show(ForgotPage(step.session, step.window, book_in(locked), sign_in_names(locked)))
    yield "forgot"
    step.show(CopiesPage(step.session, step.window, step.folder / "practice"))
    yield "copies"
    copy = next((step.folder / "practice" / "backups").glob("*.clbk"))
    step.open("welcome", folder=step.folder / "locked", copy=copy)
    yield "take-back"


def _empty(step: Walk) -> Iterator[str]:
    from ui.welcome.first_steps import FirstSteps

    step.book("empty")
    yield "empty-home"
    step.show(FirstSteps(step.session, step.window))
    yield "first-steps"
    for room in ("members", "targets", "health", "send"):
        step.open(room)
        yield f"empty-{room}"


def _rooms(step: Walk) -> Iterator[str]:
    step.book("practice")
    for room in ("home", "members", "health", "send", "safekeeping", "history", "officers"):
        step.open(room)
        yield room
        step.window.help()
        yield f"{room}-help"
        step.window.back()
    step.window.contents()
    yield "contents"
    step.window.back()
    step.window.cover()
    yield "curtain"
    step.window.curtain().opened.emit()


def _someone(step: Walk) -> str:
    """The member with the most readings of those who signed for them: the one worth a picture."""
    club = step.session.club
    agreed = members.purposes_in_force(club, TODAY)
    found = [one for one in members.members(club, TODAY) if "C2" in agreed.get(one.id, ())]
    return max(found, key=lambda m: len(health.readings(club, m.id))).id


def _members(step: Walk) -> Iterator[str]:
    step.open("members")
    step.press("Ctrl+N")
    yield "member-add"
    step.press("Ctrl+Return" if _has(step, "Ctrl+Return") else "Ctrl+Enter")
    yield "member-add-problems"
    step.window.back()
    yield from _lists(step)
    person = _someone(step)
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
    from app.members.import_plan import open_list
    from ui.members.import_page import ImportPage

    sample = Path(__file__).resolve().parent.parent / "tests/app/members/samples/roster-1.xlsx"
    step.show(ImportPage(step.session, step.window, open_list(sample)))
    yield "members-import"
    step.window.back()
    step.show(ImportPage(step.session, step.window, _newer_list(step)))
    yield "members-import-changes"
    step.window.back()


def _lists(step: Walk) -> Iterator[str]:
    from app.members import lists_records
    from app.members.filters import Filter
    from ui.members.whom import ListsPage

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
    someone = members.members(club, TODAY)[7].person
    again = replace(someone, birth="1946", phone="0912345678", hamlet="Xóm Trên", note="hát chèo")
    members.add_person(club, again, "2026-10-01")
    step.press("Ctrl+M")
    step.window.page().tiles["3"].click()
    step.settle()
    yield "members-twice"
    step.window.page().table.open_current()
    yield "members-twice-pair"
    for _page in range(3):
        step.window.back()
    club.undo()


def _newer_list(step: Walk) -> ListFile:
    """A list that knows some telephones and hamlets otherwise than the book."""
    rows = [Row(1, ("Mã hội viên", "Họ và tên", "Năm sinh", "Điện thoại", "Thôn"))]
    for number, member in enumerate(members.members(step.session.club, TODAY)[:9], start=2):
        person, phone = member.person, f"09112233{number:02}"
        birth = None if number % 4 else 1951
        rows.append(Row(number, (member.code, person.name, birth, phone, "Thôn Tây")))
    return ListFile("Danh sách 2027.xlsx", (Sheet("Hội viên", visible=True, rows=tuple(rows)),))


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
    from ui.members.follow_ups import FollowUpsPage
    from ui.members.household import HouseholdPage

    step.show(FollowUpsPage(step.session, step.window))
    yield "notes"
    step.window.back()
    step.show(HouseholdPage(step.session, step.window))
    yield "households"
    step.window.back()


def _honours(step: Walk) -> Iterator[str]:
    from ui.members.longevity import BIRTHDAYS, JUBILEES, LongevityPage

    step.open("members")
    page = LongevityPage(step.session, step.window)
    step.show(page)
    yield "longevity"
    step.press("Ctrl+P")
    yield "longevity-print"
    step.window.back()
    for what in (BIRTHDAYS, JUBILEES):
        page.arrive(what=what)
        yield what
    step.window.back()


def _papers(step: Walk, person: str) -> Iterator[str]:
    """Lists and papers about everybody, and about one person."""
    step.open("members")
    step.press("Ctrl+P")
    yield "papers"
    for number in ("1", "2", "5", "8"):
        _press_tile(step, number)
        yield f"papers-{number}"
        step.window.back()
    step.open("members", what=person)
    step.press("Ctrl+P")
    yield "papers-of-one"
    step.window.back()


def _press_tile(step: Walk, number: str) -> None:
    next(tile for tile in step.window.page().findChildren(Tile) if tile.number == number).click()
    step.settle()


def _targets(step: Walk) -> Iterator[str]:
    step.open("targets")
    yield "composition"
    step.press("Ctrl+D")
    yield "composition-day"
    step.window.back()
    step.press("Ctrl+L")
    yield "composition-targets"
    step.window.back()
    from app.targets import records, rule_sets
    from ui.targets.people import PeoplePage

    rules = rule_sets.rule_set("national-1533")
    women = records.composition_verdicts(step.session.club, TODAY, rules)[1]
    step.show(PeoplePage(step.session, step.window, women, TODAY))
    yield "composition-people"
    step.window.back()
    step.press("Ctrl+P")
    yield "composition-print"
    step.window.back()


def _organisation(step: Walk) -> Iterator[str]:
    step.open("organisation")
    yield "organisation"
    step.window.help()
    yield "organisation-help"
    step.window.back()
    for key, name in (("F2", "place"), ("F3", "founding")):
        step.press(key)
        yield f"organisation-{name}"
        step.window.back()
    forms = {
        "board": (("Ctrl+E", "new"), ("F3", "areas")),
        "teams": (),
        "pairs": (),
        "equipment": (("F4", "check"), ("F3", "look")),
        "trainings": (),
        "visits": (),
        "feedback": (("F3", "answer"),),
    }
    for page, more in forms.items():
        step.open("organisation", what=page)
        yield page
        for key, name in (("Ctrl+N", "add"), ("F2", "change"), *more):
            step.press(key)
            yield f"{page}-{name}"
            step.window.back()
    from app.organisation import team_records
    from ui.organisation.teams import TeamPage

    team = team_records.teams(step.session.club, TODAY)[0]
    step.show(TeamPage(step.session, step.window, team.id))
    yield "team"
    step.press("Ctrl+N")
    yield "team-people"
    step.window.back()
    step.window.back()


def _year(step: Walk) -> Iterator[str]:
    """The plan of the year, its rule, and a month that can still be changed."""
    step.press("Ctrl+L")
    yield "meeting-year"
    step.press("Ctrl+R")
    step.window.page().fields["kind"].set_text("weekday")
    step.window.page().first_focus()
    yield "meeting-rule"
    step.window.back()
    year = step.window.page().table
    year.select(year.shown()[-1].month)
    year.open_current()
    step.settle()
    yield "meeting-month"
    step.press("F2")
    yield "meeting-month-day"
    step.window.back()
    step.press("F4")
    yield "meeting-month-off"
    for _page in range(3):
        step.window.back()


def _meetings(step: Walk) -> Iterator[str]:
    """The room, and the last meeting with all its steps: as it is read, as it is written, its end.

    Afterwards it is closed again.
    """
    from app.meetings import records
    from ui.meetings.prints import PrintsPage
    from ui.meetings.steps import ORDER

    club = step.session.club
    month = records.last_closed(club)
    meeting_id = records.meeting_of(club, month).id
    step.open("meetings")
    yield "meetings"
    step.press("F4")
    yield "tasks"
    step.window.back()
    yield from _year(step)
    step.press("Ctrl+M")
    yield "meeting-begin"
    step.window.back()
    step.open("meetings", meeting=meeting_id, step="attendance")
    yield "meeting-closed"
    records.reopen_meeting(club, meeting_id)
    step.window.undo_bar.hide()
    meeting = step.window.page()
    for name in ORDER:
        meeting.go(name)
        yield f"meeting-{name}"
    meeting.go("collection")
    meeting.inner().foot.details.click()
    step.settle()
    yield "meeting-collection-parts"
    step.window.back()
    step.press("Ctrl+P")
    yield "meeting-receipts"
    step.window.back()
    meeting.go("attendance")
    roll = meeting.inner().roll
    roll.reasoned.emit((roll.current_key(), 1))
    step.settle()
    roll.turned.emit(roll.current_key())
    yield "meeting-attendance-why"
    step.press("Ctrl+N")
    yield "meeting-guest"
    step.window.back()
    step.window.contents()
    yield "meeting-contents"
    step.window.back()
    meeting.end()
    yield "meeting-end"
    step.window.back()
    club.undo()
    club.undo()
    records.close_meeting(club, meeting_id)
    step.window.undo_bar.hide()
    step.show(PrintsPage(step.session, step.window, month))
    yield "meeting-papers"
    step.window.back()


def _sheets(step: Walk) -> Iterator[str]:
    from ui.meetings.invite import InvitePage
    from ui.meetings.sheets import SheetsPage

    month = Month.of(TODAY)
    sheet_records.issue(step.session.club, month, {"sign_in": 2, "weighing": 3})
    page = SheetsPage(step.session, step.window, month)
    step.show(page)
    yield "sheets"
    step.window.help()
    yield "sheets-help"
    step.window.back()
    page.code.set_text("C4K-7R2")
    page.code.edit.entered.emit()
    yield "sheets-wrong-code"
    step.show(InvitePage(step.session, step.window, month))
    yield "invitations"
    step.window.back()
    step.window.back()
    step.session.club.undo()


def _home_care(step: Walk) -> Iterator[str]:
    """The month, a calendar with a visit in detail, people with their plans, everything else."""
    from app.home_care import records
    from ui.home_care.more import PLACES, MorePage
    from ui.home_care.people import CaredPage
    from ui.home_care.person_forms import need_form

    step.open("home_care")
    yield "home-care"
    step.window.help()
    yield "home-care-help"
    step.window.back()
    for key, name in (
        ("Ctrl+N", "calendar"),
        ("F3", "unseen"),
        ("Ctrl+P", "papers"),
        ("F4", "more"),
    ):
        step.press(key)
        yield f"home-care-{name}"
        if name == "calendar":
            step.press("F3")
            yield "home-care-visit"
            step.window.back()
        step.window.back()
    for name in PLACES:
        MorePage.go(step.session, step.window, name)
        step.settle()
        yield f"home-care-{name}"
        if name in ("people", "volunteers", "reports"):
            step.press("Ctrl+N")
            yield f"home-care-{name}-new"
            step.window.back()
        step.window.back()
    cared = records.cared_people(step.session.club, TODAY)[0]
    step.show(CaredPage(step.session, step.window, cared.id))
    yield "home-care-person"
    for key, name in (
        ("F2", "change"),
        ("F4", "house"),
        ("F3", "plan"),
        ("F7", "away"),
        ("Ctrl+Enter", "person-calendar"),
    ):
        step.press(key)
        yield f"home-care-{name}"
        if name == "plan":
            step.press("Ctrl+N")
            yield "home-care-round"
            step.window.back()
        step.window.back()
    step.show(need_form(step.session, step.window, cared.id, "katz"))
    yield "home-care-needs"
    step.window.back()
    step.window.back()


def _loans(step: Walk) -> Iterator[str]:
    from screens_loans import loans

    yield from loans(step)


def _areas(step: Walk) -> Iterator[str]:
    from app.base.periods import Month
    from ui.areas.activity import change_form
    from ui.areas.month import AreaMonthPage

    step.open("areas")
    yield "areas"
    step.window.help()
    yield "areas-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "areas-which"
    step.window.page().tiles["5"].click()
    step.settle()
    yield "areas-usual"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "activity-add"
    step.window.back()
    step.press("Ctrl+P")
    yield "areas-paper"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "areas-print"
    step.window.back()
    step.show(AreaMonthPage(step.session, step.window, "culture", Month(2026, 9)))
    yield "areas-month"
    # What a closed meeting did is not changed from here, so the form is shown by hand.
    step.show(change_form(step.session, step.window, step.window.page().table.shown()[0]))
    yield "activity-change"
    step.window.back()
    step.window.back()
    step.press("F4")
    yield "minimums"
    yield from _cases(step)
    step.press("F3")
    yield "exercise"
    step.window.back()
    step.press("F4")
    yield "proposals"
    for key, name in (("Ctrl+N", "add"), ("F3", "answer")):
        step.press(key)
        yield f"proposals-{name}"
        step.window.back()
    step.window.back()
    step.window.back()


def _cases(step: Walk) -> Iterator[str]:
    step.press("F2")
    yield "cases"
    for key, name in (("Ctrl+N", "add"), ("F3", "help")):
        step.press(key)
        yield f"cases-{name}"
        step.window.back()
    step.window.page().table.open_current()
    step.settle()
    yield "case"
    step.press("F4")
    yield "case-end"
    step.window.back()
    step.window.back()
    step.window.back()


def _privacy(step: Walk) -> Iterator[str]:
    step.open("privacy")
    yield "privacy"
    step.window.help()
    yield "privacy-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "privacy-papers"
    step.press("Ctrl+Enter")
    yield "privacy-paper"
    step.press("F4")
    yield "privacy-paper-represented"
    step.press("Ctrl+Enter")
    yield "privacy-paper-problems"
    step.open("privacy", what="requests")
    yield "privacy-requests"
    step.press("Ctrl+N")
    yield "privacy-request-new"
    step.open("privacy", what="requests")
    page = step.window.page()
    page.table.opened.emit(page.table.shown()[0])  # type: ignore[attr-defined]
    yield "privacy-request"
    step.press("F2")
    yield "privacy-request-end"
    step.open("privacy", what=_someone(step))
    yield "privacy-person"
    step.press("F4")
    yield "privacy-withdraw"
    step.open("privacy", what=_someone(step))
    step.press("Ctrl+Del")
    yield "privacy-erase"


def _funds(step: Walk) -> Iterator[str]:
    """Money in, out and moved, every book, and one voucher with what puts it right."""
    step.open("funds")
    yield "funds"
    step.window.help()
    yield "funds-help"
    step.window.back()
    step.press("Ctrl+N")
    yield "funds-in"
    _press_tile(step, "2")
    yield "funds-gift"
    step.window.back()
    step.press("Ctrl+K")
    yield "funds-out"
    _press_tile(step, "1")
    yield "funds-areas"
    _press_tile(step, "7")
    step.window.page().fields["amount"].edit.insert("50tr")
    step.window.page().fields["amount"].edited.emit("50tr")
    yield "funds-spending"
    step.window.back()
    step.press("Ctrl+L")
    yield "funds-move"
    _press_tile(step, "1")
    yield "funds-bank"
    step.window.back()
    for number, name, acts in (
        ("1", "cash-book", (("F5", "which"),)),
        ("2", "vouchers", ()),
        ("3", "golden-heart", (("Ctrl+K", "thing"), ("F2", "change"))),
        ("4", "sources", (("Ctrl+N", "new"), ("F3", "receive"))),
    ):
        step.press(number)
        yield name
        for key, act in acts:
            step.press(key)
            yield f"{name}-{act}"
            step.window.back()
        step.window.back()
    yield from _one_voucher(step)
    step.press("6")
    yield "funds-more"
    for number, name in (("1", "budget"), ("2", "savings"), ("3", "earmarked"), ("4", "sums")):
        _press_tile(step, number)
        yield f"funds-{name}"
        step.window.back()
        step.press("6")
    step.window.back()


def _closing(step: Walk) -> Iterator[str]:
    """The month to be closed, months that are, the end of the year, a takeover from paper."""
    from app.club.second import Second
    from ui.funds.closing import ClosingPage
    from ui.funds.seals import SealsPage
    from ui.funds.second import SecondPage
    from ui.funds.takeover import STEPS, TakeoverPage

    step.open("funds")
    step.show(ClosingPage(step.session, step.window))
    yield "closing"
    step.window.help()
    yield "closing-help"
    step.window.back()
    step.show(SealsPage(step.session, step.window))
    yield "closed-months"
    step.window.back()
    step.window.back()

    def nothing(_second: Second) -> None:
        """What the picture shows is not done."""

    said = [_("The box holds what the book says.")]
    verb = _("Close the month")
    step.show(SecondPage(step.session, step.window, verb, said, verb, nothing, icon="lock"))
    yield "second-officer"
    step.window.back()
    takeover = TakeoverPage(step.session, step.window)
    step.show(takeover)
    yield "takeover"
    for place, kind in enumerate(STEPS):
        takeover.show_step(place)
        step.settle()
        yield f"takeover-{kind.step}"
        step.window.back()
    step.window.back()
    step.open("funds", what="year-end")
    yield "year-end"
    step.window.back()


def _one_voucher(step: Walk) -> Iterator[str]:
    """The last spending: as it stands, to be corrected, and before it is taken back."""
    from app.funds import records

    year = records.entries(step.session.club, date(TODAY.year, 1, 1), TODAY)
    spent = [one for one in year if one.topic == "spending" and one.reversed_by is None]
    step.open("funds", voucher=spent[-1].id)
    yield "voucher"
    step.press("F2")
    yield "voucher-correct"
    step.window.back()
    step.window.page().back_button.click()
    yield "voucher-back"
    step.window.back()
    step.window.back()


def _has(step: Walk, key: str) -> bool:
    return any(button.key == key for button in step.window.page().findChildren(Button))


def _health(step: Walk) -> Iterator[str]:
    step.open("health")
    step.press("F4")
    yield "health-month"
    step.window.page().table.open_current()
    step.settle()
    yield "health-month-people"
    step.window.back()
    step.window.back()
    for code in ("high", "referrals", "not_measured"):
        step.open("health", what=code)
        yield f"health-list-{code}"
        step.window.back()
    yield from _measuring(step)
    step.press("F5")
    yield "health-check-ups"
    step.window.back()
    step.press("F6")
    yield "health-slips"
    step.window.back()
    step.press("Ctrl+P")
    yield "health-papers"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "health-new-lines"
    step.window.back()
    step.window.back()
    yield from _health_of(step, _someone(step))
    step.open("health")
    step.press("Ctrl+N")
    step.press("Ctrl+P")
    yield "health-books"
    from app.documents import health_book
    from ui.kit.preview import Preview

    club = step.session.club
    code = members.member(club, _someone(step), TODAY).code
    holders, issuer = health_book.gather(club, TODAY, [code])
    pdf = health_book.render(holders, issuer, TODAY)
    step.show(Preview(step.session, step.window, pdf, _("Health book"), "", None))
    yield "print-preview"
    step.window.back()


def _measuring(step: Walk) -> Iterator[str]:
    """A measuring day with some high ones, the second readings, the queue."""
    from app.health.rules import Reading

    club = step.session.club
    step.open("health")
    rows = health.grid(club, TODAY)
    with club.change("Readings of the walk"):
        for row, upper in zip(rows, (128, 150, 162, 186, 120, 144), strict=False):
            health.add_reading(club, row.person_id, Reading(TODAY, upper, 84, 72, 52_000))
    step.press("Ctrl+N")
    yield "health-measuring"
    step.press("F5")
    yield "health-second"
    step.press("F5")
    step.press("F6")
    yield "health-queue"
    step.window.back()
    club.undo()
    step.window.undo_bar.hide()


def _health_of(step: Walk, person: str) -> Iterator[str]:
    """One person: readings, what is known, each form."""
    from app.health import referral_records
    from ui.health.referral import ReferralForm

    club = step.session.club
    step.open("health", what=person)
    yield "health-person"
    step.press("F2")
    yield "health-reading"
    step.window.back()
    step.press("F4")
    yield "health-known"
    step.press("Ctrl+N")
    yield "health-known-which"
    step.window.page().tiles["1"].click()
    step.settle()
    yield "health-illness"
    step.window.back()
    for key, name in (("F4", "check-up"), ("F5", "slip-new")):
        step.press(key)
        yield f"health-{name}"
        step.window.back()
    step.window.back()
    slip = referral_records.referrals_of_month(club, Month.of(TODAY))[0]
    step.show(ReferralForm(step.session, step.window, slip.id))
    yield "health-slip"
    step.window.back()


def _send(step: Walk) -> Iterator[str]:
    step.open("send")
    step.press("F3")
    yield "send-lines"
    step.window.back()
    from ui.send.pairing import PairPage

    step.show(PairPage(step.session, step.window))
    yield "send-pairing"
    step.window.back()


def _keeping(step: Walk) -> Iterator[str]:
    from ui.safekeeping.tables import TablesPage

    step.show(TablesPage(step.session, step.window))
    yield "all-tables"
    step.window.back()
    step.open("history")
    from ui.history.page import ActPage

    entry = step.session.club.history(1)[0]
    step.show(ActPage(step.session, step.window, entry))
    yield "history-act"
    step.open("officers")
    step.press("Ctrl+N")
    yield "officer-add"
    step.window.back()


def _commune(step: Walk) -> Iterator[str]:
    step.book("commune", "commune")
    yield "commune"
    step.press("F3")
    yield "commune-months"
    step.window.back()
    step.press("Ctrl+N")
    yield "commune-pairing"
    step.window.back()
    from app.commune import records
    from ui.commune.club import ClubPage

    club = records.overview(step.session.club)[0].club_id
    step.show(ClubPage(step.session, step.window, club))
    yield "commune-club"
    step.open("receive")
    yield "commune-receive"


def pictures(
    folder: Path,
    out: Path,
    size: int,
    theme: str,
    language: str,
    tell: Callable[[Path], object],
) -> int:
    """Write a PNG of every page into `out`; how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, (name, window) in enumerate(walk(folder, size, theme, language), 1):
        path = out / f"{count:02}-{name}.png"
        window.grab().save(str(path))
        tell(path)
    return count
