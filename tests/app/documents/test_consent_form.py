"""Consent forms: two pages of 16 points, nothing ticked, room for a thumbprint, one per member."""

import re

import pytest

from app.base.errors import UserError
from app.base.ids import read_code
from app.club.file import Club
from app.documents.consent_form import BLANK, THUMB, Signer, gather, render
from app.documents.frame import A4
from app.documents.issuer import Issuer
from app.privacy.texts import consent_text
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

DAO = Signer("042", "Nguyễn Thị Đào", "1948-05-12", "Xóm Đình, thôn Đông")
HARD = Signer("1107", LONG_NAME, "1950", "Khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài")


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("signer", [DAO, HARD, BLANK], ids=lambda one: one.code)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_small_or_cut(issuer: Issuer, signer: Signer, language: str) -> None:
    texts = placed(lambda watch: render([signer], issuer, TODAY, language=language, watch=watch))
    check(texts, A4, 10)
    text = consent_text(language=language)
    for purpose in text.purposes:
        (title,) = [one for one in texts if one.text == purpose.title]
        assert title.size >= 16
    body = [one for one in texts if one.text.startswith(text.intro[:10])]
    assert body[0].size == 16


def test_five_points_with_two_boxes_each_and_none_ticked() -> None:
    texts = placed(lambda watch: render([DAO], ISSUER, TODAY, language="en", watch=watch))
    front = [one.text for one in texts if one.page == 1]
    assert [one for one in front if one in "12345"] == ["1", "2", "3", "4", "5"]
    assert front.count("I agree") == 5
    assert front.count("I do not agree") == 5
    assert not [one.text for one in texts if set(one.text) & set("✓✔xX☑") and len(one.text) == 1]


def test_what_stands_on_it() -> None:
    front, back = pages(render([DAO], ISSUER, TODAY, language="vi"))
    text = consent_text(language="vi")
    for said in (*(purpose.title for purpose in text.purposes), "xã Hòa Bình", "042"):
        assert said in " ".join(front.split())
    for said in (
        "Trịnh Thị Lan",
        "0987 654 321",
        "Xóm Đình, thôn Đông",
        *(r.lead for r in text.rights),
    ):
        assert said in " ".join(back.split())
    for page, number in ((front, "1/2"), (back, "2/2")):
        assert number in page
        assert text.version in page
        assert "21/11/2026" in page
        assert "Nguyễn Thị Đào" in page


def test_both_pages_carry_the_code_of_the_person() -> None:
    def code(signer: Signer) -> set[str]:
        said = words(render([signer], ISSUER, TODAY)).split()
        return {word for word in said if re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}", word)}

    (mine,), (other,) = code(DAO), code(HARD)
    assert read_code(mine) == mine
    assert mine != other


def test_there_is_room_for_a_thumbprint() -> None:
    assert THUMB >= 40 + 10, "the title takes ten millimetres"


def test_a_form_for_each_member(club: Club, people: dict[str, str]) -> None:
    signers, issuer = gather(club, TODAY)
    assert [one.name.split()[-1] for one in signers] == ["Đào", "Khanh", "Sửu", "Tý"]
    pdf = render(signers, issuer, TODAY)
    assert len(pages(pdf)) == 8
    for signer in signers:
        assert signer.name in words(pdf)
    (only,), _issuer = gather(club, TODAY, ["003"])
    assert only.name == "Lê Thị Sửu"
    with pytest.raises(UserError, match="999"):
        gather(club, TODAY, ["999"])


def test_without_people_there_is_a_blank_one() -> None:
    assert len(pages(render([], ISSUER, TODAY))) == 2


def test_same_bytes_and_own_letters() -> None:
    assert render([DAO], ISSUER, TODAY) == render([DAO], ISSUER, TODAY)
    assert faces(render([DAO], ISSUER, TODAY)) == {"NotoSans"}
