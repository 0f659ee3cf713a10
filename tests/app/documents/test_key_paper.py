"""The key paper shows all digits large, marks those to be typed, and its QR code reads back."""

import itertools
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import segno
from pypdf import PdfReader

from app.documents.key_paper import LEFT, QR, ROOM, key_paper
from app.documents.kit import Placed
from app.documents.letters import MM

GROUPS = ("01234", "56789", "13579", "24680", "11223", "99887")
KEY = "0123456789abcdef0123456789abcdef"
DAY = date(2026, 11, 21)
LONG = "Câu lạc bộ Liên thế hệ tự giúp nhau " * 4


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ["club", "commune"])
@pytest.mark.parametrize("name", ["CLB thôn Đông", LONG])
def test_every_group_is_large_and_all_fits(language: str, kind: str, name: str) -> None:
    placed: list[Placed] = []
    pdf = key_paper(kind, name, GROUPS, KEY, DAY, language, placed.append)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    assert [one.text for one in placed if one.size == 30] == list(GROUPS)
    assert all(group in pages[0].extract_text() for group in GROUPS)
    assert [one for one in placed if one.width > one.room + 0.01] == []
    assert [one for one in placed if one.left + one.width > LEFT + ROOM + 0.1] == []
    assert [one for one in placed if one.baseline > 287 or one.size < 10] == []


def test_lines_do_not_run_into_each_other() -> None:
    for kind in ("club", "commune"):
        placed: list[Placed] = []
        key_paper(kind, LONG, GROUPS, KEY, DAY, "vi", placed.append)
        left = sorted((p for p in placed if p.left < 50), key=lambda p: p.baseline)
        for above, below in itertools.pairwise(left):
            gap = (below.baseline - above.baseline) * MM
            assert gap == 0 or gap > 1.2 * min(above.size, below.size), (above.text, below.text)


def test_the_qr_code_on_the_page_is_the_name_of_the_key() -> None:
    """Black where segno says black: nothing else stands in its square."""
    placed: list[Placed] = []
    pdf = key_paper("club", "CLB thôn Đông", GROUPS, KEY, DAY, "vi", placed.append)
    under = next(one for one in placed if KEY[:8].upper() in one.text)
    page = pypdfium2.PdfDocument(pdf)[0]
    scale = 150 / 72
    picture = page.render(scale=scale, grayscale=True).to_pil()
    modules = [list(row) for row in segno.make(KEY.upper(), error="m", micro=False).matrix]
    side = QR / (len(modules) + 8)
    left, top = LEFT + ROOM - QR, under.baseline - 2 - QR
    for down, row in enumerate(modules):
        for across, dark in enumerate(row):
            at = [(left, across), (top, down)]
            x, y = (int((start + (4.5 + n) * side) * MM * scale) for start, n in at)
            assert (picture.getpixel((x, y)) < 128) is bool(dark)


def test_the_same_paper_gives_the_same_bytes_and_embeds_its_fonts() -> None:
    pdf = key_paper("club", "CLB", GROUPS, KEY, DAY)
    assert pdf == key_paper("club", "CLB", GROUPS, KEY, DAY)
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        described = font.get_object().get("/FontDescriptor") or font.get_object()[
            "/DescendantFonts"
        ][0].get_object().get("/FontDescriptor")
        assert "/FontFile2" in described.get_object()
