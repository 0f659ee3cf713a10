"""An erased person is nowhere: not in the tables, the history, the free space of the file, nor in
an older copy that is taken back."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Refused
from app.base.names import fold
from app.base.text import N_
from app.club import chain, erase, history, state
from app.club.file import Club, open_file
from app.club.traces import same_name
from app.club.traces import traces as find_traces
from tests.app.club.erased import (
    NAME,
    OLD_NAME,
    PHONE,
    PICTURE_BYTES,
    forget,
    problems,
    texts,
    traces,
)
from tests.app.club.pages import plain_pages
from tests.app.club.people import (
    OTHERS,
    add_person,
    add_reading,
)
from tests.makers import TODAY, fast_ports, make_club

# --- nowhere --------------------------------------------------------------------------------------


def test_before_the_name_is_everywhere(lived: Club) -> None:
    tables = {text.partition(":")[0] for text in traces(lived)}
    assert tables >= {
        "person", "access", "change", "change_row", "membership", "reading", "saved_list",
        "setting", "officer", "consent", "consent_paper", "follow_up", "feedback", "office",
        "data_request", "equipment", "circumstance", "team_member", "involvement",
    }  # fmt: skip
    assert problems(lived) == []


def test_the_name_is_in_no_table_and_in_no_image(lived: Club) -> None:
    forget(lived)
    assert traces(lived) == []
    assert lived.db.execute("select count(*) from picture").fetchone()[0] == 0


def test_the_book_is_whole_and_its_history_verifies(lived: Club) -> None:
    forget(lived)
    assert chain.verify(lived) == []
    assert problems(lived) == []


def test_no_page_of_the_file_holds_it(lived: Club) -> None:
    path, key = lived.folder / "club.db", lived.data_key
    canaries = [*(way.encode() for way in (NAME, OLD_NAME)), PHONE.encode(), PICTURE_BYTES[:20]]
    before = plain_pages(path, key)
    assert all(canary in before for canary in canaries)
    forget(lived)
    after = plain_pages(path, key)
    assert "Bùi Văn Hoa".encode() in after
    assert [canary for canary in canaries if canary in after] == []


def test_nothing_beside_the_file_holds_it(lived: Club) -> None:
    forget(lived)
    lived.close()
    beside = [
        p for p in lived.folder.rglob("*") if p.is_file() and p.suffix not in (".db", ".clbk")
    ]
    assert beside
    assert not any(NAME.encode() in path.read_bytes() for path in beside)


def test_what_counts_need_stays(lived: Club) -> None:
    before = lived.db.execute("select joined_on from membership where person_id = 'p1'").fetchone()
    done = forget(lived)
    assert done.code == "001"
    row = next(lived.db.query("select * from person where id = 'p1'"))
    assert {column for column, value in row.items() if value is not None} == {
        "id", "code", "name", "name_fold", "name_sort", "erased_on",
    }  # fmt: skip
    assert (row["name"], row["erased_on"]) == ("-", TODAY.isoformat())
    kept = next(lived.db.query("select * from membership where person_id = 'p1'"))
    assert (kept["joined_on"], kept["left_on"]) == (before[0], TODAY.isoformat())
    office = next(lived.db.query("select * from office where person_id = 'p1'"))
    assert (office["office"], office["since"], office["until"]) == (
        "treasurer", "2026-01-01", "2026-06-01",
    )  # fmt: skip
    assert next(lived.db.query("select until from team_member"))["until"] == TODAY.isoformat()
    listed = next(lived.db.query("select person_id, erased_on, reason from erasure"))
    assert tuple(listed.values()) == ("p1", TODAY.isoformat(), "Tự xin")


@pytest.mark.parametrize(
    "table",
    ["reading", "household_status", "consent", "consent_paper", "involvement", "circumstance",
     "relation", "not_same", "photo", "follow_up", "pairing"],
)  # fmt: skip
def test_facts_go_whole(lived: Club, table: str) -> None:
    rows = lived.db.query(f"select * from {table}")
    assert any("p1" in row.values() for row in rows) or table == "household_status"
    forget(lived)
    assert not any("p1" in row.values() for row in lived.db.query(f"select * from {table}"))


def test_a_table_that_nobody_thought_of_is_covered(lived: Club) -> None:
    """Every table that refers to a person is emptied of them, unless it is said to stay."""
    forget(lived)
    for table, column in history.references(lived):
        found = lived.db.execute(f'select 1 from "{table}" where "{column}" = ?', ["p1"]).fetchone()
        assert found is None or table in erase.STAYS


def test_others_keep_what_is_theirs(lived: Club) -> None:
    done = forget(lived)
    other = next(lived.db.query("select * from person where id = 'p2'"))
    assert other["name"] == "Bùi Văn Hoa"
    assert other["note"] == "hàng xóm của (erased); (erased); gọi (erased)"
    assert (other["contact_name"], other["contact_phone"]) == ("em gái: (erased)", None)
    kept = next(lived.db.query("select * from equipment"))
    assert (kept["name"], kept["keeper_id"], kept["note"]) == ("Loa", None, "(erased)")
    saved = next(lived.db.query("select * from saved_list"))
    assert json.loads(saved["filter"]) == {"text": "(erased)"}
    feedback = next(lived.db.query("select * from feedback"))
    assert (feedback["about"], feedback["owner_id"]) == ("Về bà (erased)", None)
    assert done.texts >= 10
    assert done.look == ()


def test_rows_of_others_are_still_guarded(lived: Club) -> None:
    """Their images with the name are blank, but the history knows how each row stands now."""
    forget(lived)
    lived.db.conn.set_authorizer(None)
    lived.db.conn.execute("drop trigger temp.note_person_update")
    lived.db.conn.execute("update person set note = 'khác' where id = 'p2'")
    assert len(chain.verify(lived)) == 1


def test_the_reason_is_kept_without_the_name(lived: Club) -> None:
    forget(lived, reason=f"{NAME} xin ngày 3/11")
    assert next(lived.db.query("select reason from erasure"))["reason"] == "(erased) xin ngày 3/11"


def test_what_was_typed_and_not_saved_goes(lived: Club) -> None:
    lived.db.table("draft").insert(
        {"id": "d", "officer": "x", "key": "k", "title": "Sửa", "room": "members",
         "texts": json.dumps({"note": NAME}), "at": lived.now()}
    )  # fmt: skip
    forget(lived)
    assert lived.db.execute("select count(*) from draft").fetchone()[0] == 0


# --- somebody of the same name --------------------------------------------------------------------


def test_a_namesake_keeps_every_text_and_the_board_is_told(lived: Club) -> None:
    with lived.change(N_("Add a member")):
        add_person(lived, NAME, "004", id="p4")
    note = next(lived.db.query("select note from team"))["note"]
    done = forget(lived)
    assert next(lived.db.query("select note from team"))["note"] == note
    assert erase.Place("team", "t", "note", note) in done.look
    assert next(lived.db.query("select name from person where id = 'p4'"))["name"] == NAME
    assert not any(OLD_NAME in text for text in texts(lived))
    assert problems(lived) == []


def test_a_longer_name_that_holds_the_name_is_somebody_else(lived: Club) -> None:
    with lived.change(N_("Add a member")):
        add_person(lived, f"{NAME} Anh", "004", id="p4")
        lived.db.table("team").update("t", {"note": f"{NAME} Anh và {NAME}"})
    forget(lived)
    assert next(lived.db.query("select note from team"))["note"] == f"{NAME} Anh và (erased)"


def test_who_was_made_one_with_the_person_goes_too(lived: Club) -> None:
    with lived.change(N_("Add a member")):
        add_person(lived, "Trịnh Canh", "005", id="p5", cccd="024048001234")
        lived.db.table("follow_up").insert({**OTHERS["follow_up"], "id": "f5", "person_id": "p5"})
    with lived.change(N_("Make one of two")):
        lived.db.table("follow_up").update("f5", {"person_id": "p1"})
        lived.db.table("person").delete("p5")
    forget(lived)
    assert traces(lived, "Trịnh Canh", "024048001234") == []


def test_whoever_went_into_somebody_who_went_into_the_person_goes_too(lived: Club) -> None:
    with lived.change(N_("Add members")):
        add_person(lived, "Trịnh Canh", "005", id="p5", cccd="024048001234")
        add_person(lived, "Trịnh Thị Canh", "006", id="p6", cccd="024048009999")
    # As merging does when there is nothing to move: only its argument names who stays.
    for gone, stays in (("p6", "p5"), ("p5", "p1")):
        with lived.change(N_("Make one of two: {person}"), person=stays):
            lived.db.table("person").delete(gone)
    forget(lived)
    assert traces(lived, "Trịnh Canh", "024048001234", "Trịnh Thị Canh", "024048009999") == []


def test_who_was_only_added_by_mistake_does_not_count_as_one_with_the_person(lived: Club) -> None:
    with lived.change(N_("Import a list")):
        add_person(lived, "Ngô Văn Lầm", "005", id="p5")
        lived.db.table("person").update("p1", {"hamlet": "Đông"})
    lived.undo()
    with lived.change(N_("Write a note")):
        lived.db.table("team").update("t", {"note": "Ngô Văn Lầm giúp"})
    forget(lived)
    assert next(lived.db.query("select note from team"))["note"] == "Ngô Văn Lầm giúp"


# --- no way back ----------------------------------------------------------------------------------


def test_undo_and_redo_stop_before_it(lived: Club) -> None:
    lived.undo()
    forget(lived)
    assert (lived.next_undo(), lived.next_redo()) == (None, None)
    assert (lived.undo(), lived.redo()) == (None, None)
    older = next(entry for entry in lived.history() if "Write everything" in entry.words)
    with pytest.raises(Refused, match="Undo never goes back past"):
        lived.revert(older.seq)


def test_work_goes_on_after_it(lived: Club) -> None:
    forget(lived)
    with lived.change(N_("Write a note")):
        lived.db.table("person").update("p2", {"note": "mới"})
    lived.undo()
    assert problems(lived) == []


def test_the_history_speaks_of_an_erased_person(lived: Club) -> None:
    forget(lived)
    entries = lived.history(limit=100)
    assert entries[0].words == "Erase the person with number 001"
    assert "Change the entry of (erased)" in [entry.words for entry in entries]
    assert "Name somebody: …" in [entry.words for entry in entries]
    for entry in entries:
        assert history.details(lived, entry.seq) is not None
    assert any(row.erased for row in history.details(lived, entries[0].seq))


def test_nobody_is_erased_twice(lived: Club) -> None:
    forget(lived)
    head = chain.head(lived)
    with pytest.raises(Refused):
        forget(lived)
    assert chain.head(lived) == head


def test_a_failure_amid_it_leaves_everything(lived: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(texts(lived))

    def fail(*_args: Any, **_named: Any) -> None:
        raise RuntimeError("amid")

    monkeypatch.setattr(chain, "append", fail)
    with pytest.raises(RuntimeError, match="amid"):
        forget(lived)
    assert sorted(texts(lived)) == before
    assert not erase.is_due(lived)


def test_a_crash_before_the_free_space_is_cleared_is_made_good(lived: Club) -> None:
    path, key = lived.folder / "club.db", lived.data_key
    with lived.change(erase.LABEL, barrier=True, code="001"):
        erase.erase_person(lived, "p1", "Tự xin", TODAY)
    assert [problem for problem in problems(lived) if "free space" in problem]
    assert state.read_state(lived.folder).erasures == ()
    lived.drop()  # the program dies here
    club = open_file(lived.folder, fast_ports())
    assert problems(club) == [] and club.notices == []
    assert club.state.erasures == ("p1",)
    assert NAME.encode() not in plain_pages(path, key)
    club.close()


# --- any life of a book ---------------------------------------------------------------------------


POOL = ("Lê Thị Hòa", "Lê Thị Hoà", "Lê Thị Hòa Bình", "Trần Văn Tý", "TRẦN VĂN TÝ", "Vàng A Páo")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(POOL)),
        st.tuples(st.just("rename"), st.sampled_from(POOL)),
        st.tuples(st.just("note"), st.sampled_from(POOL)),
        st.tuples(st.sampled_from(["undo", "redo", "erase", "reading"]), st.just("")),
    ),
    max_size=14,
)


@settings(max_examples=25)
@given(steps, st.data())
def test_whatever_was_done_before_nothing_is_left_of_who_was_erased(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[str, str]], data: st.DataObject
) -> None:
    club = make_club(tmp_path_factory.mktemp("any") / "club")
    try:
        for act, name in plan:
            living = [
                row[0] for row in club.db.execute("select id from person where erased_on is null")
            ]
            if act in ("undo", "redo"):
                getattr(club, act)()
            elif act == "add":
                with club.change(N_("Add a member")):
                    add_person(club, name, note=f"gặp {name}")
            elif living:
                person_id = data.draw(st.sampled_from(sorted(living)))
                _do(club, act, person_id, name)
        assert chain.verify(club) == []
    finally:
        club.close(keep_copy=False)


def _do(club: Club, act: str, person_id: str, name: str) -> None:
    if act == "rename":
        with club.change(N_("Change the entry of {person}"), person=person_id):
            names = {"name": name, "name_fold": fold(name), "name_sort": name}
            club.db.table("person").update(person_id, names)
    elif act == "note":
        with club.change(N_("Change the entry of {person}"), person=person_id):
            club.db.table("person").update(person_id, {"note": f"nhắc {name} nhé"})
    elif act == "reading":
        with club.change(N_("Record blood pressure")):
            add_reading(club, person_id)
    else:
        own = club.db.execute("select name from person where id = ?", [person_id]).fetchone()[0]
        with club.change(erase.LABEL, barrier=True, code="1"):
            erase.erase_person(club, person_id, "Tự xin", TODAY)
        others = [
            row[0] for row in club.db.execute("select name from person where erased_on is null")
        ]
        assert club.undo() is None
        if not any(same_name(own, other) for other in others):
            marks = find_traces([own], [], others)
            assert [text for text in texts(club) if marks.within(text.partition(": ")[2])] == []
