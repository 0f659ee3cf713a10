"""The page of the composition: one sheet, everything inside its room, no names."""

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from app.documents import composition
from app.documents.kit import Placed
from app.members import records as members
from app.practice.make import make
from app.targets.rule_sets import rule_set, rule_sets
from tests.makers import TODAY


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, composition.Paper]:
    """The practice club by every rule set, and by name who is in it."""
    club = make(tmp_path_factory.mktemp("practice") / "club", TODAY)
    found = {one.id: composition.gather(club, TODAY, one) for one in rule_sets()}
    club.close(keep_copy=False)
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rules", [one.id for one in rule_sets()])
def test_one_page_and_nothing_runs_over(
    papers: dict[str, composition.Paper], rules: str, language: str
) -> None:
    placed: list[Placed] = []
    pdf = composition.render(papers[rules], language=language, watch=placed.append)
    assert {one.page for one in placed} == {1}
    for one in placed:
        assert one.width <= one.room + 0.1, one
        assert one.baseline <= 290, one
    assert len(PdfDocument(pdf)) == 1
    assert pdf == composition.render(papers[rules], language=language)


def test_it_says_figures_document_and_day(papers: dict[str, composition.Paper]) -> None:
    placed: list[Placed] = []
    composition.render(papers["national-1533"], language="en", watch=placed.append)
    said = [one.text for one in placed]
    assert "on 21/11/2026" in said
    assert "45 of 60, 75 %" in said
    assert "60–70 %" in said
    assert "45 women" in said
    assert any("1533/QĐ-TTg" in text for text in said)


def test_no_names_leave_on_it(papers: dict[str, composition.Paper], tmp_path: Path) -> None:
    club = make(tmp_path / "club", TODAY)
    names = {member.person.name for member in members.members(club, TODAY)}
    placed: list[Placed] = []
    composition.render(papers["bac-ninh-2026"], watch=placed.append)
    club.close(keep_copy=False)
    assert not any(name in one.text for one in placed for name in names)


def test_a_day_without_members(tmp_path: Path) -> None:
    club = make(tmp_path / "club", TODAY)
    paper = composition.gather(club, date(1999, 1, 1), rule_set("national-1648"))
    placed: list[Placed] = []
    composition.render(paper, language="en", watch=placed.append)
    club.close(keep_copy=False)
    assert any("0 members" in one.text for one in placed)
