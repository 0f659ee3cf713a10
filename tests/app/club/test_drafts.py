"""Drafts: one a form and officer, in the file, beside the history."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.club import chain, drafts
from app.club.file import Club, open_file
from tests.makers import NOW, fast_ports


def test_a_draft_outlives_the_program_and_is_no_change(club: Club) -> None:
    before = chain.head(club)
    drafts.keep(club, "add-member", "Add a member", "members", {"name": "Đào"})
    drafts.keep(club, "add-member", "Add a member", "members", {"name": "Đào", "sex": "F"})
    assert chain.head(club) == before
    folder: Path = club.folder
    club.close(keep_copy=False)
    again = open_file(folder, fast_ports())
    (kept,) = drafts.drafts(again)
    assert (kept.key, kept.title, kept.room) == ("add-member", "Add a member", "members")
    assert kept.texts == {"name": "Đào", "sex": "F"}
    drafts.drop(again, "add-member")
    assert drafts.drafts(again) == ()
    again.close(keep_copy=False)


def test_after_two_weeks_a_draft_is_let_go(club: Club) -> None:
    drafts.keep(club, "x", "X", "", {"a": "1"})
    club.ports = fast_ports(NOW + timedelta(days=13))
    assert len(drafts.drafts(club)) == 1
    club.ports = fast_ports(NOW + timedelta(days=15))
    assert drafts.drafts(club) == ()
    drafts.keep(club, "y", "Y", "", {})
    assert [row["key"] for row in club.db.table("draft").rows] == ["y"]


def test_each_officer_has_drafts_of_their_own(club: Club) -> None:
    drafts.keep(club, "x", "X", "", {"a": "1"})
    club.actor = replace(club.actor, id="other")
    assert drafts.drafts(club) == ()
    drafts.drop(club, "x")
    drafts.keep(club, "x", "X", "", {"a": "2"})
    club.actor = replace(club.actor, id="third")
    assert drafts.drafts(club) == ()
    assert club.db.table("draft").count == 2
