"""What an administrator can set in the environment: one declaration a variable.

From these come docs/reference/settings.md, `atvsld settings`, and the refusal of a variable that nothing reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

PREFIX = "ATVSLD_"
# Where tests of the catalogues find the source material; no installation reads it.
OF_ENGINEERS = frozenset({"ATVSLD_SHARED"})


@dataclass(frozen=True)
class Setting:
    """A variable of the environment. `default` is the text that means the same as leaving it out; where what happens
    then depends on something else, `otherwise` says so in words."""

    name: str
    group: str
    about: str
    example: str
    default: str = ""
    otherwise: str = ""
    is_secret: bool = False


LISTENING = "Máy chủ"
DATA = "Nơi giữ dữ liệu và khóa"
BEHIND = "Sau cổng ngoài"
ACCOUNTS = "Tài khoản"
DIRECTORY = "Đăng nhập qua hệ thống của cơ quan (OpenID Connect)"
BACKUPS = "Sao lưu"
MAIL = "Thư điện tử (đôn đốc)"
WATCHING = "Nhật ký và theo dõi"

_DEMO = "bật với SQLite, tắt với PostgreSQL"
_KEY = "tệp trong `ATVSLD_VAR/keys`, tự tạo lần đầu"
_WITH_HOST = "SMTP_HOST, SMTP_FROM và PUBLIC_URL đi cùng nhau."
_TOGETHER = "OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET đi cùng nhau."

SETTINGS = (
    Setting("HOST", LISTENING, "Địa chỉ mà máy chủ lắng nghe.", "0.0.0.0", "127.0.0.1"),  # noqa: S104
    Setting("PORT", LISTENING, "Cổng mà máy chủ lắng nghe, từ 1 đến 65535.", "8080", "8000"),
    Setting("WEB_CONCURRENCY", LISTENING, "Số tiến trình web, từ 1 đến 64; với SQLite nên để 1 vì mỗi lúc chỉ một tiến"
            " trình ghi được.", "4", otherwise="1 với SQLite, 2 với PostgreSQL"),
    Setting("WEB_THREADS", LISTENING, "Số luồng của mỗi tiến trình web, từ 1 đến 64.", "4", "8"),
    Setting("API_CALLS_PER_MINUTE", LISTENING, "Số lần gọi API trong một phút của một khóa hoặc một người.",
            "1200", "600"),
    Setting("DEBUG", LISTENING, "Trang lỗi có chi tiết cho người lập trình; không bật ở máy chủ thật.", "1", "0"),
    Setting("ATVSLD_VAR", DATA, "Thư mục của mọi thứ một bản cài đặt tạo ra: cơ sở dữ liệu, khóa, tệp, kho số liệu.",
            "/var/lib/atvsld", otherwise="`var` trong mã nguồn"),
    Setting("DATABASE_URL", DATA, "Cơ sở dữ liệu PostgreSQL; có thể chứa mật khẩu.",
            "postgres://atvsld@%2Fvar%2Frun%2Fpostgresql/atvsld", otherwise="tệp SQLite trong `ATVSLD_VAR`",
            is_secret=True),
    Setting("SECRET_KEY", DATA, "Khóa ký phiên làm việc, ít nhất 32 ký tự. Đổi khóa thì mọi người phải đăng nhập lại.",
            "", otherwise=_KEY, is_secret=True),
    Setting("AUDIT_KEY", DATA, "Khóa niêm nhật ký, ít nhất 32 ký tự. Mất khóa thì không kiểm được niêm.",
            "", otherwise=_KEY, is_secret=True),
    Setting("FIELD_KEY", DATA, "Khóa mã hóa dữ liệu cá nhân: 32 byte viết bằng base64. Đổi khóa: `mới,cũ`; khóa đầu mã"
            " hóa, mọi khóa giải mã.", "", otherwise=_KEY, is_secret=True),
    Setting("RECEIPT_KEY", DATA, "Khóa của số tiếp nhận, ít nhất 32 ký tự.", "", otherwise=_KEY, is_secret=True),
    Setting("DEMO", DATA, "Nạp dữ liệu trình diễn vào cơ sở dữ liệu còn trống.", "0", otherwise=_DEMO),
    Setting("DEMO_PASSWORD", DATA, "Mật khẩu của các tài khoản trình diễn.", "mat-khau-khac-2026", "trinh-dien-2026",
            is_secret=True),
    Setting("HTTPS", BEHIND, "Trang chạy sau HTTPS: cookie chỉ qua HTTPS, chuyển hướng, HSTS; phải có ALLOWED_HOSTS.",
            "1", "0"),
    Setting("ALLOWED_HOSTS", BEHIND, "Tên miền mà máy chủ trả lời.", "atld.tinh.gov.vn",
            otherwise="localhost, 127.0.0.1, [::1] và HOST"),
    Setting("TRUSTED_ORIGINS", BEHIND, "Địa chỉ (có https://) được gửi biểu mẫu tới, khi khác tên miền của máy chủ.",
            "https://atld.tinh.gov.vn", otherwise="không có"),
    Setting("TRUSTED_PROXIES", BEHIND, "Số máy trung gian đứng trước, từ 0 đến 10: để biết địa chỉ thật của người gọi.",
            "1", "0"),
    Setting("PUBLIC_URL", BEHIND, "Địa chỉ mà mọi người dùng để mở trang, không có đường dẫn: liên kết trong thư và"
            " lịch bắt đầu bằng địa chỉ này.", "https://atld.tinh.gov.vn", otherwise="không gửi thư được"),
    Setting("CLAIM_DAYS", ACCOUNTS, "Số ngày mã nhận tài khoản của cơ sở còn dùng được, từ 1 đến 366.", "30", "60"),
    Setting("RESET_DAYS", ACCOUNTS, "Số ngày phiếu đặt lại mật khẩu còn dùng được, từ 1 đến 60.", "3", "7"),
    Setting("SECOND_FACTOR_ROLES", ACCOUNTS, "Mã các vai trò phải có bảo vệ hai lớp mới vào được.", "admin ministry",
            otherwise="không vai trò nào"),
    Setting("OIDC_ISSUER", DIRECTORY, f"Địa chỉ của hệ thống đăng nhập, bắt đầu bằng https://. {_TOGETHER}",
            "https://sso.tinh.gov.vn/realms/canbo", otherwise="tắt"),
    Setting("OIDC_CLIENT_ID", DIRECTORY, "Tên mà hệ thống ấy gọi bản cài đặt này.", "atvsld", otherwise="tắt"),
    Setting("OIDC_CLIENT_SECRET", DIRECTORY, "Mật khẩu giữa hai hệ thống.", "", otherwise="tắt", is_secret=True),
    Setting("OIDC_NAME", DIRECTORY, "Chữ trên nút đăng nhập.", "Đăng nhập một lần của tỉnh",
            otherwise="chữ chung của trang đăng nhập"),
    Setting("OIDC_CLAIM", DIRECTORY, "Mục của danh tính chứa tên đăng nhập, hoặc `email`; để trống thì chỉ người đã"
            " được nối trước mới vào được.", "preferred_username", otherwise="chỉ người đã nối"),
    Setting("BACKUP_DIR", BACKUPS, "Thư mục nhận bản sao lưu lúc 2 giờ sáng mỗi ngày.", "/var/lib/atvsld/backups",
            otherwise="không tự sao lưu"),
    Setting("BACKUP_KEEP", BACKUPS, "Số bản sao lưu được giữ, từ 1 đến 3650.", "30", "14"),
    Setting("BACKUP_RECIPIENT", BACKUPS, "Khóa công khai age1… do `atvsld backup-key` in ra; có nó thì bản sao lưu được"
            " mã hóa.", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", otherwise="không mã hóa"),
    Setting("SMTP_HOST", MAIL, f"Máy chủ gửi thư. {_WITH_HOST}", "mail.tinh.gov.vn", otherwise="tắt, không gửi thư"),
    Setting("SMTP_PORT", MAIL, "Cổng của máy chủ gửi thư.", "2525",
            otherwise="587 với starttls, 465 với tls, 25 với none"),
    Setting("SMTP_SECURITY", MAIL, "`starttls`, `tls`, hoặc `none` (chỉ trong mạng nội bộ, không có mật khẩu).", "tls",
            "starttls"),
    Setting("SMTP_USER", MAIL, "Tên đăng nhập ở máy chủ gửi thư; đi cùng SMTP_PASSWORD.", "atvsld@tinh.gov.vn",
            otherwise="không đăng nhập"),
    Setting("SMTP_PASSWORD", MAIL, "Mật khẩu ở máy chủ gửi thư.", "", otherwise="không đăng nhập", is_secret=True),
    Setting("SMTP_FROM", MAIL, f"Địa chỉ gửi thư. {_WITH_HOST}", "atvsld@tinh.gov.vn", otherwise="tắt"),
    Setting("SMTP_TIMEOUT", MAIL, "Số giây chờ máy chủ gửi thư, từ 1 đến 120.", "30", "20"),
    Setting("LOG_LEVEL", WATCHING, "Mức nhật ký: DEBUG, INFO, WARNING, ERROR hoặc CRITICAL.", "WARNING", "INFO"),
    Setting("LOG_FORMAT", WATCHING, "Dạng nhật ký: `json`, `text`, hoặc `auto` (chữ ở màn hình, JSON ở nơi khác).",
            "json", "auto"),
    Setting("METRICS_TOKEN", WATCHING, "Chữ bí mật, ít nhất 20 ký tự, để đọc `/metrics`: `Authorization: Bearer …`.",
            "", otherwise="không ai đọc được", is_secret=True),
    Setting("METRICS_FROM", WATCHING, "Địa chỉ hoặc mạng được đọc `/metrics`.", "10.0.0.0/24",
            otherwise="không ai đọc được"),
)  # fmt: skip
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Unknown:
    """A variable that looks like ours and that nothing reads; `meant` is the nearest one that is read."""

    name: str
    meant: str


def unknown_variables(values: Mapping[str, str]) -> list[Unknown]:
    """Variables that begin with ATVSLD_ and mean nothing here: a slip of the pen that would otherwise set nothing."""
    found = sorted(name for name in values if name.startswith(PREFIX) and name not in BY_NAME.keys() | OF_ENGINEERS)
    return [Unknown(name, _nearest(name)) for name in found]


def _nearest(name: str) -> str:
    bare = name.removeprefix(PREFIX)
    near = [bare] if bare in BY_NAME else get_close_matches(bare, BY_NAME) or get_close_matches(name, BY_NAME)
    return near[0] if near else ""
