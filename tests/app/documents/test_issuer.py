"""Who gives out a paper: the board that was elected, else who signs in."""

from app.club.file import Club
from app.documents.issuer import Contact, issuer_of
from app.members import records as members
from app.members.rules import Person
from app.organisation import records as organisation
from app.organisation.rules import Office


def test_without_a_board_who_signs_in_speaks_for_the_club(club: Club) -> None:
    issuer = issuer_of(club)
    assert issuer.name == "CLB thôn Đông"
    assert issuer.commune == "xã Hòa Bình"
    assert issuer.chair.name == "Đỗ Thị Lan"
    assert issuer.health_lead == Contact()
    assert issuer.mark == club.file_id


def test_the_elected_chair_with_the_phone_of_the_register(club: Club) -> None:
    lan = members.add_person(club, Person("Trịnh Thị Lan", "F", phone="0987654321"))
    hien = members.add_person(club, Person("Đặng Văn Hiền", "M"))
    organisation.begin_office(club, Office("", hien, "chair", "2024-01-01", "2026-01-01"))
    organisation.begin_office(club, Office("", lan, "chair", "2026-01-01"))
    organisation.begin_office(club, Office("", hien, "area_lead", "2026-01-01", area="income"))
    organisation.begin_office(club, Office("", hien, "area_lead", "2026-01-01", area="health"))
    issuer = issuer_of(club)
    assert issuer.chair == Contact("Trịnh Thị Lan", "0987654321", "bà")
    assert issuer.chair.called == "bà Trịnh Thị Lan"
    assert issuer.health_lead.called_short == "ông Hiền"
