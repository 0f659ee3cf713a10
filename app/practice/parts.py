"""What the practice club knows about its people beside their entries: circumstances, families,
who helps and who is helped, and what was noted to be done. Drawn from the seed, like the people.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.base.dates import age_by_year
from app.base.text import N_
from app.club.file import Club
from app.members import parts_records, records
from app.members.parts import Circumstance, CircumstanceKind, FollowUp, Involvement, Relation
from app.members.rules import Person
from app.practice.people import Pretend, families

VOLUNTEERS = 7
CARED_FOR = 4
TWICE = 20
"""Who stands twice in the register."""
AHEAD = timedelta(days=25)
"""A note is due about when the club meets next."""


def begin(
    club: Club, people: Sequence[Pretend], ids: Mapping[int, str], joined: Sequence[int], seed: int
) -> None:
    """What is known of those who joined that day, inside the caller's change."""
    at_home = {index for one, other, _kind in families(people) for index in (one, other)}
    for index in joined:
        person, person_id = people[index], ids[index]
        since = person.joined.isoformat()
        for kind in circumstances(person, index, seed):
            if kind == "lives_alone" and index in at_home:
                continue
            parts_records.begin_circumstance(club, person_id, Circumstance("", kind, since))


def circumstances(person: Pretend, index: int, seed: int) -> tuple[CircumstanceKind, ...]:
    """What makes this person more easily harmed: about a quarter of the old have something."""
    chance = random.Random(f"circumstances {seed} {index}")
    years = age_by_year(person.birth, person.joined)
    found: list[CircumstanceKind] = []
    if years >= 65 and chance.random() < 0.22:
        found.append("lives_alone")
    if years >= 78 and chance.random() < 0.35:
        found.append("frail")
    if chance.random() < 0.06:
        found.append(chance.choice(("disability", "severe_disability")))
    if years >= 92:
        found.append("represented")
    if person.name.split()[0] in ("Giàng", "Vàng", "Lò", "Thạch", "H'Nen", "Cầm"):
        found.append("ethnic_minority")
    return tuple(found)


def first_month(club: Club, people: Sequence[Pretend], ids: Mapping[int, str], day: date) -> None:
    """Families, volunteers and those cared for, as the founding meeting wrote them down."""
    with club.change(N_("Write down who helps whom")):
        for one, other, kind in families(people):
            if one in ids and other in ids:
                relation = Relation("", ids[other], kind, together=True)
                parts_records.relate(club, ids[one], relation)
        since = day.isoformat()
        for index in _volunteers(people, ids, day):
            parts_records.begin_involvement(club, ids[index], Involvement("", "volunteer", since))
        for index in _cared_for(people, ids, day):
            parts_records.begin_involvement(club, ids[index], Involvement("", "cared_for", since))
    if len(ids) > TWICE:
        _write_down_twice(club, people[TWICE], since)


def _write_down_twice(club: Club, pretend: Pretend, since: str) -> None:
    """A member who gave something, and was written down as a donor by somebody who did not look:
    so that there is a pair to put together."""
    donor = Person(pretend.name, pretend.sex, pretend.birth[:4], hamlet=pretend.hamlet)
    person_id = records.add_person(club, donor, as_member=False)
    parts_records.begin_involvement(club, person_id, Involvement("", "donor", since))


def notes_of_month(
    club: Club,
    words: Sequence[Mapping[str, str]],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    number: int,
    day: date,
) -> None:
    """One or two notes are written at each meeting, and those that fell due are done."""
    for open_note in parts_records.open_follow_ups(club, day):
        if date.fromisoformat(open_note.due_on) <= day:
            done = words[_which(open_note, words)]["done"]
            parts_records.finish_follow_up(club, open_note.id, day.isoformat(), done)
    here = [i for i in ids if (people[i].left or date.max) > day]
    for turn in range(1 + number % 2):
        place = 2 * number + turn
        text = words[place % len(words)]["text"]
        due = day + AHEAD + timedelta(days=7 * turn)
        person_id = ids[here[7 * place % len(here)]]
        note = FollowUp("", person_id, text, due.isoformat(), day.isoformat())
        parts_records.add_follow_up(club, note)


def _which(note: FollowUp, words: Sequence[Mapping[str, str]]) -> int:
    return next((i for i, each in enumerate(words) if each["text"] == note.text), 0)


def _volunteers(people: Sequence[Pretend], ids: Mapping[int, str], day: date) -> list[int]:
    """The strong ones between 40 and 70, who stay in the club."""
    able = [i for i in ids if 40 <= age_by_year(people[i].birth, day) <= 70]
    return [i for i in able if people[i].left is None][:VOLUNTEERS]


def _cared_for(people: Sequence[Pretend], ids: Mapping[int, str], day: date) -> list[int]:
    """The oldest, who are still there at the end."""
    old = sorted(ids, key=lambda i: people[i].birth[:4])
    frail = [i for i in old if age_by_year(people[i].birth, day) >= 78]
    return [i for i in frail if people[i].left is None][:CARED_FOR]
