"""All tables as one spreadsheet: what is in it, and that reading it again changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base.errors import Refused, UserError
from app.club.file import Club
from app.club.roles import Actor
from app.documents import tables, tables_in
from app.documents.sheets import Sheet, SheetColumn, Value, write_xlsx
from app.documents.tables_in import TablesPlan, apply_tables, plan_tables
from app.health import records as health
from app.health.rules import Reading
from app.loans.pay_out_records import repay
from app.members import import_child, import_read, records
from app.members.import_read import read_file
from app.members.rules import HouseholdStatus, Membership, Person
from tests.app.funds.scene import seal
from tests.app.loans import scene as loans
from tests.makers import NOW, TODAY, make_club

Edit = Callable[[str, dict[str, Value]], None]


@pytest.fixture
def book(club: Club) -> Club:
    """A book with a member, somebody who has left, statuses, consent and a reading."""
    status = HouseholdStatus(2026, "poor", False, "QĐ 12/QĐ-UBND")
    an = records.add_person(
        club, Person("Lê Thị An", "F", "1950-05", phone="0912345678"), "2020-01-01", status
    )
    binh = records.add_person(
        club, Person("=Bình", None, "1905-05-01", note="một\nhai"), "1899-12-31"
    )
    records.leave(club, binh, Membership(None, "2026-03-01", "moved"))
    records.give_consent(club, an, "C1", "2026-01-05", "tủ 1")
    health.add_reading(club, an, Reading(TODAY, 140, 85, note="@mệt"))
    return club


def written(club: Club, folder: Path) -> Path:
    path = folder / "tables.xlsx"
    path.write_bytes(tables.render(tables.gather(club), club.ports.clock()))
    return path


def edited(club: Club, folder: Path, edit: Edit) -> Path:
    """The file after somebody has changed cells of it: `edit(table, row)` row by row."""
    gathered = tables.gather(club)
    sheets = [tables._about(gathered)]
    for table in gathered.tables:
        names = [column.name for column in table.about.columns]
        rows = []
        for row in table.rows:
            values = dict(zip(names, row, strict=True))
            edit(table.about.name, values)
            if values:
                rows.append([values[name] for name in names])
        columns = tuple(
            SheetColumn(column.name, kind, title=column.title)
            for column, kind in zip(table.about.columns, table.kinds, strict=True)
        )
        sheets.append(Sheet(table.about.name, columns, rows, bare=True))
    path = folder / "edited.xlsx"
    path.write_bytes(write_xlsx(sheets, club.ports.clock()))
    return path


def set_in(table: str, **new: Value) -> Edit:
    """An edit of every row of one table."""
    return lambda name, row: row.update(new) if name == table else None


def counts(plan: TablesPlan) -> tuple[int, int, int]:
    return (
        sum(table.added for table in plan.tables),
        sum(table.changed for table in plan.tables),
        sum(table.missing for table in plan.tables),
    )


# --- writing ------------------------------------------------------------------------------------


def test_a_sheet_for_each_table_and_a_dictionary(book: Club, tmp_path: Path) -> None:
    sheets = {sheet.name: sheet for sheet in read_file(written(book, tmp_path))}
    assert [*sheets][:3] == ["about", "club", "person"]
    assert [*sheets][-1] == "dictionary"
    person = sheets["person"].rows
    assert person[0].cells[:3] == ("id", "code", "name")
    assert person[1].cells[:3] == ("Mã dòng", "Mã thành viên", "Họ và tên")
    assert person[2].cells[1:4] == ("001", "Lê Thị An", "F")
    entries = [row.cells for row in sheets["dictionary"].rows]
    (status,) = (row for row in entries if row[:3:2] == ("household_status", "status"))
    assert status[6] == "poor, near_poor, difficult, none"
    (weight,) = (row for row in entries if row[:3:2] == ("reading", "weight_g"))
    assert weight[5:7] == ("gam", "10000 – 250000")
    assert {row[0] for row in entries[2:]} == {*sheets} - {"about", "dictionary"}


def test_keys_settings_and_history_stay(book: Club, tmp_path: Path) -> None:
    sheets = {sheet.name: sheet for sheet in read_file(written(book, tmp_path))}
    assert not sheets.keys() & {
        *("setting", "secret", "change", "change_row", "access", "lineage", "paired_commune"),
        *("meta", "picture", "export"),
    }
    slots = {row["slot_key"] for row in book.db.query("select slot_key from officer")}
    texts = {cell for sheet in sheets.values() for row in sheet.rows for cell in row.cells}
    assert not texts & (slots - {None})


def test_who_owes_what_is_for_those_who_may_read_of_loans(book: Club) -> None:
    book.actor = Actor(book.actor.id, "Mai", frozenset({"viewer"}))
    names = {table.about.name for table in tables.gather(book).tables}
    assert "fee" in names
    assert not names & {"collected", "loan", "posting"}


def test_health_is_for_those_who_may_read_it(book: Club) -> None:
    book.actor = Actor(book.actor.id, "Mai", frozenset({"treasurer"}))
    gathered = tables.gather(book)
    assert "reading" not in [table.about.name for table in gathered.tables]
    assert "Số đo sức khoẻ" in gathered.left_out
    book.actor = Actor(book.actor.id, "Lan", frozenset({"chair"}))
    assert tables.gather(book).left_out == ()


def test_the_same_book_gives_the_same_bytes(book: Club, tmp_path: Path) -> None:
    assert written(book, tmp_path).read_bytes() == written(book, tmp_path).read_bytes()


# --- reading it again ---------------------------------------------------------------------------


def test_an_unchanged_file_changes_nothing(book: Club, tmp_path: Path) -> None:
    before = book.next_undo()
    plan = plan_tables(book, written(book, tmp_path))
    assert counts(plan) == (0, 0, 0)
    assert sum(table.rows for table in plan.tables) == tables.gather(book).rows
    assert apply_tables(book, plan) == 0
    assert book.next_undo() == before


odd = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() and "\0" not in text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(odd, st.none() | odd), min_size=1, max_size=4))
def test_whatever_stands_in_the_book_comes_back(
    club: Club, monkeypatch: pytest.MonkeyPatch, people: list[tuple[str, str | None]]
) -> None:
    for name, note in people:
        records.add_person(club, Person(name, note=note, hamlet=note), None)
    data = tables.render(tables.gather(club), club.ports.clock())
    found = tuple(import_read._sheet(sheet) for sheet in import_child._sheets(data))
    monkeypatch.setattr(tables_in, "read_file", lambda _path, _limits: found)
    plan = plan_tables(club, Path("tables.xlsx"))
    assert counts(plan) == (0, 0, 0)


def test_changes_of_people_are_one_step(book: Club, tmp_path: Path) -> None:
    def edit(table: str, row: dict[str, Value]) -> None:
        if table == "person" and row["code"] == "001":
            row |= {"name": "LÊ THỊ ÂN", "phone": "987 654 321", "birth": "12/5/1950"}
        if table == "membership" and row["left_on"] is None:
            row |= {"left_on": "2026-10-01", "reason": "moved", "note": "về quê"}
        if table == "household_status":
            row |= {"status": "near_poor", "confirmed": 1}

    before = records.people(book, TODAY)
    plan = plan_tables(book, edited(book, tmp_path, edit))
    assert counts(plan) == (0, 3, 0)
    assert plan.left == ()
    assert apply_tables(book, plan) == 3
    an = records.member_by_code(book, "001", TODAY)
    assert an is not None
    assert (an.person.name, an.person.phone, an.person.birth) == (
        *("Lê Thị Ân", "0987654321"),
        "1950-05-12",
    )
    assert an.membership == Membership("2020-01-01", "2026-10-01", "moved", "về quê")
    assert an.status == HouseholdStatus(2026, "near_poor", True, "QĐ 12/QĐ-UBND")
    assert counts(plan_tables(book, written(book, tmp_path))) == (0, 0, 0)
    book.undo()
    assert records.people(book, TODAY) == before


@pytest.mark.parametrize(
    ("table", "new", "why"),
    [
        ("person", {"birth": "hôm kia"}, "not a date of birth"),
        ("person", {"phone": None}, "erases nothing"),
        ("person", {"sex": "X"}, "woman or man"),
        ("person", {"code": "099"}, "not taken over"),
        ("membership", {"left_on": "2026-01-01", "reason": None}, "erases nothing"),
        ("membership", {"joined_on": "2027-01-01", "left_on": "2026-12-01"}, "belong together"),
        ("household_status", {"status": "rich"}, "one of"),
        ("household_status", {"confirmed": 7}, "1 or 0"),
        ("reading", {"systolic": 300}, "not taken over"),
        ("club", {"name": "CLB khác"}, "not taken over"),
    ],
)
def test_what_is_not_taken_over_is_named(
    book: Club, tmp_path: Path, table: str, new: dict[str, Value], why: str
) -> None:
    def edit(name: str, row: dict[str, Value]) -> None:
        if name == table and (table != "person" or row["code"] == "001"):
            row |= new

    plan = plan_tables(book, edited(book, tmp_path, edit))
    assert plan.left
    assert any(why in one.why for one in plan.left), plan.left


def test_a_file_from_before_an_erasure_brings_nothing_back(book: Club, tmp_path: Path) -> None:
    path = written(book, tmp_path)
    gone = records.member_by_code(book, "002", TODAY)
    assert gone is not None
    with book.change("Erase"):
        values = {"name": "-", "note": None, "name_fold": "", "name_sort": "", "birth": None}
        book.db.table("person").update(gone.id, {**values, "erased_on": "2026-11-21"})
    plan = plan_tables(book, path)
    assert {one.column for one in plan.left} >= {"name", "note", "birth"}
    assert plan.changes == ()


def test_rows_that_are_gone_or_new_are_counted_and_left(book: Club, tmp_path: Path) -> None:
    def edit(name: str, row: dict[str, Value]) -> None:
        if name == "consent":
            row.clear()
        elif name == "household_status":
            row["id"] = "somebody-elses"

    plan = plan_tables(book, edited(book, tmp_path, edit))
    assert counts(plan) == (1, 0, 2)
    assert apply_tables(book, plan) == 0


def test_a_row_that_changed_since_is_not_written_over(book: Club, tmp_path: Path) -> None:
    plan = plan_tables(book, edited(book, tmp_path, set_in("household_status", status="none")))
    an = records.member_by_code(book, "001", TODAY)
    assert an is not None
    records.set_household_status(book, an.id, HouseholdStatus(2026, "difficult"))
    with pytest.raises(Refused, match="Nothing was changed"):
        apply_tables(book, plan)


def test_the_ledger_is_written_out_and_never_taken_in(club: Club, tmp_path: Path) -> None:
    person = loans.somebody(club)
    second = loans.second_officer(club)
    loans.fund(club)
    loan_id = loans.lend(club, person, second, loans.terms(2_000_000, 2))
    repay(club, loan_id, date(2026, 2, 21), 1_020_000)
    seal(club, "2026-02")
    money = {"entry", "posting", "loan", "instalment", "seal", "approval", "capital_source"}
    before = {name: list(club.db.query(f'select * from "{name}"')) for name in money}

    def edit(name: str, row: dict[str, Value]) -> None:
        if name in money:
            row |= {key: value + 1 for key, value in row.items() if isinstance(value, int)}
            row |= {key: "2026-11-20" for key in ("on_date", "due_on") if key in row}

    plan = plan_tables(club, edited(club, tmp_path, edit))
    assert {table.table for table in plan.tables if table.rows} >= money
    assert {one.table for one in plan.left} >= {"entry", "posting", "loan", "instalment", "seal"}
    assert plan.taken == ()
    assert apply_tables(club, plan) == 0
    assert {name: list(club.db.query(f'select * from "{name}"')) for name in money} == before


def test_files_of_others_are_refused(book: Club, tmp_path: Path) -> None:
    other = make_club(tmp_path / "other", name="CLB khác")
    path = written(other, tmp_path)
    other.close()
    with pytest.raises(UserError, match="another club"):
        plan_tables(book, path)
    path.write_bytes(write_xlsx([Sheet("DS", (SheetColumn("Họ và tên"),), [])], NOW))
    with pytest.raises(UserError, match="no file of all tables"):
        plan_tables(book, path)


def test_a_viewer_takes_nothing_over(book: Club, tmp_path: Path) -> None:
    plan = plan_tables(book, edited(book, tmp_path, set_in("household_status", status="none")))
    book.actor = Actor(book.actor.id, "Mai", frozenset({"viewer"}))
    with pytest.raises(Refused):
        apply_tables(book, plan)
