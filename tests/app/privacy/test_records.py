from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.club import chain
from app.club.file import Club
from app.members import parts_records
from app.members import records as members
from app.members.parts import Circumstance
from app.members.rules import Purpose
from app.privacy import records
from app.privacy.records import give_paper, marks, papers, register, withdraw
from app.privacy.rules import Answers, ConsentPaper
from app.privacy.texts import consent_text
from tests.makers import TODAY

PAPER = ConsentPaper("2026-10-01", "2026-1", "signature", "self", "Bình", kept_at="tủ xanh")


def standings(club: Club, person: str) -> dict[Purpose, str]:
    return {code: mark.standing for code, mark in marks(club, person, TODAY).items()}


def test_a_paper_says_what_is_agreed_to_and_is_one_step(club: Club, lan: str) -> None:
    paper_id = give_paper(club, lan, PAPER, Answers({"C1": True, "C5": False}))
    assert standings(club, lan) == {
        "C1": "given", "C2": "never", "C3": "never", "C4": "never", "C5": "refused",
    }  # fmt: skip
    assert papers(club, lan) == (replace(PAPER, id=paper_id),)
    row = next(club.db.query("select text_sha256 from consent_paper"))
    assert row["text_sha256"] == consent_text("2026-1").sha256
    assert members.purposes_in_force(club, TODAY) == {lan: {"C1"}}
    club.undo()
    assert set(standings(club, lan).values()) == {"never"}
    assert papers(club, lan) == ()
    assert chain.verify(club) == []


def test_a_newer_paper_takes_the_place_of_an_older_one(club: Club, lan: str) -> None:
    give_paper(club, lan, PAPER, Answers({"C1": True, "C2": True, "C3": False}))
    newer = replace(PAPER, signed_on="2026-11-01")
    second = give_paper(club, lan, newer, Answers({"C1": True, "C2": False, "C3": True}))
    found = marks(club, lan, TODAY)
    assert (found["C1"].standing, found["C1"].since) == ("given", "2026-10-01")
    assert found["C1"].paper_id == second
    assert (found["C2"].standing, found["C2"].since) == ("withdrawn", "2026-11-01")
    assert (found["C3"].standing, found["C3"].since) == ("given", "2026-11-01")


def test_an_older_paper_typed_later_changes_nothing_that_was_said_since(
    club: Club, lan: str
) -> None:
    give_paper(club, lan, PAPER, Answers({"C1": True, "C2": False}))
    older = replace(PAPER, signed_on="2025-01-01")
    give_paper(club, lan, older, Answers({"C1": False, "C2": True, "C3": True}))
    assert standings(club, lan)["C1"] == "given"
    assert standings(club, lan)["C2"] == "refused"
    assert standings(club, lan)["C3"] == "given"
    assert [paper.signed_on for paper in papers(club, lan)] == ["2026-10-01", "2025-01-01"]


def test_another_receiver_is_another_consent(club: Club, lan: str) -> None:
    give_paper(club, lan, PAPER, Answers({"C4": True}, "Trạm y tế"))
    newer = replace(PAPER, signed_on="2026-11-01")
    give_paper(club, lan, newer, Answers({"C4": True}, "Bệnh viện huyện"))
    found = marks(club, lan, TODAY)["C4"]
    assert (found.standing, found.since, found.receiver) == (
        "given", "2026-11-01", "Bệnh viện huyện",
    )  # fmt: skip
    assert club.db.execute("select count(*) from consent").fetchone()[0] == 2


def test_withdrawing_ends_what_was_given(club: Club, lan: str) -> None:
    give_paper(club, lan, PAPER, Answers({"C1": True, "C2": True, "C5": True}))
    withdraw(club, lan, ["C2", "C5"], TODAY)
    assert members.purposes_in_force(club, TODAY) == {lan: {"C1"}}
    assert marks(club, lan, TODAY)["C5"].since == TODAY.isoformat()
    club.undo()
    assert members.purposes_in_force(club, TODAY) == {lan: {"C1", "C2", "C5"}}


def test_nothing_to_withdraw_is_refused(club: Club, lan: str) -> None:
    head = chain.head(club)
    with pytest.raises(Refused):
        withdraw(club, lan, ["C2"], TODAY)
    assert chain.head(club) == head


def test_the_register_names_every_member_with_the_newest_paper(
    club: Club, lan: str, hoa: str
) -> None:
    give_paper(club, lan, PAPER, Answers({"C1": True}))
    found = {row.member.id: row for row in register(club, TODAY)}
    assert found.keys() == {lan, hoa}
    assert found[lan].marks["C1"].standing == "given"
    assert found[lan].paper is not None and found[lan].paper.kept_at == "tủ xanh"
    assert not found[lan].not_asked
    assert found[hoa].not_asked and found[hoa].paper is None
    before = {row.member.id: row for row in register(club, TODAY.replace(year=2025))}
    assert before[lan].not_asked


def test_a_fingerprint_and_a_representative_stand_in_the_book(club: Club, lan: str) -> None:
    paper = replace(
        PAPER,
        signed_by="fingerprint",
        read_by="read_to",
        witness="Lê Thị Mai",
        representative="Trịnh Văn Ba",
        representative_is="con trai",
        representative_paper="QĐ 12/2025",
    )
    give_paper(club, lan, paper, Answers({"C1": True}))
    (found,) = papers(club, lan)
    assert replace(found, id="") == paper


def test_who_is_represented_is_known_from_the_register(club: Club, lan: str) -> None:
    assert not records.is_represented(club, lan, TODAY)
    begun = Circumstance("", "represented", "2026-01-01")
    parts_records.begin_circumstance(club, lan, begun)
    assert records.is_represented(club, lan, TODAY)


def test_where_papers_lie_is_suggested(club: Club, lan: str) -> None:
    assert records.last_place(club) is None
    give_paper(club, lan, PAPER, Answers({"C1": True}))
    assert records.last_place(club) == "tủ xanh"


def test_nobody_signs_who_is_not_there(club: Club, lan: str) -> None:
    club.undo()
    with pytest.raises(Refused):
        give_paper(club, lan, PAPER, Answers({"C1": True}))
