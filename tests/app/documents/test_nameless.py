import pytest

from app.documents.nameless import without_names

NAMES = ("Lê Thị Nga", "Vũ Thị Mận", "Lê Thị Nga Mai", "Tư")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sửa mái hiên nhà cụ Sửu", "Sửa mái hiên nhà một cụ"),
        ("Nộp hồ sơ cho bà Vũ Thị Mận, hạn 10/7", "Nộp hồ sơ cho một bà, hạn 10/7"),
        ("Ông Lý Văn Khà, xóm Bến", "Một ông, xóm Bến"),
        ("Nga và Lê Thị Nga đi thăm", "Nga và một người đi thăm"),
        ("Lê Thị Nga Mai dẫn hát", "Một người dẫn hát"),
        ("giao lê thị nga làm", "giao một người làm"),
        ("Thăm hai cụ Sửu, Tỵ", "Thăm hai cụ, Tỵ"),
        ("Gia đình chị Hoàng Thị Mơ", "Gia đình một chị"),
        ("Mời ông Chủ tịch xã nói chuyện", "Mời ông Chủ tịch xã nói chuyện"),
        ("Học theo Bác Hồ", "Học theo Bác Hồ"),
        ("Dọn đường ngõ xóm Đình", "Dọn đường ngõ xóm Đình"),
        ("Thăm các cụ ốm", "Thăm các cụ ốm"),
        ("Thứ Tư họp ban", "Thứ Tư họp ban"),
        ("", ""),
    ],
)
def test_nobody_is_named(typed: str, said: str) -> None:
    assert without_names(typed, NAMES) == said
