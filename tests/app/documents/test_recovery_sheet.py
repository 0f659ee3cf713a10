"""The recovery sheet shows its code large, twice, and nothing sticks out."""

from datetime import date
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader

from app.club.recovery_code import new_code, read_code
from app.documents.kit import Placed
from app.documents.recovery_sheet import recovery_sheet

CODE = new_code(Random(1).randbytes)
DAY = date(2026, 11, 21)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("club", ["CLB thôn Đông", "Câu lạc bộ Liên thế hệ tự giúp nhau " * 4])
def test_the_code_can_be_read_off_both_pages_and_all_fits(language: str, club: str) -> None:
    placed: list[Placed] = []
    pdf = recovery_sheet(club, CODE, DAY, language, placed.append)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        found = [one.text for one in placed if one.size == 30 and one.page == number]
        assert read_code("-".join(found)) == read_code(CODE)
        assert all(group in page.extract_text() for group in found)
    assert [one for one in placed if one.width > one.room + 0.01] == []
    assert [one for one in placed if one.baseline > 287 or one.size < 10] == []


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert recovery_sheet("CLB", CODE, DAY) == recovery_sheet("CLB", CODE, DAY)


def test_every_font_is_embedded() -> None:
    page = PdfReader(BytesIO(recovery_sheet("CLB", CODE, DAY))).pages[0]
    fonts = page["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        described = font.get_object().get("/FontDescriptor") or font.get_object()[
            "/DescendantFonts"
        ][0].get_object().get("/FontDescriptor")
        assert "/FontFile2" in described.get_object()
