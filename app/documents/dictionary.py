"""What every column of the book means: the one place from which the data dictionary is written.

In Vietnamese, whatever the language of the screen: it travels with the spreadsheet of all tables,
whose readers are boards, communes and statisticians. A house test compares it with the schema.
"""

from app.documents.dictionary_care import CARE
from app.documents.dictionary_kit import NOTE, PERSON, Table, table
from app.documents.dictionary_meetings import MEETINGS
from app.documents.dictionary_money import MONEY

KEPT_BACK = {
    "setting": "cách dùng chương trình trên máy này",
    "lineage": "dấu vết kỹ thuật của tệp sổ",
    "paired_commune": "khoá của xã",
}
"""Tables of settings, keys and of the file's own keeping: never written out, and why."""

KEPT_BACK_COLUMNS = {
    "person.name_fold": "tính từ tên, để tìm",
    "person.name_sort": "tính từ tên, để xếp thứ tự",
    "officer.slot_key": "khoá mở sổ",
    "photo.picture_id": "ảnh không ghi ra bảng tính",
}
"""Columns that are worked out from others, or hold keys: never written out, and why."""


_SPAN = """
since | Từ ngày | ngày bắt đầu | ngày
until | Đến ngày | ngày kết thúc; trống là vẫn còn | ngày
"""
_BOARD = "ban chủ nhiệm ghi"

