"""What clubs hand in: applications and the longevity list; who did not agree is not named."""

import pytest

from app.club.file import Club
from app.documents import application, longevity_list
from app.documents.application import NEWCOMER, Applicant
from app.documents.issuer import Issuer
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

A4 = (210.0, 297.0)
HARD = Applicant(
    "107",
    LONG_NAME,
    "F",
    "1950-12-30",
    "027150000123",
    "Bru-Vân Kiều",
    "Khu dân cư số 12 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố Hòa Bình",
    "0912 345 678",
    "Cháu ngoại Nguyễn Hoàng Công Tằng Tôn Nữ Phương Khanh, 0222 3888 115",
    "near_poor",
)


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
@pytest.mark.parametrize("applicant", [HARD, NEWCOMER], ids=["known", "blank"])
def test_an_application_has_one_page_and_all_fits(issuer: Issuer, applicant: Applicant) -> None:
    texts = placed(lambda watch: application.render([applicant], issuer, TODAY, watch=watch))
    check(texts, A4, 9, edge=10)
    assert {text.page for text in texts} == {1}


def test_applications_of_members_and_a_blank_one(club: Club, people: dict[str, str]) -> None:
    found, issuer = application.gather(club, TODAY)
    pdf = application.render(found, issuer, TODAY)
    assert len(pages(pdf)) == 4
    assert "Nguyễn Thị Đào" in words(pdf)
    assert "027148000123" in words(pdf), "it is the person's own letter"
    assert len(pages(application.render([], issuer, TODAY))) == 1
    assert faces(pdf) == {"Tinos"}
    assert pdf == application.render(found, issuer, TODAY)
    (row, *_others) = application.to_listing(found, TODAY).rows
    assert "000123" not in str(row), "a list goes from hand to hand"


def test_the_longevity_list_names_only_who_agreed(club: Club, people: dict[str, str]) -> None:
    longevity, issuer = longevity_list.gather(club, TODAY, 2028)
    assert [one.name for one in longevity.honours] == ["Nguyễn Thị Đào"]  # 80 in 2028
    longevity, issuer = longevity_list.gather(club, TODAY, 2027)
    assert longevity.honours == ()
    assert [one.name for one in longevity.left_out] == ["Trần Văn Tý"]  # 70, never asked
    said = words(longevity_list.render(longevity, issuer, TODAY))
    assert "Trần Văn Tý" not in said


@pytest.mark.parametrize("issuer", [ISSUER, LONG_ISSUER, NOBODY_KNOWN], ids=lambda one: one.mark)
def test_the_longevity_list_fits(club: Club, people: dict[str, str], issuer: Issuer) -> None:
    longevity, _own = longevity_list.gather(club, TODAY, 2028)
    many = longevity_list.Longevity(2028, longevity.honours * 60, ())
    texts = placed(lambda watch: longevity_list.render(many, issuer, TODAY, watch=watch))
    check(texts, A4, 9, edge=10)
    assert sum(one.text == "Nguyễn Thị Đào" for one in texts) == 60
    pdf = longevity_list.render(longevity, issuer, TODAY)
    assert faces(pdf) == {"Tinos"}
    assert pdf == longevity_list.render(longevity, issuer, TODAY)


def test_the_longevity_list_for_excel(club: Club, people: dict[str, str]) -> None:
    longevity, _issuer = longevity_list.gather(club, TODAY, 2028)
    (row,) = longevity_list.to_listing(longevity, TODAY).rows
    assert row[:2] == ("Nguyễn Thị Đào", "1948-05-12")
    assert row[4:6] == (80, "2028-05-12")
