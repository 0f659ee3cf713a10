from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.club import history
from app.club.file import Club
from app.members import records as members
from app.members.rules import Person
from app.organisation import work_records as work
from app.organisation.work import Check, Equipment, Feedback, Training, Visit

MARCH = "2026-03-01"


def person(club: Club, name: str) -> str:
    return members.add_person(club, Person(name), "2024-01-01")


def test_equipment_in_the_order_of_names_and_what_is_gone_last(club: Club) -> None:
    lan = person(club, "Lê Lan")
    speaker = Equipment(
        id="",
        name="Loa kéo",
        quantity=1,
        source="given",
        unit="chiếc",
        from_whom="HelpAge",
        received_on=MARCH,
        value_vnd=3_500_000,
        place="nhà văn hóa",
        keeper_id=lan,
        note="có micro",
    )
    first = work.add_equipment(club, speaker)
    work.add_equipment(club, Equipment("", "Ấm nước", 2, "bought", "gone"))
    work.add_equipment(club, Equipment("", "Đầu đĩa", 1, "lent"))
    assert [each.name for each in work.equipment(club)] == ["Đầu đĩa", "Loa kéo", "Ấm nước"]
    found = work.equipment(club)[1]
    assert found == replace(speaker, id=first, keeper="Lê Lan")
    work.check_equipment(club, first, Check("worn", "2026-11-20", "rè"))
    assert history.history(club)[0].words == "Check equipment: Loa kéo"
    work.change_equipment(club, first, replace(speaker, quantity=2))
    changed = work.equipment(club)[1]
    # What the check found stays.
    assert (changed.quantity, changed.condition, changed.note) == (2, "worn", "rè")
    assert changed.checked_on == "2026-11-20"
    work.remove_equipment(club, first)
    assert [each.name for each in work.equipment(club)] == ["Đầu đĩa", "Ấm nước"]
    for act in (
        lambda: work.check_equipment(club, first, Check("good", MARCH)),
        lambda: work.change_equipment(club, first, speaker),
        lambda: work.remove_equipment(club, first),
    ):
        with pytest.raises(Refused, match="no longer in the book"):
            act()
    club.undo()
    assert [each.name for each in work.equipment(club)] == ["Đầu đĩa", "Loa kéo", "Ấm nước"]


def test_a_training_with_who_took_part(club: Club) -> None:
    lan, hoa, an = (person(club, name) for name in ("Lê Lan", "Đỗ Hòa", "Vũ An"))
    first = Training("", "first", "8 mảng", "2024-05-06", "2024-05-10", people=(lan, hoa))
    first_id = work.add_training(club, first)
    work.add_training(club, Training("", "refresher", "Quỹ", MARCH))
    assert [each.topic for each in work.trainings(club)] == ["Quỹ", "8 mảng"]
    changed = replace(first, trainer="Hội NCT huyện", people=(an, lan))
    work.change_training(club, first_id, changed)
    assert work.trainings(club)[1] == replace(changed, id=first_id)  # in name order
    club.undo()
    assert set(work.trainings(club)[1].people) == {lan, hoa}
    work.remove_training(club, first_id)
    assert [each.topic for each in work.trainings(club)] == ["Quỹ"]
    club.undo()
    assert set(work.trainings(club)[1].people) == {lan, hoa}
    with pytest.raises(Refused):
        work.add_training(club, replace(first, people=("nobody",)))
    assert len(work.trainings(club)) == 2


def test_visits_newest_first(club: Club) -> None:
    old = work.add_visit(club, Visit("", "exchange", "2025-05-01", "CLB thôn Đoài"))
    seen = Visit(
        id="",
        kind="supervision",
        on_date=MARCH,
        with_whom="Hội NCT xã",
        place="nhà văn hóa",
        people=3,
        content="xem sổ quỹ",
        advice="ghi rõ người nộp",
    )
    new = work.add_visit(club, seen)
    assert [each.id for each in work.visits(club)] == [new, old]
    assert work.visits(club)[0] == replace(seen, id=new)
    assert work.visits(club)[0].open
    work.change_visit(club, new, replace(seen, done="đã ghi"))
    assert not work.visits(club)[0].open
    work.remove_visit(club, new)
    assert [each.id for each in work.visits(club)] == [old]
    with pytest.raises(Refused):
        work.change_visit(club, new, seen)


def test_feedback_is_answered(club: Club) -> None:
    lan, hoa = person(club, "Lê Lan"), person(club, "Đỗ Hòa")
    entry = Feedback(
        id="",
        kind="complaint",
        on_date=MARCH,
        about="loa quá to",
        person_id=lan,
        owner_id=hoa,
        due_on="2026-03-15",
    )
    entry_id = work.add_feedback(club, entry)
    # The history tells nobody what was said.
    assert history.history(club)[0].words == "Write down feedback"
    work.add_feedback(club, Feedback("", "thanks", "2026-03-02", "cảm ơn", from_whom="bà Tư"))
    first, second = work.feedback(club)
    assert first == replace(entry, id=entry_id, who="Lê Lan", owner="Đỗ Hòa")
    assert (second.who, second.from_whom, second.open) == ("", "bà Tư", False)
    work.answer_feedback(club, entry_id, "2026-03-10", "vặn nhỏ loa")
    changed = replace(entry, about="loa to")
    work.change_feedback(club, entry_id, changed)
    found = next(each for each in work.feedback(club) if each.id == entry_id)
    assert (found.about, found.done, found.open) == ("loa to", "vặn nhỏ loa", False)
    work.remove_feedback(club, entry_id)
    assert len(work.feedback(club)) == 1
    with pytest.raises(Refused):
        work.answer_feedback(club, entry_id, MARCH, "gì đó")
