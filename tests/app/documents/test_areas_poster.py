"""The picture of a year for the wall."""

from io import BytesIO

import pypdfium2
import pytest

from app.areas import records
from app.areas.rules import Activity
from app.base.areas import AREAS
from app.club.file import Club
from app.documents import areas_poster
from app.documents.areas_poster import Poster
from app.documents.kit import Placed
from app.documents.wall import Paper
from tests.app.areas.scene import held, planned


@pytest.fixture
def poster(club: Club) -> Poster:
    """Areas done, planned and missing, one of them with many."""
    with club.change("Write down a busy June"):
        for area in AREAS:
            for _time in range({"rights": 0, "health": 120}.get(area, 2)):
                records.add_activity(club, Activity("", area, "other", "2026-06-21", "Bà Tý ốm"))
    held(club, "2026-06", "2026-06-21", "closed")
    planned(club, "2026-12", "rights")
    return areas_poster.gather(club, 2026)


def words(pdf: bytes) -> str:
    return str(pypdfium2.PdfDocument(BytesIO(pdf))[0].get_textpage().get_text_bounded())


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_fits_and_can_be_read_from_afar(
    poster: Poster, paper: Paper, language: str
) -> None:
    placed: list[Placed] = []
    areas_poster.render(poster, paper=paper, language=language, watch=placed.append)
    assert all(each.width <= each.room + 0.1 for each in placed)
    grown = 1.0 if paper == "A4" else 420 / 297
    figures = [each for each in placed if each.text.isdecimal()]
    assert figures
    assert min(each.size for each in figures) >= 12 * grown
    assert min(each.size for each in placed) >= 10


def test_figures_and_no_names(poster: Poster) -> None:
    text = words(areas_poster.render(poster, language="en"))
    assert "The eight areas in 2026" in text
    assert "7/8" in text
    assert "120" in text
    assert "Tý" not in text


def test_a3_is_the_same_page_larger(poster: Poster) -> None:
    small = pypdfium2.PdfDocument(BytesIO(areas_poster.render(poster)))
    large = pypdfium2.PdfDocument(BytesIO(areas_poster.render(poster, paper="A3")))
    assert len(small) == len(large) == 1
    assert small[0].get_size() == pytest.approx((842, 595), abs=1)
    assert large[0].get_size() == pytest.approx((1191, 842), abs=1)


def test_the_same_poster_gives_the_same_bytes(poster: Poster) -> None:
    assert areas_poster.render(poster) == areas_poster.render(poster)
