"""Which task carries on which, as a careful person sees it, by their places in the two documents.

`CLEAR` pairs must be found; `ARGUABLE` ones may be. Both tables were written before the comparison was.
"""

Pairs = dict[int, set[int]]

# The programme of Hà Giang held against by the plan of Thái Nguyên, which carry out the same directive.
PROGRAMME_CLEAR: Pairs = {
    0: {4}, 1: {4, 5}, 2: {6, 7}, 3: {3, 20}, 4: {10}, 5: {14, 15}, 6: {17}, 7: {12, 18}, 8: {24, 1}, 9: {25, 26},
    10: {8}, 11: {19},
}  # fmt: skip
PROGRAMME_ARGUABLE: Pairs = {
    0: {30, 54, 28, 5, 51, 48, 52, 57}, 1: {54, 28}, 2: {57, 52}, 3: {0, 1, 2, 29}, 4: {13, 14, 2}, 5: {8}, 6: {16, 37},
    7: {10, 11}, 9: {9}, 10: {9}, 11: {13, 31, 48, 49, 29}, 12: {2, 53, 50}, 13: {34, 33, 11, 53}, 14: {57, 52, 6, 20},
    15: {2, 53},
}  # fmt: skip
# The resolution of the Government held against by the same plan.
RESOLUTION_CLEAR: Pairs = {
    0: {0, 1}, 1: {4, 5}, 3: {6, 7}, 4: {8}, 7: {10}, 8: {17}, 9: {38}, 11: {25}, 12: {24, 1}, 13: {26},
}  # fmt: skip
RESOLUTION_ARGUABLE: Pairs = {
    0: {2, 53, 20, 50}, 1: {48, 31, 19, 10, 6, 28}, 3: {52, 57}, 5: {8, 44}, 6: {6}, 7: {12, 13, 11, 33},
    8: {14, 13, 1, 3, 37, 21}, 9: {12}, 10: {21, 29, 48, 49}, 11: {26}, 13: {9}, 14: {1, 56, 53}, 15: {27, 45},
    16: {52, 57, 58}, 17: {33, 11, 27}, 19: {48}, 20: {31}, 22: {8},
}  # fmt: skip

# Another field and another form: a province's plan on fire safety, and what a commune made of it. Our own sentences.
PROVINCE = (
    "Tổ chức tuyên truyền, phổ biến kiến thức về phòng cháy, chữa cháy cho hộ gia đình và nhà ở kết hợp kinh doanh.",
    "Rà soát, lập danh sách các cơ sở không bảo đảm yêu cầu về phòng cháy, chữa cháy; kiên quyết xử lý cơ sở vi phạm.",
    "Đầu tư, sửa chữa trụ nước, bến lấy nước và giao thông phục vụ xe chữa cháy tại khu dân cư, chợ, làng nghề.",
    "Xây dựng đội dân phòng ở thôn, trang bị phương tiện chữa cháy ban đầu. Thực tập phương án cứu nạn, cứu hộ.",
    "Ứng dụng công nghệ thông tin trong tiếp nhận tin báo cháy; cập nhật cơ sở dữ liệu về phòng cháy, chữa cháy.",
    "Phối hợp kiểm tra an toàn điện tại hộ gia đình, vận động người dân thay thế dây dẫn, thiết bị điện không an toàn.",
    "Nghiên cứu, đề xuất cơ chế hỗ trợ kinh phí cho lực lượng chuyên trách của tỉnh.",
    "Tuyên dương, khen thưởng tập thể, cá nhân có thành tích xuất sắc trong phong trào toàn dân phòng cháy, chữa cháy.",
)
COMMUNE = (
    "Thành lập đội dân phòng tại từng thôn, trang bị phương tiện chữa cháy ban đầu theo quy định.",
    "Mở lớp phổ biến kiến thức phòng cháy, chữa cháy cho hộ gia đình, chủ nhà ở kết hợp kinh doanh trên địa bàn xã.",
    "Vận động người dân thay thế dây dẫn, thiết bị điện không an toàn; cùng Điện lực kiểm tra an toàn điện tại nhà.",
    "Lập danh sách cơ sở không bảo đảm yêu cầu về phòng cháy, chữa cháy, gửi Công an tỉnh trước khi xử lý.",
    "Bố trí quỹ đất làm bến lấy nước, mở rộng đường cho xe chữa cháy vào chợ và làng nghề.",
    "Mỗi quý thực tập phương án cứu nạn, cứu hộ tại chợ trung tâm.",
    "Trồng cây xanh, vệ sinh đường làng vào ngày thứ bảy hằng tuần.",
    "Đề nghị khen thưởng tập thể, cá nhân có thành tích trong phong trào toàn dân phòng cháy, chữa cháy.",
)
FIRE_CLEAR: Pairs = {0: {1}, 1: {3}, 2: {4}, 3: {0, 5}, 5: {2}, 7: {7}}
