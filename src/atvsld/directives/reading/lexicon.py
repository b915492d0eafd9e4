"""The words by which a sentence of a plan is taken apart: what agencies are called, and what they are told to do."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """Phrases between bars."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


# First words of the name of one body; the name goes on in capitals.
BODIES = (
    "bộ chỉ huy", "bộ tư lệnh", "bộ đội", "bộ", "sở", "ủy ban", "uỷ ban", "ubnd", "ub", "ubmttq", "hđnd",
    "hội đồng", "ban quản lý", "ban chỉ đạo", "ban chấp hành", "ban thường vụ", "ban thường trực",
    "ban cán sự đảng", "ban", "công an", "thanh tra", "tổng cục", "chi cục", "cục", "vụ", "viện", "văn phòng", "vp",
    "trung tâm", "hiệp hội", "hội liên hiệp", "hội", "tổng liên đoàn", "liên đoàn", "liên minh", "liên hiệp",
    "mặt trận", "mttq", "tỉnh đoàn", "thành đoàn", "đoàn", "tòa án", "toà án", "kho bạc", "ngân hàng", "bảo hiểm",
    "bhxh", "báo", "đài", "tập đoàn", "tổng công ty", "công ty", "trường", "bệnh viện", "trạm", "phòng", "tổ",
    "đảng ủy", "đảng uỷ", "tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "huyện ủy", "huyện uỷ", "đảng bộ",
    "đảng đoàn", "chi bộ", "phó chủ tịch", "chủ tịch", "phó giám đốc", "giám đốc", "thủ trưởng", "chánh", "bí thư",
    "thường trực", "thường vụ", "kiểm toán", "quân khu", "học viện", "đại học", "nhà xuất bản", "thông tấn xã",
    "chính phủ", "thủ tướng", "quốc hội", "tổng thanh tra", "trung ương", "bưu điện", "điện lực", "nhà máy", "hạt",
    "quỹ", "lãnh đạo", "bộ trưởng", "thứ trưởng", "trưởng", "phó trưởng", "đồng chí", "cổng thông tin", "thuế",
    "hải quan", "chi nhánh", "nhà trường", "phó hiệu trưởng", "hiệu trưởng", "giáo viên", "tổ đảng", "đảng",
    "thi hành án", "khối", "công đoàn", "tổng giám đốc", "viettel", "vnpt", "evn", "phân hiệu",
)  # fmt: skip

# Names that may stand without anything behind them.
COMPLETE = _words("""
    ban chấp hành | ban chỉ đạo | ban cán sự đảng | ban quản lý | ban thường trực | ban thường vụ | bhxh |
    bộ chỉ huy | bộ tư lệnh | bộ đội | chính phủ | công an | công đoàn | evn | huyện uỷ | huyện ủy | hđnd | kho bạc
    | mttq | mặt trận | quốc hội | thanh tra | thành uỷ | thành đoàn | thành ủy | thông tấn xã | thủ tướng | tỉnh uỷ
    | tỉnh đoàn | tỉnh ủy | tổng liên đoàn | ubnd | uỷ ban | viettel | vnpt | đảng uỷ | đảng ủy | ủy ban
""")

# Words for bodies of a kind, by what they are joined with: "các sở, ban, ngành" is one name, "địa phương" another.
CHAINS = {
    "branch": ("cấp", "bộ", "sở", "ban ngành", "ban", "ngành", "đoàn thể", "hội đoàn thể"),
    "unit": ("cơ quan", "tổ chức", "đơn vị", "cá nhân"),
    "place": (
        "thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "xã", "phường", "đặc khu", "quận", "thôn", "bản",
        "khu phố", "tổ dân phố",
    ),
    "locality": ("địa phương",),
    "firm": (
        "doanh nghiệp", "cơ sở", "hợp tác xã", "nhà đầu tư", "chủ đầu tư", "tập đoàn", "tổng công ty",
        "người sử dụng lao động", "công ty", "nhà thầu", "nhà máy",
    ),
    "party": (
        "cấp ủy", "cấp uỷ", "đảng ủy", "đảng uỷ", "huyện ủy", "huyện uỷ", "thành ủy", "thành uỷ", "đảng bộ",
        "chi bộ", "ban cán sự đảng", "đảng đoàn", "tổ chức đảng", "ban đảng", "ban xây dựng đảng", "tỉnh ủy",
        "tỉnh uỷ",
    ),
    "state": ("chính quyền", "phòng ban", "phòng", "lực lượng chức năng", "lực lượng"),
    "society": (
        "tổ chức chính trị - xã hội", "tổ chức chính trị", "tổ chức xã hội", "hội quần chúng", "hội nghề nghiệp",
        "cơ quan báo chí", "cơ quan thông tấn", "báo", "đài", "mặt trận tổ quốc", "trường", "viện nghiên cứu",
        "viện", "học viện", "cơ sở giáo dục", "cơ sở y tế", "bệnh viện", "ngân hàng", "công đoàn",
    ),
    "association": ("hội", "hiệp hội"),
    "head": (
        "người đứng đầu", "thủ trưởng", "chủ tịch", "thành viên", "giám đốc", "lãnh đạo", "đồng chí", "bộ trưởng",
    ),
}  # fmt: skip
PLURALS = ("các", "những", "toàn thể", "toàn bộ", "mỗi", "một số", "tất cả các")

