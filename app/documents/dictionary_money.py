"""The data dictionary of the ledger and of the loans."""

from app.documents.dictionary_kit import MEETING, NOTE, PERSON, Table, table

MONEY: tuple[Table, ...] = (
    table(
        "fund",
        "Quỹ riêng",
        "biên bản họp",
        """
name | Tên quỹ | như CLB gọi
purpose | Để làm gì | mục đích
since | Từ ngày | ngày lập | ngày
until | Đến ngày | trống là đang còn | ngày
""",
    ),
    table(
        "capital_source",
        "Nguồn vốn",
        "quyết định cấp vốn, danh sách góp vốn",
        f"""
kind | Loại | tỉnh, xã, Hội, người ủng hộ, thành viên, của CLB, khác
name | Tên nguồn | cơ quan, người góp
{PERSON}
returnable | Phải hoàn lại | 1 là phải trả khi CLB dừng hoạt động
return_to | Hoàn lại cho | cơ quan, người nhận
decision | Quyết định | số, ngày văn bản
{NOTE}
since | Từ ngày | ngày bắt đầu | ngày
""",
    ),
    table(
        "entry",
        "Chứng từ",
        "phiếu thu, phiếu chi, phiếu kế toán",
        f"""
kind | Loại phiếu | receipt: thu; payment: chi; journal: kế toán
year | Năm | năm của số phiếu
number | Số | liên tục trong năm, không bỏ số
on_date | Ngày | ngày thu, chi | ngày
topic | Nội dung chính | phí, trả nợ, cho vay, ủng hộ, chi …
memo | Diễn giải | chữ ghi trên phiếu
party | Người nộp, nhận | khi không có trong sổ
{PERSON}
loan_id | Khoản vay | id trong bảng loan
{MEETING}
reverses | Điều chỉnh phiếu | id của phiếu bị điều chỉnh
reason | Vì sao | lý do điều chỉnh
attached | Kèm theo | chứng từ gốc
""",
    ),
    table(
        "posting",
        "Bút toán",
        "chứng từ",
        f"""
entry_id | Chứng từ | id trong bảng entry
on_date | Ngày | ngày của chứng từ | ngày
fund | Quỹ | income, activity, golden_heart, savings hoặc id quỹ riêng
account | Tài khoản | cash, bank, loans, capital …
amount_vnd | Số tiền | dương là nợ, âm là có | đồng
area | Mảng | một trong 8 mảng
{PERSON}
loan_id | Khoản vay | id trong bảng loan
source_id | Nguồn vốn | id trong bảng capital_source
""",
    ),
    table(
        "seal",
        "Khóa sổ tháng",
        "biên bản kiểm quỹ",
        """
month | Tháng | tháng được khóa | YYYY-MM
number | Lần | lần khóa thứ mấy
closed_on | Ngày khóa | ngày | ngày
notes | Từng loại tiền | số tờ của mỗi mệnh giá, dạng JSON
counted_vnd | Đếm được | tiền mặt | đồng
bank_vnd | Ở ngân hàng | số dư | đồng
difference_vnd | Chênh lệch | đếm được trừ sổ sách | đồng
difference_why | Vì sao chênh | chữ tự do
entries | Số chứng từ | tính đến hết tháng
balances | Số dư | từng quỹ, từng tài khoản, dạng JSON
prev_sha256 | Dấu tháng trước | SHA-256
sha256 | Dấu niêm phong | SHA-256
words | Chữ kiểm | sáu tiếng, in trên giấy
witness | Người chứng kiến | đại diện thành viên
reopened_on | Ngày mở lại | trống là còn khóa | ngày
reopened_why | Vì sao mở lại | chữ tự do
""",
    ),
    table(
        "approval",
        "Người thứ hai đồng ý",
        "mật khẩu của người thứ hai",
        """
what | Việc | chi cho vay, xóa nợ, khóa sổ, mở lại
loan_id | Khoản vay | id trong bảng loan
seal_id | Lần khóa sổ | id trong bảng seal
officer_id | Người đồng ý | id trong bảng officer
at | Lúc | giờ UTC
sha256 | Dấu việc | SHA-256
""",
    ),
    table(
        "gift",
        "Sổ Tấm lòng vàng",
        "sổ ủng hộ",
        f"""
on_date | Ngày | ngày nhận | ngày
donor | Người ủng hộ | họ tên, cơ quan
{PERSON}
fund | Vào quỹ | mã quỹ
amount_vnd | Số tiền | trống là hiện vật | đồng
entry_id | Chứng từ | id trong bảng entry
what | Hiện vật | cái gì, bao nhiêu
value_vnd | Trị giá | ước tính | đồng
{MEETING}
show_name | Nêu tên | 1 là đồng ý nêu tên
thanked_on | Ngày cảm ơn | trống là chưa | ngày
{NOTE}
""",
    ),
    table(
        "budget",
        "Dự toán năm",
        "biên bản họp",
        f"""
year | Năm | năm dự toán
area | Mảng | một trong 8 mảng, hoặc running: chi thường xuyên
amount_vnd | Số tiền | được chi trong năm | đồng
{NOTE}
""",
    ),
    table(
        "collected",
        "Đã thu ở buổi",
        "phiếu thu của buổi",
        f"""
{MEETING}
{PERSON}
loan_id | Khoản vay | id trong bảng loan
what | Thu gì | savings, interest, late_interest, principal, held
amount_vnd | Số tiền | đã nộp | đồng
""",
    ),
    table(
        "product",
        "Loại vay",
        "quy chế quản lý quỹ tăng thu nhập",
        f"""
name | Tên | như quy chế gọi
most_vnd | Vay nhiều nhất | mỗi người | đồng
most_months | Lâu nhất | thời hạn | tháng
rate_bp | Lãi tháng | phần trăm nhân 100: 1 % là 100 | 0,01 %
method | Cách trả | bullet, flat, declining, annuity
interest | Trả lãi | monthly, maturity, advance
round_vnd | Làm tròn đến | tiền lãi, tiền góp | đồng
grace_months | Ân hạn gốc | chỉ trả lãi | tháng
late_bp | Lãi quá hạn | mỗi tháng, trên gốc quá hạn | 0,01 %
cosigner | Cần người cùng chịu trách nhiệm | 1 là cần
ladder | Bậc vay | mức của lần 1, 2, 3 …, dạng JSON
in_kind | Bằng hiện vật | 1 là được
since | Từ ngày | ngày áp dụng | ngày
until | Đến ngày | trống là đang dùng | ngày
{NOTE}
""",
    ),
    table(
        "loan",
        "Khoản vay",
        "giấy đề nghị, biên bản xét vay, giấy nhận nợ",
        f"""
code | Mã khoản vay | VV-năm-số
{PERSON}
product_id | Loại vay | id trong bảng product
state | Tình trạng | requested, appraised, approved, refused, withdrawn, running, …
requested_on | Ngày xin vay | ngày | ngày
asked_vnd | Xin vay | số tiền | đồng
purpose | Để làm gì | mục đích
cosigner | Họ tên người cùng chịu trách nhiệm | và quan hệ với người vay
cosigner_id | Người cùng chịu trách nhiệm | id trong bảng person
appraised_on | Ngày xét | ngày | ngày
appraised_by | Người xét | tổ quản lý vốn vay
opinion | Ý kiến | của người xét
decided_on | Ngày quyết định | ngày họp | ngày
{MEETING}
votes_for | Đồng ý | số người
votes_against | Không đồng ý | số người
decision_note | Ghi chú quyết định | chữ tự do
principal_vnd | Tiền gốc | được vay | đồng
rate_bp | Lãi tháng | phần trăm nhân 100 | 0,01 %
months | Thời hạn | số tháng | tháng
method | Cách trả | bullet, flat, declining, annuity
interest | Trả lãi | monthly, maturity, advance
round_vnd | Làm tròn đến | đồng
grace_months | Ân hạn gốc | tháng
late_bp | Lãi quá hạn | mỗi tháng | 0,01 %
in_kind | Hiện vật | bò, dê, gà …
quantity | Số lượng | con, cái, kg
unit | Đơn vị | con, cái, kg
value_vnd | Trị giá | ước tính | đồng
return_rule | Cách hoàn trả | trả bê con …
paid_out_on | Ngày giao | ngày chi vay | ngày
taken_over | Chuyển từ sổ giấy | 1 là phải
closed_on | Ngày tất toán | trống là chưa | ngày
improved | Thu nhập khá hơn | yes, no, unclear
improved_on | Ngày hỏi | ngày | ngày
improved_note | Khá hơn thế nào | chữ tự do
{NOTE}
""",
    ),
    table(
        "instalment",
        "Kỳ trả",
        "giấy nhận nợ",
        """
loan_id | Khoản vay | id trong bảng loan
version | Lịch lần | lịch trả thứ mấy
number | Kỳ | số thứ tự
due_on | Ngày trả | hạn | ngày
principal_vnd | Gốc | phải trả | đồng
interest_vnd | Lãi | phải trả | đồng
""",
    ),
    table(
        "loan_event",
        "Thay đổi khoản vay",
        "biên bản họp",
        f"""
loan_id | Khoản vay | id trong bảng loan
on_date | Ngày | ngày | ngày
kind | Việc | extended, rescheduled, interest_waived, written_off
amount_vnd | Số tiền | lãi miễn, gốc xóa | đồng
months | Số tháng | gia hạn | tháng
version | Lịch lần | lịch trả mới
{MEETING}
reason | Vì sao | chữ tự do
""",
    ),
    table(
        "kind_return",
        "Hoàn trả hiện vật",
        "sổ theo dõi",
        """
loan_id | Khoản vay | id trong bảng loan
on_date | Ngày | ngày | ngày
quantity | Số lượng | đã trả
what | Cái gì | chữ tự do
to_person_id | Giao cho | id trong bảng person
""",
    ),
    table(
        "outside_loan",
        "Vay ngoài CLB",
        "thành viên cho biết",
        f"""
{PERSON}
lender | Nơi cho vay | ngân hàng chính sách xã hội …
amount_vnd | Số tiền | được vay | đồng
since | Từ ngày | ngày vay | ngày
due_on | Hạn trả | ngày | ngày
purpose | Để làm gì | mục đích
through_club | Qua CLB | 1 là CLB giới thiệu
closed_on | Ngày trả xong | trống là chưa | ngày
""",
    ),
    table(
        "livelihood",
        "Sinh kế",
        "thành viên cho biết",
        f"""
{PERSON}
kind | Là gì | needs_loan: cần vay; income_activity: tham gia hoạt động tăng thu nhập
since | Từ ngày | ngày | ngày
until | Đến ngày | trống là vẫn còn | ngày
{NOTE}
""",
    ),
)
