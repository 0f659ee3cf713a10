"""Undo, redo and going back to an older change; the history in words."""

from pathlib import Path

import pytest

from app.base.errors import Refused
from app.base.text import N_, speaking
from app.club import chain, history
from app.club.file import Club, open_file
from app.club.roles import HEALTH_LEAD, SECRETARY, TREASURER, VIEWER, Actor
from tests.app.club.people import add_membership, add_person, add_reading, add_status, snapshot
from tests.makers import fast_ports

ADD = N_("Add {person}")
EDIT = N_("Change {person}")


def add(club: Club, name: str, code: str | None = None) -> str:
    """One act: somebody with a membership joins the register."""
    person = club.new_id()
    with club.change(ADD, person=person):
        add_person(club, name, code, id=person)
        add_membership(club, person, "2026-01-01")
    return person


def rename(club: Club, person: str, name: str) -> int:
    """One act: somebody's name is corrected."""
    with club.change(EDIT, person=person) as seq:
        club.db.table("person").update(person, {"name": name})
    return seq


def words(entry: history.Entry | None) -> str | None:
    """What the menu would say."""
    return None if entry is None else entry.words


# --- undo and redo --------------------------------------------------------------------------------


def test_undo_and_redo_go_through_all_acts_and_back(club: Club) -> None:
    states = [snapshot(club)]
    for name in ("Lan", "Hoa", "Mai"):
        add(club, name)
        states.append(snapshot(club))
    for state in states[-2::-1]:
        assert club.undo() is not None
        assert snapshot(club) == state
    assert club.next_undo() is None  # the book itself is not taken back
    for state in states[1:]:
        assert club.redo() is not None
        assert snapshot(club) == state
    assert club.redo() is None
    assert chain.verify(club) == []


def test_undo_names_what_it_would_take_back(club: Club) -> None:
    lan = add(club, "Lan")
    rename(club, lan, "Lành")
    assert words(club.next_undo()) == "Change Lành"
    assert club.next_redo() is None
    club.undo()
    assert words(club.next_undo()) == "Add Lan"
    assert words(club.next_redo()) == "Undone: Change Lan"
    club.undo()
    assert words(club.next_redo()) == "Undone: Add Lan"  # no longer in the register, yet named
    club.redo()
    assert words(club.next_undo()) == "Done again: Add Lan"
    assert [entry.words for entry in club.history(5)] == [
        "Done again: Add Lan",
        "Undone: Add Lan",
        "Undone: Change Lan",
        "Change Lan",
        "Add Lan",
    ]


def test_a_new_act_clears_redo(club: Club) -> None:
    add(club, "Lan")
    club.undo()
    add(club, "Hoa")
    assert club.next_redo() is None
    assert club.redo() is None
    club.undo()
    assert club.next_undo() is None


def test_undo_and_redo_work_after_closing(club_folder: Path) -> None:
    club = open_file(club_folder, fast_ports())
    person = add(club, "Lan")
    rename(club, person, "Lành")
    club.close()
    club = open_file(club_folder, fast_ports())
    club.undo()
    club.close()
    club = open_file(club_folder, fast_ports())
    assert club.db.table("person").get(person)["name"] == "Lan"
    club.redo()
    assert club.db.table("person").get(person)["name"] == "Lành"
    club.close()


def test_undoing_and_redoing_again_and_again_stays_the_same(club: Club) -> None:
    add(club, "Lan")
    rows = snapshot(club)
    for _turn in range(4):
        club.undo()
        assert not any(snapshot(club).values())
        club.redo()
        assert snapshot(club) == rows
    assert words(club.next_undo()) == "Done again: Add Lan"
    assert chain.verify(club) == []


def test_nothing_to_undo(club: Club) -> None:
    with club.change(N_("Renew the key"), barrier=True):
        club.db.table("setting").insert({"id": "key", "value": "2"})
    assert club.next_undo() is None
    assert club.undo() is None
    assert club.redo() is None


def test_a_barrier_stops_undo_and_redo(club: Club) -> None:
    person = add(club, "Lan")
    added = chain.head(club)[0]
    rename(club, person, "Lành")
    club.undo()
    with club.change(N_("Renew the key"), barrier=True):
        club.db.table("setting").insert({"id": "key", "value": "2"})
    barrier = chain.head(club)[0]
    assert (club.next_undo(), club.next_redo()) == (None, None)
    for seq in (added, barrier):
        with pytest.raises(Refused, match="Renew the key"):
            club.revert(seq)
    rename(club, person, "Lành")
    assert words(club.next_undo()) == "Change Lành"
    club.undo()
    assert club.next_undo() is None


def test_undo_inside_a_change_is_our_mistake(club: Club) -> None:
    add(club, "Lan")
    with pytest.raises(RuntimeError), club.change(ADD, person="x"):
        club.undo()
    assert club.open_change is None


# --- going back to an older change ----------------------------------------------------------------


