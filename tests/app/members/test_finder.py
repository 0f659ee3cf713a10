import pytest

from app.members.finder import Finder
from app.members.rules import Member, Person

PEOPLE = (
    ("001", "Lê Hồng Lan", "0912345678", "027148252949"),
    ("002", "Nguyễn Thị Đào", None, None),
    ("003", "Đào Hồng Thúy", "0987654321", None),
    ("014", "Y H'Lê", None, None),
)
FINDER = Finder.of(
    Member(code, code, Person(name, phone=phone, cccd=cccd), None, None)
    for code, name, phone, cccd in PEOPLE
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["001", "002", "003", "014"]),
        ("dao", ["002", "003"]),
        ("Đào", ["002", "003"]),
        ("ĐÀO", ["002", "003"]),
        ("lan hong", ["001"]),
        ("hồng", ["001", "003"]),
        ("dao nguyen", ["002"]),
        ("thuy", ["003"]),
        ("hle", ["014"]),
        ("h'lê", ["014"]),
        ("014", ["014"]),
        ("14", ["001", "014"]),  # also within a citizen number
        ("0912 345", ["001"]),
        ("0987.654", ["003"]),
        ("8252949", ["001"]),
        ("dao 003", ["003"]),
        ("nobody", []),
    ],
)
def test_find(text: str, codes: list[str]) -> None:
    assert [member.code for member in FINDER.find(text)] == codes