TABLES: tuple[Table, ...] = (
    table(
        "club",
        "Câu lạc bộ",
        "quyết định thành lập, quy chế",
        """
name | Tên CLB | tên đầy đủ
commune | Xã, phường | nơi CLB hoạt động
province | Tỉnh, thành phố | theo địa giới hiện nay
hamlet | Thôn, khu phố | nơi CLB hoạt động
code | Mã CLB | mã do xã hoặc tỉnh đặt
founded_on | Ngày thành lập | có thể chỉ biết năm hoặc tháng | năm, tháng hoặc ngày
decision | Số quyết định thành lập | số, ký hiệu văn bản
decided_on | Ngày quyết định | ngày ký | ngày
decided_by | Nơi ra quyết định | cơ quan ký
old_commune | Tên xã cũ | trước khi sắp xếp địa giới
meeting_day | Ngày sinh hoạt | lịch sinh hoạt hằng tháng
meeting_place | Nơi sinh hoạt | nhà văn hoá hoặc nơi khác
regulation | Quy chế | tên, số quy chế hoạt động
regulation_on | Ngày ban hành quy chế | ngày ký | ngày
""",
    ),
    table(
        "person",
        "Người",
        "đơn xin vào CLB, danh sách, giấy tờ tuỳ thân",
        f"""
code | Mã thành viên | số thứ tự trong CLB, không dùng lại
name | Họ và tên | như trên giấy tờ
sex | Giới tính | F là nữ, M là nam
birth | Ngày sinh | YYYY, YYYY-MM hoặc YYYY-MM-DD, biết đến đâu ghi đến đó | năm, tháng hoặc ngày
cccd | Số CCCD | căn cước 12 số, hoặc CMND cũ 9 số
bhyt | Số thẻ BHYT | 10, 12 hoặc 15 ký tự
bhyt_until | Hạn thẻ BHYT | ngày cuối còn giá trị | ngày
bhyt_place | Nơi đăng ký KCB | nơi khám chữa bệnh ban đầu
phone | Điện thoại | chỉ chữ số, có số 0 ở đầu
hamlet | Thôn, xóm | nơi ở
ethnic | Dân tộc | như trên giấy tờ
contact_name | Người liên hệ khi cần | người thân
contact_phone | SĐT người liên hệ | chỉ chữ số
{NOTE}
erased_on | Ngày xoá dữ liệu | đã xoá theo yêu cầu, chỉ còn mã | ngày
""",
    ),
    table(
        "membership",
        "Thời gian là thành viên",
        "đơn xin vào, đơn xin ra, biên bản",
        f"""
{PERSON}
joined_on | Ngày vào CLB | trống là từ trước, không rõ | ngày
left_on | Ngày ra khỏi CLB | ngày đầu tiên không còn tính; trống là vẫn còn | ngày
reason | Lý do | xin ra, chuyển đi, mất, sang CLB khác, tạm nghỉ
{NOTE}
""",
    ),
    table(
        "household_status",
        "Diện hộ từng năm",
        "danh sách hộ nghèo, cận nghèo của xã; riêng “khó khăn” do CLB xét",
        f"""
{PERSON}
year | Năm | năm của danh sách | năm
status | Diện hộ | nghèo, cận nghèo, khó khăn, không thuộc diện nào
confirmed | Đã xác nhận | 1 là đã đối chiếu với danh sách năm đó, 0 là chưa
source | Nguồn | số quyết định hoặc tên danh sách
""",
    ),
    table(
        "consent",
        "Đồng ý cho dùng dữ liệu",
        "phiếu đồng ý có chữ ký",
        f"""
{PERSON}
purpose | Mục đích | C1 giữ tên trong sổ, C2 sức khoẻ, C3 gửi tên cho xã, C4 gửi sức khoẻ, C5 ảnh
given_on | Ngày đồng ý | ngày ký | ngày
withdrawn_on | Ngày rút lại | trống là còn hiệu lực | ngày
paper | Phiếu cất ở đâu | chữ tự do
paper_id | Phiếu | id trong bảng consent_paper
receiver | Gửi cho ai | người nhận ghi trên phiếu, với mục đích C4
""",
    ),
    table(
        "consent_paper",
        "Phiếu đồng ý",
        "phiếu giấy đã ký",
        f"""
{PERSON}
signed_on | Ngày ký | trên phiếu | ngày
version | Mẫu phiếu | tên mẫu và lần sửa
text_sha256 | Dấu của nội dung mẫu | SHA-256 của lời trên mẫu, để biết đã ký vào lời nào
signed_by | Ký bằng | chữ ký hoặc điểm chỉ
read_by | Cách đọc | tự đọc hoặc được đọc cho nghe
witness | Người làm chứng | bắt buộc khi điểm chỉ
representative | Người đại diện | nếu người khác ký thay
representative_is | Quan hệ | của người đại diện
representative_paper | Giấy tờ đại diện | căn cứ để ký thay
collected_by | Người thu phiếu | tên người trong ban chủ nhiệm
kept_at | Nơi cất phiếu | tủ, cặp, số tờ
{NOTE}
""",
    ),
    table(
        "involvement",
        "Tham gia ngoài tư cách thành viên",
        _BOARD,
        f"""
{PERSON}
kind | Là gì với CLB | tình nguyện viên, người được chăm sóc, người ủng hộ
{_SPAN.strip()}
{NOTE}
""",
    ),
    table(
        "circumstance",
        "Hoàn cảnh",
        "giấy xác nhận, hoặc ban chủ nhiệm ghi",
        f"""
{PERSON}
kind | Hoàn cảnh | sống một mình, khuyết tật (ba mức), dân tộc thiểu số, yếu, có người đại diện
{_SPAN.strip()}
{NOTE}
""",
    ),
    table(
        "relation",
        "Quan hệ gia đình",
        _BOARD,
        f"""
{PERSON}
other_id | Người kia | id trong bảng person; người kia là … của người này
kind | Quan hệ | vợ chồng, cha mẹ, con, anh chị em, ông bà, cháu, thông gia, khác
together | Ở chung | 1 là cùng một hộ, 0 là không
{NOTE}
""",
    ),
    table(
        "not_same",
        "Đã xem, là hai người",
        _BOARD,
        """
one_id | Người thứ nhất | id trong bảng person
other_id | Người thứ hai | id trong bảng person
decided_on | Ngày xem | ngày ban chủ nhiệm thấy đây là hai người | ngày
""",
    ),
    table(
        "photo",
        "Ảnh",
        "ảnh chụp; bảng tính chỉ ghi là có",
        f"""
{PERSON}
taken_on | Ngày chụp | nếu biết | ngày
""",
    ),
    table(
        "follow_up",
        "Việc cần nhớ",
        _BOARD,
        f"""
{PERSON}
text | Việc | điều cần làm cho người này
due_on | Hạn | ngày cần xong | ngày
written_on | Ngày ghi | ngày | ngày
done_on | Ngày xong | trống là chưa xong | ngày
result | Kết quả | chữ tự do
""",
    ),
    table(
        "saved_list",
        "Danh sách đã lưu",
        _BOARD,
        """
name | Tên danh sách | do ban chủ nhiệm đặt
filter | Điều kiện lọc | JSON, chương trình tự ghi
""",
    ),
    table(
        "office",
        "Chức vụ",
        "quyết định, biên bản bầu",
        f"""
{PERSON}
office | Chức vụ | chủ nhiệm, phó, thư ký, thủ quỹ, uỷ viên, phụ trách mảng
area | Mảng phụ trách | một trong tám mảng hoạt động
{_SPAN.strip()}
decision | Quyết định | số, ngày
{NOTE}
""",
    ),
    table(
        "team",
        "Tổ, nhóm",
        _BOARD,
        f"""
name | Tên tổ | do CLB đặt
kind | Loại tổ | chăm sóc tại nhà, kinh tế, văn nghệ, vay vốn, sinh kế, sức khoẻ, tự giúp nhau…
{_SPAN.strip()}
{NOTE}
""",
    ),
    table(
        "team_member",
        "Người trong tổ",
        _BOARD,
        f"""
team_id | Tổ | id trong bảng team
{PERSON}
part | Vai trò | tổ trưởng, tổ phó, tổ viên
{_SPAN.strip()}
{NOTE}
""",
    ),
    table(
        "pairing",
        "Tình nguyện viên kinh tế và người được giúp",
        _BOARD,
        f"""
volunteer_id | Tình nguyện viên | id trong bảng person
{PERSON}
{_SPAN.strip()}
{NOTE}
""",
    ),
    table(
        "equipment",
        "Tài sản, trang thiết bị",
        "biên bản giao nhận, hoá đơn",
        f"""
name | Tên tài sản | loại máy, đồ dùng
quantity | Số lượng | số nguyên | theo cột unit
unit | Đơn vị tính | cái, bộ, chiếc
source | Từ đâu | được cho, mua, mượn
from_whom | Ai cho, bán, cho mượn | tên người hoặc nơi
received_on | Ngày nhận | nếu biết | ngày
value_vnd | Trị giá | khi nhận | đồng
place | Để ở đâu | nơi cất giữ
keeper_id | Người giữ | id trong bảng person
condition | Tình trạng | tốt, cũ, hỏng, không còn
checked_on | Ngày kiểm tra | lần gần nhất | ngày
{NOTE}
""",
    ),
    table(
        "training",
        "Tập huấn ban chủ nhiệm",
        "giấy mời, báo cáo tập huấn",
        f"""
kind | Loại | lần đầu, nhắc lại hằng năm, khác
topic | Nội dung | chủ đề tập huấn
from_on | Từ ngày | ngày đầu | ngày
to_on | Đến ngày | ngày cuối; trống là một ngày | ngày
trainer | Người dạy | người hoặc cơ quan
place | Nơi tập huấn | địa điểm
{NOTE}
""",
    ),
    table(
        "training_person",
        "Người dự tập huấn",
        "danh sách tham dự",
        f"""
training_id | Buổi tập huấn | id trong bảng training
{PERSON}
""",
    ),
    table(
        "visit",
        "Giao lưu và kiểm tra",
        "sổ khách, biên bản",
        """
kind | Loại | giao lưu với CLB khác, đoàn về kiểm tra
on_date | Ngày | ngày đến hoặc đi | ngày
with_whom | Với ai | CLB hoặc đoàn
place | Nơi | địa điểm
people | Số người | số người tham gia | người
content | Nội dung | đã làm, đã xem gì
advice | Góp ý | điều đoàn nhắc
done | Đã làm theo | việc CLB làm sau đó
""",
    ),
    table(
        "feedback",
        "Góp ý, khiếu nại",
        "lời nói hoặc đơn của người góp ý",
        f"""
kind | Loại | góp ý, khiếu nại, cảm ơn
on_date | Ngày nhận | ngày nghe hoặc nhận đơn | ngày
{PERSON}; trống khi không phải người trong sổ
from_whom | Của ai | tên, khi không có trong sổ
about | Về việc gì | nội dung
owner_id | Người lo việc này | id trong bảng person
due_on | Hạn trả lời | ngày | ngày
done_on | Ngày xong | trống là chưa xong | ngày
done | Đã làm gì | cách giải quyết
""",
    ),
    table(
        "data_request",
        "Yêu cầu về dữ liệu cá nhân",
        "lời nói hoặc đơn của người trong sổ (Luật 91/2025)",
        f"""
{PERSON}
kind | Yêu cầu | xem, sửa, rút đồng ý, hạn chế, xoá
received_on | Ngày nhận | ngày bắt đầu tính hạn | ngày
asked_by | Người yêu cầu | khi người khác yêu cầu thay
detail | Nội dung | điều được yêu cầu
answered_on | Ngày trả lời | báo đã nhận | ngày
extended_on | Ngày gia hạn | nếu có | ngày
extended_why | Lý do gia hạn | chữ tự do
done_on | Ngày xong | trống là chưa xong | ngày
outcome | Kết quả | đã làm, làm một phần, từ chối, rút lại
result | Cụ thể | đã làm gì, vì sao từ chối
""",
    ),
    table(
        "erasure",
        "Đã xoá dữ liệu",
        "yêu cầu xoá đã làm xong",
        f"""
{PERSON}; dòng ấy không còn tên
erased_on | Ngày xoá | ngày làm xong | ngày
reason | Lý do | không ghi tên người
""",
    ),
    table(
        "officer",
        "Người dùng sổ",
        "ban chủ nhiệm đặt trong chương trình",
        f"""
name | Tên | như hiện khi mở sổ
sex | Giới tính | F là nữ, M là nam
{PERSON}, nếu là người trong sổ
roles | Vai trò | JSON: chair, deputy, secretary, treasurer, health_lead, viewer
{_SPAN.strip()}
""",
    ),
    table(
        "reading",
        "Số đo sức khoẻ",
        "đo tại buổi sinh hoạt",
        f"""
{PERSON}
on_date | Ngày đo | ngày | ngày
systolic | Huyết áp tâm thu | số trên | mmHg
diastolic | Huyết áp tâm trương | số dưới | mmHg
pulse | Mạch | nhịp tim | lần/phút
weight_g | Cân nặng | số nguyên | gam
height_mm | Chiều cao | số nguyên | mm
glucose_umol_l | Đường huyết | số nguyên | µmol/l
glucose_fasting | Đo lúc đói | 1 là lúc đói, 0 là sau ăn
{NOTE}
taken_by | Người đo | tên
""",
    ),
    *MEETINGS,
    *MONEY,
    *CARE,
)


def described(table: str) -> Table:
    """The description of one table; LookupError when it has none."""
    return next(each for each in TABLES if each.name == table)