def test_an_older_change_can_be_taken_back_alone(club: Club) -> None:
    lan, hoa = add(club, "Lan"), add(club, "Hoa")
    older = rename(club, lan, "Lành")
    rename(club, hoa, "Hòa")
    seq = club.revert(older)
    assert club.db.table("person").get(lan)["name"] == "Lan"
    assert club.db.table("person").get(hoa)["name"] == "Hòa"
    assert history.entry(club, seq).undoes == older
    assert words(club.next_undo()) == "Undone: Change Lan"
    club.undo()
    assert club.db.table("person").get(lan)["name"] == "Lành"
    assert words(club.next_undo()) == "Change Hòa"


def test_a_later_change_in_the_way_is_named(club: Club) -> None:
    lan = add(club, "Lan")
    older = rename(club, lan, "Lành")
    rename(club, lan, "Lanh")
    rows, head = snapshot(club), chain.head(club)
    with pytest.raises(Refused, match=r"“Change Lanh” \(21/11/2026 15:00\) builds on it"):
        club.revert(older)
    assert (snapshot(club), chain.head(club)) == (rows, head)
    club.undo()
    club.revert(older)
    assert club.db.table("person").get(lan)["name"] == "Lan"


def test_a_change_already_undone_says_so(club: Club) -> None:
    lan = add(club, "Lan")
    seq = rename(club, lan, "Lành")
    club.undo()
    with pytest.raises(Refused, match="undone already"):
        club.revert(seq)


def test_what_hangs_on_it_is_named(club: Club) -> None:
    lan = add(club, "Lan")
    added = chain.head(club)[0]
    with club.change(N_("Record blood pressure of {person}"), person=lan):
        add_reading(club, lan)
    with pytest.raises(Refused, match="“Record blood pressure of Lan”"):
        club.revert(added)
    assert club.db.table("person").count == 1


def test_who_has_the_code_now_is_named(club: Club) -> None:
    lan = add(club, "Lan", "001")
    with club.change(N_("Delete {person}"), person=lan) as deleted:
        club.db.execute("delete from membership")
        club.db.table("person").delete(lan)
    add(club, "Hoa", "001")
    with pytest.raises(Refused, match="“Add Hoa”"):
        club.revert(deleted)


def test_the_only_one_of_several_columns_is_named(club: Club) -> None:
    lan = add(club, "Lan")
    with club.change(N_("Set the household of {person}"), person=lan):
        status = add_status(club, lan, 2026)
    with club.change(N_("Remove the household of {person}"), person=lan) as removed:
        club.db.table("household_status").delete(status)
    with club.change(N_("Set the household of {person}"), person=lan):
        add_status(club, lan, 2026, "none")
    with pytest.raises(Refused, match="“Set the household of Lan”"):
        club.revert(removed)


def test_a_change_that_swaps_unique_values_goes_back(club: Club) -> None:
    lan, hoa = add(club, "Lan", "001"), add(club, "Hoa", "002")
    rows = snapshot(club)
    with club.change(N_("Swap codes")):
        for person, code in ((lan, "x"), (hoa, "001"), (lan, "002")):
            club.db.table("person").update(person, {"code": code})
    swapped = snapshot(club)
    club.undo()
    assert snapshot(club) == rows
    club.redo()
    assert snapshot(club) == swapped


def test_a_row_altered_past_the_program_is_not_built_upon(club: Club) -> None:
    lan = add(club, "Lan")
    club.db.execute("drop table if exists temp.none")
    club.db.conn.set_authorizer(None)
    club.db.execute("drop trigger temp.note_person_update")
    club.db.table("person").update(lan, {"name": "Hoa"})
    with pytest.raises(Refused, match="not as it left them"):
        club.undo()


def test_an_erased_change_cannot_be_undone(club: Club) -> None:
    add(club, "Lan")
    club.db.execute("update change_row set before = null, after = null, salt = null")
    club.db.execute("update change set args = null, salt = null")
    assert words(club.next_undo()) == "Add …"
    with pytest.raises(Refused, match="erased"):
        club.undo()
    assert chain.verify(club) == []


@pytest.mark.parametrize(
    "later",
    [
        "alter table person drop column note",
        "create trigger stricter before insert on person begin select raise(abort, 'no'); end",
    ],
)
def test_a_row_that_no_longer_fits_its_table_stays_away(club_folder: Path, later: str) -> None:
    club = open_file(club_folder, fast_ports())
    lan = add(club, "Lan")
    with club.change(N_("Delete {person}"), person=lan):
        club.db.execute("delete from membership")
        club.db.table("person").delete(lan)
    club.db.conn.set_authorizer(None)
    for act in ("insert", "update", "delete"):
        club.db.execute(f"drop trigger temp.note_person_{act}")
    club.db.execute(later)
    club.close(keep_copy=False)
    club = open_file(club_folder, fast_ports())
    with pytest.raises(Refused, match="older version"):
        club.undo()
    assert club.db.table("person").count == 0
    club.close(keep_copy=False)


