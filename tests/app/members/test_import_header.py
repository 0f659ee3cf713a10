"""What the words over a column mean: those met on real lists, and those that only sound alike."""

import pytest

from app.members.import_header import Claims

HEADERS = {
    "number": "STT | TT | Stt | Số TT | SỐ TT | S.TT | Số thứ tự | No.",
    "name": (
        "Họ và tên | HỌ TÊN | Họ tên | Họ & tên | Họ, tên | Tên hội viên | Họ và tên hội viên | "
        "Tên thành viên | Họ tên NCT | Thành viên | Họ và tên người cao tuổi | "
        "Họ, chữ đệm và tên khai sinh | Họ - Tên | Name | Full Name | Ho ten | "
        "Họ và Tên (chữ in hoa) | HỌ VÀ TÊN THÀNH VIÊN CLB | Tên | Họ tên đầy đủ"
    ),
    "family_name": "Họ đệm | Họ và đệm | Họ lót | Họ và tên đệm | Họ và chữ đệm | Họ, chữ lót | Họ",
    "birth": (
        "Năm sinh | Ngày sinh | NS | N.Sinh | Ngày tháng năm sinh | Ngày, tháng, năm sinh | "
        "Sinh năm | Ngày/tháng/năm sinh | Ngày tháng sinh | Năm sinh (dương lịch) | NTNS | "
        "Sinh ngày | Date of birth | DOB | Năm Sinh Dương lịch | Ngày sinh/Năm sinh"
    ),
    "age": "Tuổi | Độ tuổi | Số tuổi | Tuổi đời",
    "sex": "Giới tính | Giới | GT | Phái | Nam/Nữ | Nam, nữ | Nam - Nữ | Sex | Gender",
    "cccd": (
        "Số CCCD | CCCD | CMND | CMND/CCCD | Số căn cước | Căn cước công dân | "
        "Số định danh cá nhân | CMTND | Số CMT | Số CC/CCCD | Mã định danh | "
        "Số giấy tờ tùy thân | CCCD/CMND số"
    ),
    "bhyt": (
        "Số thẻ BHYT | Mã thẻ BHYT | BHYT | Thẻ bảo hiểm y tế | Mã số BHXH | Số BHYT | "
        "Bảo hiểm y tế"
    ),
    "bhyt_until": "Hạn thẻ BHYT | Thời hạn BHYT | Hạn sử dụng thẻ BHYT | Giá trị thẻ đến",
    "bhyt_place": (
        "Nơi ĐK KCB ban đầu | Nơi KCB ban đầu | Nơi đăng ký KCB | Nơi đăng ký khám chữa bệnh"
    ),
    "phone": (
        "SĐT | Số ĐT | Điện thoại | Số điện thoại | ĐT | Di động | ĐTDĐ | Số di động | Phone | "
        "Tel | ĐT liên hệ | Số điện thoại liên hệ | Số đt/zalo | Liên hệ | SDT | DĐ | Số phone"
    ),
    "hamlet": (
        "Thôn | Thôn, xóm | Thôn/xóm | Địa chỉ | Nơi ở | Chỗ ở hiện nay | Nơi cư trú | Tổ | "
        "Tổ dân phố | Khu phố | Ấp | Bản | Khóm | Khu dân cư | TDP | Xóm | Thường trú | "
        "Nơi thường trú | Hộ khẩu thường trú | Địa bàn | Khu | Thôn (bản, ấp) | Chi hội | "
        "Địa chỉ thường trú | Thôn/Khu phố | Thôn/Tổ dân phố | Xóm (thôn) | Buôn | Đội"
    ),
    "ethnic": "Dân tộc | D.tộc | Thành phần dân tộc",
    "household": (
        "Hoàn cảnh | Diện hộ | Hộ nghèo/cận nghèo | Hộ nghèo, cận nghèo | Đối tượng | "
        "Hoàn cảnh gia đình | Loại hộ | Hoàn cảnh kinh tế | Nghèo/Cận nghèo/Khó khăn | Thuộc hộ "
        "| Diện | Hộ gia đình | Phân loại hộ | Tình trạng hộ | Thuộc diện"
    ),
    "poor": "Hộ nghèo | Nghèo | HN | Thuộc hộ nghèo",
    "near_poor": "Cận nghèo | Hộ cận nghèo | HCN | C.nghèo | CN",
    "difficult": (
        "Khó khăn | Hoàn cảnh khó khăn | Hộ khó khăn | HCKK | KK | Hộ có hoàn cảnh khó khăn"
    ),
    "joined": (
        "Ngày vào CLB | Ngày tham gia | Năm tham gia | Ngày gia nhập | Ngày vào | "
        "Tham gia CLB từ | Ngày tham gia CLB | Năm vào CLB | Thời gian tham gia | Ngày vào hội "
        "| Vào CLB ngày | Ngày kết nạp | Ngày vào câu lạc bộ"
    ),
    "contact_name": "Người thân | Người liên hệ | Người liên hệ khi cần",
    "contact_phone": "SĐT người thân | Điện thoại người nhà | SĐT người liên hệ",
    "note": "Ghi chú | Ghi chú khác | Chú thích | GHI CHÚ",
}
NOT_OURS = (
    "Ngày vào Đảng | Tuổi Đảng | Nơi sinh | Quê quán | Ngày cấp | Nơi cấp | Ngày cấp CCCD | "
    "Chức vụ | Nghề nghiệp | Ký tên | Chữ ký | Họ tên chủ hộ | Tên chồng | Trình độ | "
    "Số tiền | Tên thường gọi | Xã | Huyện | Cân nặng | Chiều cao | Huyết áp | "
    "Quan hệ với chủ hộ | Ngày mất | Tôn giáo | Email | Danh sách hội viên | "
    "Số thẻ hội viên | Ngày sinh của con | Đảng viên | Năm cấp thẻ"
)


@pytest.mark.parametrize("field", HEADERS)
def test_headers_are_understood(field: str) -> None:
    claims = Claims()
    for text in HEADERS[field].split(" | "):
        claim = claims.of(text)
        assert claim is not None, text
        assert claim[0] == field, text


def test_headers_of_other_things_are_left_alone() -> None:
    claims = Claims()
    assert [text for text in NOT_OURS.split(" | ") if claims.of(text)] == []
