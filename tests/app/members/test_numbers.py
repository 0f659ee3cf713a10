import pytest

from app.base.names import Sex
from app.members import numbers


@pytest.mark.parametrize(
    ("cccd", "sex", "birth", "doubt"),
    [
        ("027148252949", "F", "1948", None),
        ("027048252949", "M", "1948-05-12", None),
        ("027301252949", "F", "2001", None),
        ("027148252949", None, None, None),
        ("027148252949", "M", "1948", "other sex"),
        ("027148252949", "F", "1949", "says born 1948"),
        ("097148252949", "F", "1948", "first four digits"),
        ("027448252949", "F", "1948", "first four digits"),
        ("123456789", "F", "1948", "old identity card"),
        ("12345", "F", "1948", "5 digits"),
    ],
)
def test_citizen_numbers_are_held_against_sex_and_year(
    cccd: str, sex: Sex | None, birth: str | None, doubt: str | None
) -> None:
    found = numbers.cccd_doubt(cccd, sex, birth)
    assert (found is None) == (doubt is None)
    assert doubt is None or doubt in str(found)


@pytest.mark.parametrize("phone", ["0912345678", "0398765432", "02223825123", "0241234567"])
def test_good_telephones(phone: str) -> None:
    assert numbers.phone_doubt(phone) is None


@pytest.mark.parametrize(
    ("phone", "doubt"),
    [
        ("01682345678", "today it is 0382345678"),
        ("01242345678", "today it is 0842345678"),
        ("01642345678", "today it is 0342345678"),
        ("01932345678", "does not look like"),
        ("0112345678", "does not look like"),
        ("01992345678", "today it is 0592345678"),
        ("01182345678", "does not look like"),
        ("01842345678", "does not look like"),
        ("12345", "does not look like"),
        ("091234567", "does not look like"),
    ],
)
def test_odd_telephones(phone: str, doubt: str) -> None:
    assert doubt in str(numbers.phone_doubt(phone))


@pytest.mark.parametrize("card", ["GD4272723456789", "2723456789", "027148252949"])
def test_good_insurance_cards(card: str) -> None:
    assert numbers.bhyt_doubt(card) is None


@pytest.mark.parametrize("card", ["GD9272723456789", "GD42727", "272345678X", "1"])
def test_odd_insurance_cards(card: str) -> None:
    assert numbers.bhyt_doubt(card)


@pytest.mark.parametrize(
    ("card", "cccd", "odd"),
    [
        ("027148252949", "027148252949", False),
        ("027148252949", "027148252950", True),
        ("027148252949", "027148252", False),  # an old identity card says nothing of it
        ("2723456789", "027148252949", False),
        ("GD4272723456789", "027148252949", False),
    ],
)
def test_a_card_of_twelve_digits_is_the_citizen_number(card: str, cccd: str, odd: bool) -> None:
    assert (numbers.bhyt_doubt(card, cccd) is not None) is odd


@pytest.mark.parametrize(
    ("cccd", "identifies"),
    [
        ("027148252949", True),
        ("123456789", True),
        ("111111111", False),
        ("000000000000", False),
        ("12345", False),
        (None, False),
    ],
)
def test_only_whole_numbers_tell_people_apart(cccd: str | None, identifies: bool) -> None:
    assert numbers.tells_apart(cccd) is identifies


def test_text_is_cleaned() -> None:
    assert numbers.clean(" Đỗ\u200b  Thi\u0323 \u00a0Lan\n") == "Đỗ Thị Lan"
