"""The words by which a sentence of a plan is taken apart: what agencies are called, and what they are told to do."""

from __future__ import annotations

# First words of the name of one body; the name goes on in capitals.
BODIES = (
    "bộ chỉ huy", "bộ tư lệnh", "bộ đội", "bộ", "sở", "ủy ban", "uỷ ban", "ubnd", "ub", "ubmttq", "hđnd", "hội đồng",
    "ban quản lý", "ban chỉ đạo", "ban chấp hành", "ban thường vụ", "ban thường trực", "ban cán sự đảng", "ban", "công an",
    "thanh tra", "tổng cục", "chi cục", "cục", "vụ", "viện", "văn phòng", "vp", "trung tâm", "hiệp hội", "hội liên hiệp",
    "hội", "tổng liên đoàn", "liên đoàn", "liên minh", "liên hiệp", "mặt trận", "mttq", "tỉnh đoàn", "thành đoàn", "đoàn",
    "tòa án", "toà án", "kho bạc", "ngân hàng", "bảo hiểm", "bhxh", "báo", "đài", "tập đoàn", "tổng công ty",
    "công ty", "trường", "bệnh viện", "trạm", "phòng", "tổ", "đảng ủy", "đảng uỷ", "tỉnh ủy", "tỉnh uỷ", "thành ủy",
    "thành uỷ", "huyện ủy", "huyện uỷ", "đảng bộ", "đảng đoàn", "chi bộ", "phó chủ tịch", "chủ tịch", "phó giám đốc",
    "giám đốc", "thủ trưởng", "chánh", "bí thư", "thường trực", "thường vụ", "kiểm toán", "quân khu", "học viện",
    "đại học", "nhà xuất bản", "thông tấn xã", "chính phủ", "thủ tướng", "quốc hội", "tổng thanh tra", "trung ương",
    "bưu điện", "điện lực", "nhà máy", "hạt", "quỹ", "lãnh đạo", "bộ trưởng", "thứ trưởng", "trưởng", "phó trưởng",
    "đồng chí", "cổng thông tin", "thuế", "hải quan", "chi nhánh", "nhà trường", "phó hiệu trưởng", "hiệu trưởng", "giáo viên",
    "tổ đảng", "đảng", "thi hành án", "khối", "công đoàn", "tổng giám đốc", "viettel", "vnpt", "evn", "phân hiệu",
)  # fmt: skip