def test_exact_values_come_back(club: Club) -> None:
    numbers = (0, 2**63 - 1, -(2**63), 2**53 + 1)
    with club.change(N_("Change settings")):
        for number in numbers:
            club.db.table("setting").insert({"id": str(number), "value": f"'\"\\\0\n ự {number}"})
    rows = list(club.db.table("setting").rows)
    club.undo()
    assert club.db.table("setting").count == 0
    club.redo()
    assert list(club.db.table("setting").rows) == rows


def test_no_such_change(club: Club) -> None:
    with pytest.raises(LookupError):
        club.revert(1_000)


# --- the history ----------------------------------------------------------------------------------


def test_the_history_is_paged_newest_first(club: Club) -> None:
    people = [add(club, f"Lan {number}") for number in range(7)]
    assert len(people) == 7
    seen, before = [], None
    while page := club.history(3, before):
        seen += [entry.seq for entry in page]
        before = page[-1].seq
    assert seen == list(range(chain.head(club)[0], 0, -1))


def test_all_about_one_person(club: Club) -> None:
    lan, hoa = add(club, "Lan"), add(club, "Hoa")
    rename(club, hoa, "Hòa")
    with club.change(N_("Record a month of readings")):
        add_reading(club, lan)
        add_reading(club, hoa)
    with club.change(N_("Delete readings")):
        club.db.execute("delete from reading where person_id = ?", [lan])
    club.undo()
    assert [entry.label for entry in club.history(person_id=lan)] == [
        "Delete readings",
        "Delete readings",
        "Record a month of readings",
        ADD,
    ]
    assert [entry.label for entry in club.history(table="reading", limit=1)] == ["Delete readings"]


def test_an_entry_says_who_and_when(club: Club) -> None:
    add(club, "Lan")
    entry = club.history(1)[0]
    assert (entry.actor, entry.actor_id) == (club.actor.name, club.actor.id)
    assert history.when(entry.at) == "21/11/2026 15:00"
    assert (entry.act, entry.clock_ok, entry.barrier) == ("done", True, False)
    club.actor = Actor("gone", "?", club.actor.roles)
    rename(club, add(club, "Hoa"), "Hòa")
    assert club.history(1)[0].actor == "a former officer"


def test_words_are_translated_when_shown(club: Club) -> None:
    add(club, "Lan")
    club.undo()
    with speaking("vi"):
        vietnamese = club.history(1)[0].words
    assert "Lan" in vietnamese
    assert club.history(1)[0].words == "Undone: Add Lan"


def test_a_name_with_braces_is_shown_as_it_is(club: Club) -> None:
    add(club, "Lan {person}")
    assert club.history(1)[0].words == "Add Lan {person}"


def test_describe_takes_names_from_the_caller(club: Club) -> None:
    add(club, "Lan")
    entry = club.history(1)[0]
    assert history.describe(entry, lambda kind, row_id: f"the {kind}") == "Add the person"


def test_details_show_both_images(club: Club) -> None:
    lan = add(club, "Lan")
    seq = rename(club, lan, "Lành")
    (row,) = history.details(club, seq)
    assert row.before is not None
    assert row.after is not None
    assert {key for key in row.after if row.before[key] != row.after[key]} == {"name"}


def test_the_history_of_health_is_not_for_everybody(club: Club) -> None:
    lan = add(club, "Lan")
    with club.change(N_("Record blood pressure of {person}"), person=lan) as seq:
        add_reading(club, lan)
    chair = club.actor
    for role, sees in ((SECRETARY, False), (HEALTH_LEAD, True), (TREASURER, False)):
        club.actor = Actor("other", "Bình", frozenset({role}))
        (row,) = history.details(club, seq)
        assert (row.hidden, row.after is not None) == (not sees, sees)
    club.actor = Actor("other", "Bình", frozenset({VIEWER}))
    for ask in (lambda: club.history(), lambda: history.details(club, seq)):
        with pytest.raises(Refused):
            ask()
    club.actor = chair


def test_erased_rows_are_said_to_be_erased(club: Club) -> None:
    add(club, "Lan")
    club.db.execute("update change_row set before = null, after = null, salt = null")
    assert {row.erased for row in history.details(club, chain.head(club)[0])} == {True}
    club.db.conn.set_authorizer(None)
    assert club.history(1)[0].words == "Add Lan"  # the register still knows the name


def test_an_erased_person_has_no_name_left(club: Club) -> None:
    lan = add(club, "Lan")
    with club.change(N_("Erase a person"), barrier=True):
        club.db.execute("delete from membership")
        club.db.table("person").delete(lan)
    club.db.execute("update change_row set before = null, after = null, salt = null")
    assert [entry.words for entry in club.history(2)] == ["Erase a person", "Add (erased)"]
    assert chain.verify(club) == []
