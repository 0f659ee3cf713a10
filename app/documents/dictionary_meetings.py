"""The data dictionary of the meetings and the eight areas."""

from app.documents.dictionary_kit import MEETING, NOTE, PERSON, Table, table

MEETINGS: tuple[Table, ...] = (
    table(
        "meeting_rule",
        "Lịch sinh hoạt",
        "quy chế, kế hoạch năm",
        """
from_month | Từ tháng | tháng đầu tiên theo lịch này | YYYY-MM
kind | Cách tính | day: ngày cố định; weekday: thứ mấy trong tháng; lunar: ngày âm lịch
number | Số | ngày trong tháng, hoặc lần thứ mấy của thứ đó
weekday | Thứ | 0 là thứ Hai, 6 là Chủ nhật
at_time | Giờ | giờ bắt đầu
place | Nơi | nhà văn hoá hoặc nơi khác
""",
    ),
    table(
        "meeting",
        "Buổi sinh hoạt",
        "kế hoạch năm, biên bản",
        """
month | Tháng | mỗi tháng một buổi | YYYY-MM
planned_on | Ngày dự kiến | theo lịch, đã dời nếu trùng Tết | ngày
held_on | Ngày họp | ngày đã sinh hoạt | ngày
at_time | Giờ | giờ bắt đầu
place | Nơi | nơi sinh hoạt
leader_id | Chủ trì | id trong bảng person
state | Tình trạng | planned, open, closed hoặc called_off
why | Vì sao dời, hoãn | chữ tự do
remarks | Ý kiến khác | chữ tự do trong biên bản
""",
    ),
    table(
        "meeting_step",
        "Các bước của buổi",
        "màn hình buổi sinh hoạt",
        f"""
{MEETING}
step | Bước | điểm danh, cân đo, thu phí …
state | Tình trạng | begun, done hoặc left_out
{NOTE}
""",
    ),
    table(
        "attendance",
        "Điểm danh",
        "phiếu điểm danh",
        f"""
{MEETING}
{PERSON}
present | Có mặt | 1 có, 0 vắng
reason | Vì sao vắng | ill, busy, away, other
{NOTE}
""",
    ),
    table(
        "guest",
        "Khách",
        "phiếu điểm danh",
        f"""
{MEETING}
name | Họ và tên | khách đến dự
from_where | Từ đâu | cơ quan, câu lạc bộ
""",
    ),
    table(
        "theme",
        "Nội dung dự kiến",
        "kế hoạch năm",
        f"""
{MEETING}
area | Mảng | một trong 8 mảng
topic | Nội dung | chủ đề
leader_id | Người nói | id trong bảng person
""",
    ),
    table(
        "decision",
        "Quyết định",
        "biên bản",
        f"""
{MEETING}
number | Số | số thứ tự trong buổi
text | Nội dung | điều đã quyết định
""",
    ),
    table(
        "task",
        "Việc được giao",
        "biên bản",
        f"""
{MEETING}
decision_id | Quyết định | id trong bảng decision
text | Việc | việc phải làm
owner_id | Người làm | id trong bảng person
due_on | Hạn | ngày | ngày
given_on | Ngày giao | ngày | ngày
done_on | Ngày xong | trống là chưa xong | ngày
result | Kết quả | chữ tự do
""",
    ),
    table(
        "fee",
        "Phí đã thu",
        "phiếu thu của buổi",
        f"""
{MEETING}
{PERSON}
amount_vnd | Số tiền | phí sinh hoạt | đồng
""",
    ),
    table(
        "cash_count",
        "Đếm tiền",
        "biên bản",
        f"""
{MEETING}
notes | Từng loại tiền | số tờ của mỗi mệnh giá, dạng JSON
total_vnd | Tổng | đếm được | đồng
counted_by | Người đếm | chữ tự do
witness | Người chứng kiến | chữ tự do
remark | Nhận xét | chữ tự do
""",
    ),
    table(
        "sheet",
        "Phiếu đã in",
        "máy in",
        f"""
{MEETING}
kind | Loại phiếu | điểm danh, cân đo, thu phí, 8 mảng, biên bản
page | Tờ số | từ 1
printed_on | Ngày in | ngày | ngày
typed_on | Ngày nhập | trống là chưa nhập | ngày
""",
    ),
    table(
        "activity",
        "Hoạt động trong 8 mảng",
        "biên bản, phiếu 8 mảng",
        f"""
area | Mảng | một trong 8 mảng
kind | Loại | nói chuyện, giao lưu, văn nghệ, tập luyện …
on_date | Ngày | ngày làm | ngày
{MEETING}
what | Đã làm gì | chữ tự do
leader_id | Người phụ trách | id trong bảng person
leader | Người ngoài phụ trách | họ tên, nơi công tác
participants | Số người dự | thành viên | người
outsiders | Người ngoài dự | người
spent_vnd | Đã chi | tiền | đồng
in_kind | Hiện vật | gạo, chăn, công …
woven | Lồng ghép | digital, green hoặc jobs (kế hoạch 1648)
{NOTE}
""",
    ),
    table(
        "exercise_week",
        "Tập luyện theo tuần",
        "sổ tập luyện",
        """
monday | Tuần từ thứ Hai | ngày thứ Hai của tuần | ngày
sessions | Số buổi | trong tuần | buổi
people | Số người | trung bình mỗi buổi | người
what | Môn tập | dưỡng sinh, đi bộ …
""",
    ),
    table(
        "help_case",
        "Hoàn cảnh được giúp",
        "biên bản",
        f"""
whose | Là ai | member, family hoặc outsider
{PERSON}
name | Họ và tên | khi không có trong sổ
hamlet | Thôn, xóm | nơi ở
found_on | Ngày nêu | ngày | ngày
{MEETING}
situation | Hoàn cảnh | chữ tự do
closed_on | Ngày xong | trống là còn giúp | ngày
result | Kết quả | chữ tự do
""",
    ),
    table(
        "help",
        "Giúp đỡ",
        "biên bản, sổ của tổ",
        """
case_id | Hoàn cảnh | id trong bảng help_case
on_date | Ngày | ngày | ngày
form | Hình thức | hiện vật, ngày công, tiền, kỹ thuật, thủ tục, BHYT, giao lưu
what | Cụ thể | chữ tự do
value_vnd | Trị giá | ước tính | đồng
helper_id | Người giúp | id trong bảng person
helper | Người giúp khác | họ tên, nhóm
""",
    ),
    table(
        "proposal",
        "Kiến nghị với xã",
        "biên bản, công văn",
        f"""
on_date | Ngày | ngày nêu | ngày
{MEETING}
to_whom | Gửi ai | UBND xã, Hội …
about | Nội dung | chữ tự do
answered_on | Ngày trả lời | ngày | ngày
outcome | Kết quả | accepted, partly, refused, none
answer | Trả lời | chữ tự do
""",
    ),
)
