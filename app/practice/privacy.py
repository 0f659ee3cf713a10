"""The consent papers of the practice club, and what two of its people asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.club.file import Club
from app.members.rules import PURPOSES, Purpose
from app.practice.people import Pretend
from app.privacy import records, request_records
from app.privacy.requests import DataRequest
from app.privacy.rules import Answers, ConsentPaper
from app.privacy.texts import versions

EVERY_TENTH = 10
"""So many papers apart somebody put a fingerprint under theirs."""

LEAST = 8
"""Members that a practice club has at least for somebody to ask for something."""


def papers(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    joined: Sequence[int],
) -> None:
    """What those who joined that day signed, inside the caller's change; some still wait."""
    for index in joined:
        person = people[index]
        if person.consents:
            paper = _paper(words, person, index)
            records.give_paper(club, ids[index], paper, _answers(person.consents, index))


def _paper(words: Mapping[str, Any], person: Pretend, index: int) -> ConsentPaper:
    pressed = index % EVERY_TENTH == EVERY_TENTH - 1
    return ConsentPaper(
        signed_on=person.joined.isoformat(),
        version=versions()[0],
        signed_by="fingerprint" if pressed else "signature",
        read_by="read_to" if pressed else "self",
        collected_by=words["collected_by"],
        witness=words["collected_by"] if pressed else None,
        kept_at=words["kept_at"],
    )


def _answers(agreed: tuple[Purpose, ...], index: int) -> Answers:
    """Every second lets the club use the photo, a few let the health post see their readings; of
    the rest some write a "no", the others leave the box blank."""
    said: dict[Purpose, bool] = dict.fromkeys(agreed, True)
    if index % 2 == 1:
        said["C5"] = True
    if index % 9 == 4:
        said["C4"] = True
    if index % 3 == 0:
        said |= {purpose: False for purpose in PURPOSES if purpose not in said}
    return Answers(said, "Trạm y tế xã" if said.get("C4") else None)


def last_month(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[Pretend],
    ids: Mapping[int, str],
    day: date,
) -> None:
    """Somebody no longer wants the photo used; one request was dealt with, one waits."""
    here = [index for index in sorted(ids) if people[index].left is None]
    if len(here) < LEAST:
        return
    photo = next(i for i in here if people[i].consents and "C5" in _agreed(people[i], i))
    records.withdraw(club, ids[photo], ["C5"], day)
    asked = DataRequest("", ids[here[3]], "view", (day - timedelta(days=6)).isoformat())
    asked = replace(asked, id=request_records.receive(club, asked))
    told = (day - timedelta(days=5)).isoformat()
    asked = replace(asked, answered_on=told)
    request_records.answer(club, asked)
    asked = replace(asked, done_on=day.isoformat(), outcome="done", result=words["told"])
    request_records.end(club, asked)
    waits = DataRequest(
        "", ids[here[5]], "correct", (day - timedelta(days=1)).isoformat(), detail=words["correct"]
    )
    waits = replace(waits, id=request_records.receive(club, waits))
    request_records.answer(club, replace(waits, answered_on=day.isoformat()))


def _agreed(person: Pretend, index: int) -> frozenset[Purpose]:
    said = _answers(person.consents, index).purposes
    return frozenset(purpose for purpose, yes in said.items() if yes)