# Names that may stand without anything behind them.
COMPLETE = frozenset(
    """công an|chính phủ|thủ tướng|quốc hội|ubnd|hđnd|mttq|bhxh|công đoàn|tỉnh đoàn|thành đoàn|kho bạc|tỉnh ủy|thành ủy|huyện ủy
    |đảng ủy|tỉnh uỷ|thành uỷ|huyện uỷ|đảng uỷ|mặt trận|ủy ban|uỷ ban|thông tấn xã|bộ chỉ huy|ban chỉ đạo|ban quản lý|ban chấp hành
    |ban thường vụ|ban cán sự đảng|tổng liên đoàn|bộ đội|viettel|vnpt|evn|ban thường trực|bộ tư lệnh|thanh tra""".replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip

# Words for bodies of a kind, by what they are joined with: "các sở, ban, ngành" is one name, "địa phương" another.
CHAINS = {
    "branch": ("cấp", "bộ", "sở", "ban ngành", "ban", "ngành", "đoàn thể", "hội đoàn thể"),
    "unit": ("cơ quan", "tổ chức", "đơn vị", "cá nhân"),
    "place": (
        "thành phố", "thị xã", "thị trấn", "tỉnh", "huyện", "xã", "phường", "đặc khu", "quận", "thôn", "bản", "khu phố",
        "tổ dân phố",
    ),
    "locality": ("địa phương",),
    "firm": (
        "doanh nghiệp", "cơ sở", "hợp tác xã", "nhà đầu tư", "chủ đầu tư", "tập đoàn", "tổng công ty", "người sử dụng lao động",
        "công ty", "nhà thầu", "nhà máy",
    ),
    "party": (
        "cấp ủy", "cấp uỷ", "đảng ủy", "đảng uỷ", "huyện ủy", "huyện uỷ", "thành ủy", "thành uỷ", "đảng bộ", "chi bộ",
        "ban cán sự đảng", "đảng đoàn", "tổ chức đảng", "ban đảng", "ban xây dựng đảng", "tỉnh ủy", "tỉnh uỷ",
    ),
    "state": ("chính quyền", "phòng ban", "phòng", "lực lượng chức năng", "lực lượng"),
    "society": (
        "tổ chức chính trị - xã hội", "tổ chức chính trị", "tổ chức xã hội", "hội quần chúng", "hội nghề nghiệp",
        "cơ quan báo chí", "cơ quan thông tấn", "báo", "đài", "mặt trận tổ quốc", "trường", "viện nghiên cứu", "viện", "học viện",
        "cơ sở giáo dục", "cơ sở y tế", "bệnh viện", "ngân hàng", "công đoàn",
    ),
    "association": ("hội", "hiệp hội"),
    "head": ("người đứng đầu", "thủ trưởng", "chủ tịch", "thành viên", "giám đốc", "lãnh đạo", "đồng chí", "bộ trưởng"),
}  # fmt: skip
PLURALS = ("các", "những", "toàn thể", "toàn bộ", "mỗi", "một số", "tất cả các")

# Words in small letters that go on a name.
TAIL = frozenset(
    """liên quan có thuộc trực tỉnh thành phố huyện xã phường thị trấn quận cấp trung ương địa phương bàn trên chuyên môn
    chức năng nhân dân ngang bộ nhà nước chính trị - – xã hội nghề nghiệp của các đặc khu ở ban ngành sở đoàn thể khác toàn
    quốc gia khối doanh đảng ủy uỷ tổ chức cơ quan đơn vị hữu thông tin báo chí đại chúng truyền vùng miền nơi mình đóng
    quần chúng thôn bản cơ sở sử dụng lao động thuê nêu tham chiếu vực lĩnh công nghiệp khu kinh tế""".split()
)
# Bodies whose names have words in small letters of every kind.
OPEN = (
    "ban quản lý", "trung tâm", "chủ đầu tư", "các chủ đầu tư", "văn phòng", "hội", "hiệp hội", "công ty", "tổ", "đài",
    "báo", "phòng", "các phòng", "trường", "quỹ", "các hội", "nhà đầu tư", "các nhà đầu tư", "các tổ chức", "thành viên", "các thành viên", "các ban quản lý",
    "người đứng đầu", "thủ trưởng", "các doanh nghiệp", "doanh nghiệp", "các đơn vị", "đơn vị", "các cơ sở", "cơ sở",
)  # fmt: skip

# What a body is told to do. Where such words stand, the name before them has ended.
VERBS = frozenset(
    """chủ trì|phối hợp|chỉ đạo|tăng cường|xây dựng|thực hiện|triển khai|hướng dẫn|tham mưu|đề xuất|rà soát|kiểm tra|giám sát
    |theo dõi|đôn đốc|tổng hợp|báo cáo|ban hành|nghiên cứu|đẩy mạnh|nâng cao|tiếp tục|chủ động|có trách nhiệm|chịu trách nhiệm
    |căn cứ|quán triệt|phổ biến|tuyên truyền|vận động|bố trí|bảo đảm|đảm bảo|phân công|giúp|cân đối|thẩm định|lồng ghép
    |cung cấp|phát huy|huy động|khẩn trương|kịp thời|thường xuyên|định kỳ|tập trung|trực tiếp|phê duyệt|trình|xem xét
    |đánh giá|tham gia|hỗ trợ|giao|yêu cầu|đề nghị|lập|công bố|công khai|cập nhật|xác định|xử lý|thông báo|gửi|hoàn thành
    |hoàn thiện|cụ thể|cụ thể hóa|cụ thể hoá|chuẩn bị|thành lập|kiện toàn|bồi dưỡng|đào tạo|tập huấn|phát động|ưu tiên|khuyến khích|thu hút
    |điều tra|xác minh|thống nhất|nêu cao|coi trọng|quan tâm|tạo điều kiện|làm tốt|làm việc|tích cực|ký kết|phát triển|khảo sát|mời
    |bám sát|vận hành|áp dụng|tìm kiếm|đẩy nhanh|biểu dương|cùng|là|sẽ|phải|cần|không|được|thông qua|dựa|tự|sớm|nghiêm túc|quyết liệt
    |duy trì|đổi mới|mở rộng|khai thác|tiếp nhận|giải quyết|tháo gỡ|bổ sung|sửa đổi|ứng dụng|chuyển|chuyển đổi|đầu tư
    |quản lý|lãnh đạo|điều hành|phòng ngừa|ngăn chặn|khắc phục|chấn chỉnh|đăng tải|đưa tin|đưa|phản ánh|tạo|quy hoạch|rút|cử|cho|nắm|chấp hành
    |tuân thủ|xác nhận|thu thập|lựa chọn|tính toán|thường trực|tổng kết|sơ kết|khen thưởng|tuyên dương|đấu tranh|thanh tra|gắn|sắp xếp
    |bảo vệ|chăm lo|nhân rộng|tuyển chọn|ký|quy định|sử dụng|lấy|mở|chịu|phát hiện|nhận|hằng|hàng|tùy|tuỳ|đến|sau|trước|nếu|khi|để|nhằm|trong
    |về|tại|theo|từ|đối|bằng|như|việc|do|mà|vào|qua|nhất|kể|ngay|góp|biên|trên cơ sở|chủ|dự|in|giữ|nghiên|chú trọng|chú ý|lưu ý
    |đồng hành|thực|thí điểm|đồng bộ|tối đa|tiến hành|cam kết|khởi công|bàn giao|hình thành|mỗi|đang|đã|còn|phát|điều|chi|rất|cũng|phấn đấu|tiên phong|gương mẫu|đi đầu"""
    .replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
# "tổ chức" is a name before these, and else what is done.
NAMED_ORGANISATIONS = frozenset(
    "chính xã đoàn đảng tôn liên có kinh thành hội tín dịch cá quốc phi trong khác thuộc hành trực sự nghề nhà , ; . và".split()
)
