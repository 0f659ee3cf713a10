"""The data dictionary of health through the year and of home care."""

from app.documents.dictionary_kit import NOTE, PERSON, Table, table

CARE: tuple[Table, ...] = (
    table(
        "check_up",
        "Khám sức khỏe",
        "giấy khám, trạm y tế",
        f"""
{PERSON}
on_date | Ngày khám | ngày | ngày
place | Nơi khám | trạm y tế, bệnh viện
by_whom | Người khám | bác sĩ, y sĩ
findings | Kết quả | bác sĩ ghi
advice | Dặn dò | bác sĩ dặn
next_on | Hẹn khám lại | ngày | ngày
""",
    ),
    table(
        "health_fact",
        "Bệnh, dị ứng, thuốc",
        "bác sĩ cho biết",
        f"""
{PERSON}
kind | Loại | illness: bệnh; allergy: dị ứng; medicine: thuốc
code | Mã bệnh | hypertension, diabetes …
text | Là gì | chữ tự do
dose | Liều dùng | theo đơn
told_by | Ai cho biết | bác sĩ, nơi khám
since | Từ ngày | ngày, tháng hoặc năm
until | Đến ngày | trống là vẫn còn
""",
    ),
    table(
        "referral",
        "Đề nghị khám",
        "giấy đề nghị khám",
        f"""
{PERSON}
reading_id | Lần đo | id trong bảng reading
on_date | Ngày | ngày viết giấy | ngày
why | Vì sao | urgent, pressure, rising, glucose, weight, other
{NOTE}
printed_on | Ngày in | ngày | ngày
went_on | Ngày đi khám | ngày | ngày
outcome | Kết quả | fine, treated, watched, hospital, not_gone
advice | Dặn dò | của trạm y tế
closed_on | Ngày xong | trống là còn chờ | ngày
""",
    ),
    table(
        "book_print",
        "Lần in sổ sức khỏe",
        "máy in",
        f"""
{PERSON}
printed_on | Ngày in | ngày | ngày
how | In gì | whole: cả sổ; lines: dòng mới; fresh: tờ mới
year | Năm | trang của năm nào
last_on | Đến lần đo | dòng cuối đã in | ngày
""",
    ),
    table(
        "volunteer",
        "Tình nguyện viên",
        "danh sách tổ chăm sóc tại nhà",
        f"""
{PERSON}
since | Từ ngày | ngày bắt đầu | ngày
until | Đến ngày | trống là đang làm | ngày
hamlet | Xóm | nơi nhận đi thăm
weekdays | Ngày đi được | 0 là thứ Hai, dạng JSON
substitute_id | Người thay | id trong bảng person
{NOTE}
""",
    ),
    table(
        "cared",
        "Người được chăm sóc tại nhà",
        "danh sách, phiếu nhu cầu",
        f"""
{PERSON}
name | Họ và tên | khi không có trong sổ thành viên
sex | Giới | F nữ, M nam
birth | Ngày sinh | có thể chỉ biết năm
hamlet | Xóm | nơi ở
phone | Điện thoại | của người được chăm sóc
way | Đường vào nhà | chữ tự do
household | Ở với ai | chữ tự do
contact_name | Khi cần gọi | họ tên người nhà
contact_phone | Điện thoại người nhà | số máy
situation | Hoàn cảnh | chữ tự do
risks | Điều cần chú ý | dễ ngã, ăn kém …
since | Từ ngày | ngày bắt đầu | ngày
until | Đến ngày | trống là đang chăm sóc | ngày
reason | Vì sao thôi | better, died, moved, family, other
""",
    ),
    table(
        "need_form",
        "Phiếu nhu cầu",
        "phiếu Katz, Lawton",
        """
cared_id | Người được chăm sóc | id trong bảng cared
on_date | Ngày | ngày đánh giá | ngày
kind | Phiếu | katz: 6 việc; lawton: 8 việc
answers | Trả lời | từng việc 0 hoặc 1, dạng JSON
score | Điểm | tự làm được bao nhiêu việc | điểm
by_whom | Người hỏi | họ tên
""",
    ),
    table(
        "care_plan",
        "Kế hoạch chăm sóc",
        "tờ kế hoạch",
        f"""
cared_id | Người được chăm sóc | id trong bảng cared
since | Từ ngày | ngày | ngày
until | Đến ngày | trống là đang dùng | ngày
review_on | Xem lại | ngày | ngày
needs | Cần gì | chữ tự do
{NOTE}
""",
    ),
    table(
        "care_round",
        "Lịch thăm trong tuần",
        "tờ kế hoạch",
        """
plan_id | Kế hoạch | id trong bảng care_plan
weekday | Thứ | 0 là thứ Hai, 6 là Chủ nhật
volunteer_id | Tình nguyện viên | id trong bảng person
second_id | Cùng đi | id trong bảng person
tasks | Việc làm | mã việc, dạng JSON
at_time | Giờ | giờ đến
""",
    ),
    table(
        "home_visit",
        "Lần thăm",
        "phiếu thăm của tình nguyện viên",
        f"""
cared_id | Người được chăm sóc | id trong bảng cared
on_date | Ngày | ngày thăm | ngày
volunteer_id | Tình nguyện viên | id trong bảng person
second_id | Cùng đi | id trong bảng person
visitor | Người khác đến | người nhà, hàng xóm
state | Đã thăm | made: đã thăm; missed: lỡ
minutes | Số phút | ở lại bao lâu | phút
tasks | Việc đã làm | mã việc, dạng JSON
systolic | Huyết áp trên | tâm thu | mmHg
diastolic | Huyết áp dưới | tâm trương | mmHg
{NOTE}
missed_why | Vì sao lỡ | ill, busy, away, not_home, other
""",
    ),
    table(
        "care_report",
        "Điều cần báo",
        "phiếu thăm",
        """
cared_id | Người được chăm sóc | id trong bảng cared
visit_id | Lần thăm | id trong bảng home_visit
on_date | Ngày | ngày thấy | ngày
sign | Dấu hiệu | ngã, sốt, khó thở, đau ngực …
what | Cụ thể | chữ tự do
told_whom | Đã báo ai | trạm y tế, người nhà
told_on | Ngày báo | ngày | ngày
done | Đã làm gì | chữ tự do
closed_on | Ngày xong | trống là còn theo dõi | ngày
""",
    ),
    table(
        "care_break",
        "Thời gian tạm nghỉ thăm",
        "tình nguyện viên báo",
        f"""
cared_id | Người được chăm sóc | id trong bảng cared
kind | Vì sao | hospital: nằm viện; family: về với con; away: đi xa
from_on | Từ ngày | ngày | ngày
until | Đến ngày | trống là chưa về | ngày
{NOTE}
""",
    ),
)