# Words in small letters that go on a name.
TAIL = frozenset(
    """
    - ban bàn báo bản bộ chiếu chuyên chí chính chúng chức các có công cơ cấp của doanh dân dụng gia huyện hội hữu
    khu khác khối kinh lao liên lĩnh miền mình môn ngang nghiệp nghề ngành nhà nhân nêu năng nơi nước phương phường
    phố quan quần quận quốc sở sử tham thuê thuộc thành thôn thông thể thị tin toàn trung truyền trên trấn trị trực
    tế tỉnh tổ uỷ vùng vị vực xã đoàn đóng đơn đại đảng đặc địa động ương ở ủy –
""".split()
)
# Bodies whose names have words in small letters of every kind.
OPEN = (
    "ban quản lý", "trung tâm", "chủ đầu tư", "các chủ đầu tư", "văn phòng", "hội", "hiệp hội", "công ty", "tổ",
    "đài", "báo", "phòng", "các phòng", "trường", "quỹ", "các hội", "nhà đầu tư", "các nhà đầu tư", "các tổ chức",
    "thành viên", "các thành viên", "các ban quản lý", "người đứng đầu", "thủ trưởng", "các doanh nghiệp",
    "doanh nghiệp", "các đơn vị", "đơn vị", "các cơ sở", "cơ sở",
)  # fmt: skip

# What a body is told to do. Where such words stand, the name before them has ended.
VERBS = _words("""
    trên cơ |
    ban hành | biên | biểu dương | bàn giao | bám sát | báo cáo | bảo vệ | bảo đảm | bằng | bố trí | bồi dưỡng |
    bổ sung | cam kết | chi | cho | chuyển | chuyển đổi | chuẩn bị | chú trọng | chú ý | chăm lo | chấn chỉnh |
    chấp hành | chỉ đạo | chịu | chịu trách nhiệm | chủ | chủ trì | chủ động | coi trọng | cung cấp | cân đối | còn
    | có trách nhiệm | công bố | công khai | cùng | căn cứ | cũng | cần | cập nhật | cụ thể | cụ thể hoá |
    cụ thể hóa | cử | do | duy trì | dự | dựa | giao | giám sát | giúp | giải quyết | giữ | góp | gương mẫu | gắn |
    gửi | hoàn thiện | hoàn thành | huy động | hàng | hình thành | hướng dẫn | hằng | hỗ trợ | in | khai thác |
    khen thưởng | khi | khuyến khích | không | khảo sát | khẩn trương | khắc phục | khởi công | kiểm tra | kiện toàn
    | ký | ký kết | kể | kịp thời | là | làm tốt | làm việc | lãnh đạo | lưu ý | lấy | lập | lồng ghép | lựa chọn |
    mà | mỗi | mời | mở | mở rộng | ngay | nghiêm túc | nghiên | nghiên cứu | ngăn chặn | nhân rộng | như | nhất |
    nhận | nhằm | nâng cao | nêu cao | nắm | nếu | phát | phát hiện | phát huy | phát triển | phát động | phân công
    | phê duyệt | phòng ngừa | phải | phản ánh | phấn đấu | phối hợp | phổ biến | qua | quan tâm | quy hoạch |
    quy định | quyết liệt | quán triệt | quản lý | rà soát | rút | rất | sau | sơ kết | sắp xếp | sẽ | sớm | sử dụng
    | sửa đổi | tham gia | tham mưu | thanh tra | theo | theo dõi | thu hút | thu thập | thành lập | tháo gỡ |
    thí điểm | thông báo | thông qua | thường trực | thường xuyên | thẩm định | thống nhất | thực | thực hiện |
    tiên phong | tiến hành | tiếp nhận | tiếp tục | triển khai | trong | trên cơ sở | trình | trước | trực tiếp |
    tuyên dương | tuyên truyền | tuyển chọn | tuân thủ | tuỳ | tìm kiếm | tích cực | tính toán | tùy | tăng cường |
    tại | tạo | tạo điều kiện | tập huấn | tập trung | tối đa | tổng hợp | tổng kết | từ | tự | việc | vào |
    vận hành | vận động | về | xem xét | xác minh | xác nhận | xác định | xây dựng | xử lý | yêu cầu | áp dụng |
    đang | đi đầu | điều | điều hành | điều tra | đào tạo | đánh giá | đã | đôn đốc | đăng tải | đưa | đưa tin |
    được | đảm bảo | đấu tranh | đầu tư | đẩy mạnh | đẩy nhanh | đến | đề nghị | đề xuất | để | định kỳ | đối |
    đồng bộ | đồng hành | đổi mới | ưu tiên | ứng dụng
""")
# "tổ chức" is a name before these, and else what is done.
NAMED_ORGANISATIONS = frozenset(
    """
    , . ; chính cá có dịch hành hội khác kinh liên nghề nhà phi quốc sự thuộc thành trong trực tín tôn và xã đoàn
    đảng
""".split()
)
