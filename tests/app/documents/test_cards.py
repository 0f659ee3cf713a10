"""Member cards: eight on a sheet, a code that a scanner and a person can read, no secrets."""

import pypdfium2
import pytest
import segno

from app.club.file import Club
from app.documents.cards import LEFT, PAD, QR, QR_TOP, TOP, WIDE, Card, gather, render, to_listing
from app.documents.frame import A4
from app.documents.issuer import Issuer
from app.members.card_code import card_code, read_card_code
from tests.app.documents.papers import (
    ISSUER,
    LONG_ISSUER,
    LONG_NAME,
    NOBODY_KNOWN,
    check,
    faces,
    pages,
    placed,
    words,
)
from tests.makers import TODAY

DAO = Card("042", "Nguyễn Thị Đào", "bà", "1948-05-12", "Xóm Đình")
HARD = Card("12345", LONG_NAME, "cụ", "1950", "Khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài")
BARE = Card("7", "Ọ")


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_small_or_cut(issuer: Issuer, language: str) -> None:
    cards = [DAO, HARD, BARE] * 3
    texts = placed(lambda watch: render(cards, issuer, TODAY, language=language, watch=watch))
    check(texts, A4, 10)
    names = " ".join(one.text for one in texts if one.bold)
    assert LONG_NAME in names, "a name is never cut"


def test_eight_on_a_sheet() -> None:
    assert len(pages(render([DAO] * 8, ISSUER, TODAY))) == 1
    assert len(pages(render([DAO] * 9, ISSUER, TODAY))) == 2
    assert len(pages(render([], ISSUER, TODAY))) == 1


def test_the_code_is_a_qr_of_version_1_level_m_that_can_be_read_off_the_print() -> None:
    dpi = 150
    pdf = render([DAO], ISSUER, TODAY)
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    scanned = card_code(ISSUER.mark, "042").replace("-", "")
    wanted = [
        list(row)
        for row in segno.make(scanned, version=1, error="m", micro=False, boost_error=False).matrix
    ]
    assert len(wanted) == 21
    module = QR / 21
    left, top = LEFT + WIDE - PAD - QR, TOP + QR_TOP

    def dark(x: float, y: float) -> bool:
        place = (round(x / 25.4 * dpi), round(y / 25.4 * dpi))
        value = picture.getpixel(place)
        assert isinstance(value, int)
        return value < 128

    seen = [
        [dark(left + (across + 0.5) * module, top + (down + 0.5) * module) for across in range(21)]
        for down in range(21)
    ]
    assert seen == [[bool(cell) for cell in row] for row in wanted]
    rim = 3.5 * module
    for step in range(0, 27, 2):
        around = ((step, -rim), (-rim, step), (step, QR + rim), (QR + rim, step))
        assert not any(dark(left + x, top + y) for x, y in around), "white around it"


def test_the_printed_code_leads_to_the_member(club: Club, people: dict[str, str]) -> None:
    cards, issuer = gather(club, TODAY)
    pdf = render(cards, issuer, TODAY)
    codes = [word for word in words(pdf).split() if read_card_code(word, club.file_id)]
    assert [read_card_code(code) for code in codes] == [card.code for card in cards]
    for card in cards:
        assert card.name in words(pdf)


def test_a_card_has_no_secrets(club: Club, people: dict[str, str]) -> None:
    cards, issuer = gather(club, TODAY, ["001"])
    printed = words(render(cards, issuer, TODAY)).replace(" ", "")
    assert "027148" not in printed
    assert "0987214365" not in printed


def test_same_bytes_own_letters_and_a_list_of_them() -> None:
    assert render([DAO], ISSUER, TODAY) == render([DAO], ISSUER, TODAY)
    assert faces(render([DAO], ISSUER, TODAY)) == {"NotoSans"}
    (row,) = to_listing([DAO], ISSUER, TODAY).rows
    assert row[-1] == card_code(ISSUER.mark, "042")
