"""What users do with a book, one operation each, for the proofs that no crash loses anything.

A room adds its own to OPERATIONS: something that writes, acknowledged as the screens do it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from app.bundle import write
from app.club import backup, officers
from app.club.file import Club, open_file
from app.club.kinds import CLUB, Kind
from app.club.ports import Ports
from app.club.restore import restore
from app.club.roles import SECRETARY, TREASURER
from app.commune import receive
from app.commune.migrations import COMMUNE
from app.documents.tables_in import TablesPlan, apply_tables
from app.documents.tables_records import RowChange
from app.health import records as health
from app.health.rules import Reading
from app.members import records as members
from app.members.import_plan import apply_plan, plan_file
from app.members.rules import Person
from app.privacy import erasure, request_records
from app.privacy import records as consent
from app.privacy.requests import DataRequest
from app.privacy.rules import Answers, ConsentPaper
from app.targets import records as targets
from tests.app.club.kill import areas, funds, home_care, loans, meetings, organisation
from tests.app.club.kill import health as wellness
from tests.app.club.kill import members as register
from tests.app.club.kill.members import somebody
from tests.exchange import add_member, make_commune, pair
from tests.makers import TODAY, fast_ports, make_club

PASSPHRASE = "mưa xuân lúa vàng"
BOOKS: Mapping[str, Kind] = {"club": CLUB, "commune": COMMUNE, "new": CLUB}

Saved = Callable[[], None]
"""Called each time the user has been told that what was done so far is saved."""


@dataclass(frozen=True)
class Operation:
    """`act` is what gets cut short, in a scene of its own; `book` is the one it writes to."""

    act: Callable[[Path, Saved], None]
    book: str = "club"


def ports() -> Ports:
    """The same ids and keys in every run, so that runs can be compared."""
    return fast_ports(seed=2)


def open_book(root: Path, book: str = "club") -> Club:
    """A book of the scene, as the chair opens it."""
    asked = None if book == "commune" else PASSPHRASE
    return open_file(root / book, ports(), asked, BOOKS[book])


def lived(root: Path) -> None:
    """The scene before most operations: a club with a little history, paired with its commune; a
    copy of it that has grown old, a roster to import, a bundle on a stick."""
    club = make_club(root / "club", passphrase=PASSPHRASE, ports=fast_ports(seed=1))
    lan = add_member(club, "Nguyễn Thị Lan", code="001")
    add_member(club, "Trần Văn Hoa", code="002", named=True)
    officers.add_officer(club, "Bình", "M", [TREASURER], "bốn mùa lúa chín")
    backup.backup(club, root / "old.clbk")
    health.add_reading(club, lan, Reading(TODAY, 140, 85))
    health.add_reading(club, lan, Reading(TODAY - timedelta(days=30), 150, 90))
    members.edit_person(club, lan, Person("Nguyễn Thị Lành", "F", "1950"))
    club.undo()
    commune = make_commune(root / "commune")
    pair(club, commune)
    write.export(club, root / "stick", TODAY)
    commune.close()
    club.close()
    lines = [f"{number},Phạm Thị {number:03},{1940 + number % 30}" for number in range(1, 61)]
    text = "\n".join(["STT,Họ và tên,Năm sinh", *lines])
    (root / "roster.csv").write_text(text.replace("00", "Hòa "), encoding="utf-8")
    news = [
        "Mã hội viên,Họ và tên,Điện thoại,Thôn",
        "001,Nguyễn Thị Lan,0911111111,thôn Tây",
        "002,Trần Văn Hoa,0922222222,thôn Tây",
        ",Đỗ Văn Ước,0933333333,thôn Tây",
    ]
    (root / "news.csv").write_text("\n".join(news), encoding="utf-8")


def _make_the_book(root: Path, saved: Saved) -> None:
    club = make_club(root / "new", passphrase=PASSPHRASE, ports=ports())
    saved()
    club.close()


def _open_and_close(root: Path, saved: Saved) -> None:
    club = open_book(root)
    saved()
    club.close()


def _write_and_close(root: Path, saved: Saved) -> None:
    club = open_book(root)
    members.add_person(club, Person("Lê Thị Đào", "F", "1948"))
    saved()
    club.close()


def _take_over_news(root: Path, saved: Saved) -> None:
    club = open_book(root)
    plan = plan_file(club, root / "news.csv")
    assert (len(plan.adding), len(plan.changes)) == (1, 4)
    apply_plan(club, plan)
    saved()
    change = RowChange("person", somebody(club), {"bhyt": None}, {"bhyt": "GD4272712345678"})
    assert apply_tables(club, TablesPlan("tables.xlsx", (), (change,))) == 1
    saved()


def _import_sixty_people(root: Path, saved: Saved) -> None:
    club = open_book(root)
    assert apply_plan(club, plan_file(club, root / "roster.csv")) == 60
    saved()


def _type_a_month_of_readings(root: Path, saved: Saved) -> None:
    club = open_book(root)
    people = [member.id for member in members.people(club, TODAY)]
    for number in range(6):
        reading = Reading(TODAY, 120 + number, 80, weight_g=50_000)
        health.set_reading(club, people[number % len(people)], reading)
        saved()


def _delete_and_undo(root: Path, saved: Saved) -> None:
    club = open_book(root)
    person = next(m.id for m in members.people(club, TODAY) if health.readings(club, m.id))
    health.remove_reading(club, person, health.readings(club, person)[0].id or "")
    saved()
    for step in (club.undo, club.redo, club.undo):
        step()
        saved()


def _go_back_to_an_older_change(root: Path, saved: Saved) -> None:
    club = open_book(root)
    health.add_reading(club, somebody(club), Reading(TODAY, 121, 80))
    saved()
    older = next(entry for entry in club.history(table="reading") if entry.act == "done")
    club.revert(older.seq)
    saved()


def _copy_by_hand(root: Path, saved: Saved) -> None:
    club = open_book(root)
    backup.backup(club, root / "copy.clbk")
    saved()


def _keep_copies(root: Path, saved: Saved) -> None:
    club = open_book(root)
    members.add_person(club, Person("Lê Thị Đào", "F", "1948"))
    saved()
    backup.keep_copy(club, backup.TIMER)
    backup.drill(club)


def _take_back(root: Path, saved: Saved) -> None:
    restore(root / "old.clbk", root / "club", ports(), PASSPHRASE)
    saved()


def _take_back_into_nothing(root: Path, saved: Saved) -> None:
    restore(root / "old.clbk", root / "new", ports(), PASSPHRASE)
    saved()


def _erase_a_person(root: Path, saved: Saved) -> None:
    club = open_book(root)
    erasure.erase(club, somebody(club), "Tự xin, giấy ngày 3/11")
    saved()
    members.add_person(club, Person("Lê Thị Đào", "F", "1948"))
    saved()


def _take_back_who_was_erased(root: Path, saved: Saved) -> None:
    club = open_book(root)
    copy = backup.backup(club, root / "held.clbk").path
    saved()
    erasure.erase(club, somebody(club), "Tự xin, giấy ngày 3/11")
    saved()
    club.close()
    restore(copy, root / "club", ports(), PASSPHRASE)
    saved()


def _choose_targets(root: Path, saved: Saved) -> None:
    club = open_book(root)
    targets.choose(club, "national-1533")
    saved()
    targets.choose(club, None)
    saved()
    club.close(keep_copy=False)


def _give_a_consent_paper(root: Path, saved: Saved) -> None:
    club = open_book(root)
    person = somebody(club)
    paper = ConsentPaper("2026-11-01", "2026-1", "signature", "self", "Bình")
    consent.give_paper(club, person, paper, Answers({"C1": True, "C2": True, "C5": False}))
    saved()
    consent.withdraw(club, person, ["C2"], TODAY)
    saved()


def _answer_a_request(root: Path, saved: Saved) -> None:
    club = open_book(root)
    asked = DataRequest("", somebody(club), "view", "2026-11-20")
    asked = replace(asked, id=request_records.receive(club, asked))
    saved()
    asked = replace(asked, answered_on="2026-11-21")
    request_records.answer(club, asked)
    saved()
    request_records.end(club, replace(asked, done_on="2026-11-21", outcome="done"))
    saved()


def _add_an_officer(root: Path, saved: Saved) -> None:
    club = open_book(root)
    officers.add_officer(club, "Mai", "F", [SECRETARY], "sông dài biển rộng")
    saved()


def _end_an_office(root: Path, saved: Saved) -> None:
    club = open_book(root)
    leaving = next(one for one in officers.officers(club) if one.name == "Bình")
    officers.end_officer(club, leaving.id)
    saved()
    members.add_person(club, Person("Lê Thị Đào", "F", "1948"))
    saved()


def _change_the_passphrase(root: Path, saved: Saved) -> None:
    club = open_book(root)
    officers.new_recovery_code(club)
    saved()
    other = next(one for one in officers.officers(club) if one.name == "Bình")
    officers.reset_passphrase(club, other.id, "ruộng đồng bát ngát")
    saved()


def _export(root: Path, saved: Saved) -> None:
    club = open_book(root)
    write.export(club, root / "stick", TODAY)
    saved()


def _receive(root: Path, saved: Saved) -> None:
    commune = open_book(root, "commune")
    outcomes = receive.receive(commune, root / "stick")
    assert [outcome.result for outcome in outcomes] == ["accepted"]
    saved()


def _in_the_club(act: Callable[[Club, Saved], None]) -> Operation:
    """Something done in the open book of the club."""
    return Operation(lambda root, saved: act(open_book(root), saved))


OPERATIONS: Mapping[str, Operation] = {
    "make the book": Operation(_make_the_book, book="new"),
    "open and close": Operation(_open_and_close),
    "write and close": Operation(_write_and_close),
    "add people": _in_the_club(register.add_people),
    "edit": _in_the_club(register.edit),
    "know a person better": _in_the_club(register.know_a_person_better),
    "pause and die": _in_the_club(register.pause_and_die),
    "confirm the households": _in_the_club(register.confirm_the_households),
    "make one of two": _in_the_club(register.make_one_of_two),
    "change many at once": _in_the_club(register.change_many_at_once),
    "import sixty people": Operation(_import_sixty_people),
    "take over news": Operation(_take_over_news),
    "type a month of readings": Operation(_type_a_month_of_readings),
    "hold a screening day": _in_the_club(wellness.screening_day),
    "record check-ups": _in_the_club(wellness.check_ups),
    "print health books": _in_the_club(wellness.print_books),
    "delete and undo": Operation(_delete_and_undo),
    "go back to an older change": Operation(_go_back_to_an_older_change),
    "copy by hand": Operation(_copy_by_hand),
    "keep copies": Operation(_keep_copies),
    "take back": Operation(_take_back),
    "take back into nothing": Operation(_take_back_into_nothing, book="new"),
    "erase a person": Operation(_erase_a_person),
    "take back who was erased": Operation(_take_back_who_was_erased),
    "choose targets": Operation(_choose_targets),
    "give a consent paper": Operation(_give_a_consent_paper),
    "answer a request": Operation(_answer_a_request),
    "add an officer": Operation(_add_an_officer),
    "end an office": Operation(_end_an_office),
    "change the passphrase": Operation(_change_the_passphrase),
    "export": Operation(_export),
    "receive": Operation(_receive, book="commune"),
    "elect a new board": _in_the_club(organisation.new_board),
    "found a team and take it out": _in_the_club(organisation.team_with_people),
    "check the equipment": _in_the_club(organisation.yearly_check),
    "record a training": _in_the_club(organisation.record_a_training),
    "plan the meetings": _in_the_club(meetings.plan_the_year),
    "hold a meeting": _in_the_club(meetings.hold),
    "collect and book": _in_the_club(meetings.collect_and_book),
    "correct a meeting": _in_the_club(meetings.correct),
    "carry a task on": _in_the_club(meetings.carry_on),
    "print and type sheets": _in_the_club(meetings.type_sheets),
    "record activities": _in_the_club(areas.record_activities),
    "help somebody": _in_the_club(areas.help_somebody),
    "propose something": _in_the_club(areas.propose),
    "begin home care": _in_the_club(home_care.begin_care),
    "visit somebody": _in_the_club(home_care.visit_somebody),
    "ask for a loan": _in_the_club(loans.ask_and_decide),
    "lend and be paid": _in_the_club(loans.lend_and_be_paid),
    "write a loan off": _in_the_club(loans.change_and_write_off),
    "lend goods": _in_the_club(loans.goods_and_others),
    "receive and spend": _in_the_club(funds.receive_and_spend),
    "receive capital": _in_the_club(funds.receive_capital),
    "receive gifts": _in_the_club(funds.receive_gifts),
    "plan the money": _in_the_club(funds.plan_the_money),
    "close months": _in_the_club(funds.close_months),
    "take the books over": _in_the_club(funds.take_the_books_over),
}
