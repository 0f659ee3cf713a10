"""Two entries of one person: what needs a choice, and what stays without one."""

from hypothesis import given
from hypothesis import strategies as st

from app.members.merge_choice import ONE, OTHER, chosen, conflicts
from app.members.rules import Person

LAN = Person("Lê Thị Lan", "F", "1950", phone="0912345678", note="hát chèo")
ALSO = Person("Lê Thị Lan", "F", "1951", cccd="027150000123", hamlet="Xóm 3", note="nặng tai")


def test_only_what_contradicts_is_asked() -> None:
    assert conflicts(LAN, ALSO) == ("birth",)
    assert chosen(LAN, ALSO, {}) == Person(
        "Lê Thị Lan",
        "F",
        "1950",
        phone="0912345678",
        cccd="027150000123",
        hamlet="Xóm 3",
        note="hát chèo; nặng tai",
    )
    assert chosen(LAN, ALSO, {"birth": OTHER}).birth == "1951"
    assert chosen(LAN, ALSO, {"birth": ONE}).birth == "1950"


_MAYBE = st.sampled_from([None, "x", "y"])
_PEOPLE = st.builds(Person, st.sampled_from(["Lan", "Hoa"]), birth=_MAYBE, phone=_MAYBE)


@given(_PEOPLE, _PEOPLE, st.sampled_from([ONE, OTHER]))
def test_nothing_known_is_lost_and_every_pick_is_kept(
    one: Person, other: Person, pick: str
) -> None:
    person = chosen(one, other, dict.fromkeys(conflicts(one, other), pick))
    winner, loser = (one, other) if pick == ONE else (other, one)
    for name in ("name", "birth", "phone"):
        kept = getattr(winner, name)
        assert getattr(person, name) == (kept if kept is not None else getattr(loser, name))
