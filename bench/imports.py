"""One workbook of 20,000 accidents with their victims: full validation, audit and outbox, on both databases."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from .row import PROGRAM, Row, timed

LINES, RUNS = 20_000, 3
COMPANIES = 2_000
TO_REACH = {"SQLite": "≥ 1,500 rows/s", "PostgreSQL": "≥ 1,200 rows/s"}


def workbook(path: Path, codes: list[str]) -> None:
    """What a province keeps of some years: every column of the template filled, and three that nobody asked for."""
    import xlsxwriter

    from atvsld.base.lists import register
    from atvsld.base.surfaces.excel_reader import fields_in_file

    labels = [str(f.label) for f in fields_in_file(register("accidents")).values()]
    pick = random.Random(20_000)
    given = ("Văn An", "Thị Bích", "Quốc Cường", "Minh Đức", "Thu Hà", "Đình Khoa", "Ngọc Lan", "Hải Nam")
    start = datetime(2021, 4, 1, 6, 0)  # noqa: DTZ001 - as a cell has it
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    moment, day = (book.add_format({"num_format": words}) for words in ("dd/mm/yyyy hh:mm", "dd/mm/yyyy"))
    sheet.write_row(0, 0, [*labels, "STT", "Ghi chú", "Người nhập"])
    for line in range(1, LINES + 1):
        at = start + timedelta(minutes=137 * line)
        kind = pick.choice(("Bị thương nhẹ",) * 6 + ("Bị thương nặng",) * 3 + ("Chết",))
        cells = {
            "Bên khai báo": "Người sử dụng lao động (Phụ lục III)", "Cơ sở": pick.choice(codes),
            "Số hồ sơ của nơi gửi": f"TN-{line}", "Thời điểm xảy ra": at,
            "Tỉnh, thành phố nơi xảy ra": "Tỉnh Thái Nguyên",
            "Xã, phường, đặc khu nơi xảy ra": "Xã Tân Cương, tỉnh Thái Nguyên",
            "Nơi xảy ra": f"Phân xưởng {line % 9 + 1}", "Xảy ra ở nước ngoài": "Không",
            "Trên đường đi và về giữa nơi ở và nơi làm việc": "Không",
            "Diễn biến": f"Đang vận hành máy số {line % 40} thì trượt chân ngã, đã sơ cứu rồi chuyển đến bệnh viện.",
            "Nguyên nhân chính": str(line % 9 + 1), "Yếu tố gây chấn thương": "3.1",
            "Thiệt hại tài sản": pick.randrange(0, 90_000_000, 100_000), "Người khai báo": "Lê Văn Khai, quản đốc",
            "Điện thoại người khai báo": "0912 345 678",
            "Họ và tên": f"{pick.choice(('Nguyễn', 'Trần', 'Lê', 'Phạm'))} {pick.choice(given)} {line}",
            "Giới tính": pick.choice(("Nam", "Nữ")), "Năm sinh": pick.randrange(1965, 2002),
            "Số định danh cá nhân": f"001{pick.randrange(10**8, 10**9)}", "Chỗ ở": f"Xóm {line % 20}, xã Tân Cương",
            "Mã nghề nghiệp": str(line % 9 + 1), "Nghề nghiệp": "Thợ vận hành máy", "Bậc thợ": "3/7",
            "Tuổi nghề": pick.randrange(0, 30), "Có hợp đồng lao động": "Có", "Thuộc quyền quản lý của cơ sở": "Có",
            "Tình trạng khi khai báo": kind, "Ngày chết": (at + timedelta(days=1)).date() if kind == "Chết" else "",
            "Mã chấn thương": "011" if kind == "Bị thương nặng" else "",
            "Tình trạng thương tích": "Chấn thương phần mềm", "Nơi điều trị": "Bệnh viện A Thái Nguyên",
            "Số ngày nghỉ": pick.randrange(0, 90), "Chi phí y tế": 1_500_000,
            "Trả lương trong thời gian điều trị": 2_000_000, "Bồi thường, trợ cấp": 0, "Chi phí khác": 100_000,
            "Nhóm lao động": "",
        }  # fmt: skip
        for column, label in enumerate(labels):
            cell = cells[label]
            if isinstance(cell, datetime):
                sheet.write_datetime(line, column, cell, moment)
            elif hasattr(cell, "year"):
                sheet.write_datetime(line, column, cell, day)
            elif cell != "":
                sheet.write(line, column, cell)
        sheet.write_row(line, len(labels), [line, "đã đối chiếu", "an"])
    book.close()


def read_by_openpyxl(path: Path) -> int:
    from openpyxl import load_workbook

    return sum(1 for _ in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))


def prepared(folder: Path, url: str = "") -> dict[str, str]:
    """A new installation with two thousand companies of one province; its environment."""
    env = {**os.environ, "ATVSLD_VAR": str(folder), "DEMO": "0", "LOG_LEVEL": "ERROR"}
    env |= {"DATABASE_URL": url} if url else {}
    subprocess.run([sys.executable, "-c", SETUP], env=env, check=True, stdout=subprocess.DEVNULL)
    return env


SETUP = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from itertools import islice
from atvsld.testing import EVERYTHING, load_reference_data, make_user, place, tax_codes
load_reference_data()
from atvsld.base.lists import register
where = dict(province=place("Thái Nguyên").pk, commune=place("Xã Tân Cương, Tỉnh Thái Nguyên").pk)
many = [dict(tax_code=code, name="Công ty đo thử", **where) for code in islice(tax_codes(620_000_000), {COMPANIES})]
register("establishments").services.create_many(EVERYTHING, many)
make_user("labour", username="bench", place="Thái Nguyên")
"""


def seconds(path: Path, url: str = "") -> float:
    """From the command to its end, in a new installation."""
    env = prepared(Path(mkdtemp()), url)
    words = [PROGRAM, "import", "accidents", str(path), "--as", "bench", "--json"]

    def bring_in() -> None:
        done = subprocess.run(words, env=env, capture_output=True, check=False)
        if done.returncode or json.loads(done.stdout)["created"] != LINES:
            raise SystemExit(f"the import failed: {done.stderr.decode()[-400:]} {done.stdout.decode()[:400]}")

    return timed(bring_in, 1)


def rows() -> list[Row]:
    import django

    django.setup()
    from atvsld.testing import tax_codes
    from tools.postgres import NoPostgresError, private_cluster

    path = Path(mkdtemp()) / "tai-nan.xlsx"
    workbook(path, list(islice(tax_codes(620_000_000), COMPANIES)))
    reference = LINES / timed(lambda: read_by_openpyxl(path), RUNS)
    found = []
    for name in TO_REACH:
        spent = []
        for _ in range(RUNS):
            with ExitStack() as kept:
                try:
                    url = kept.enter_context(private_cluster()) if name == "PostgreSQL" else ""
                except NoPostgresError as error:
                    print(f"imports on PostgreSQL: {error}", file=sys.stderr)
                    break
                spent.append(seconds(path, url))
        if spent:
            what = f"import of {LINES:,} accidents with victims, {name}"
            rate = LINES / median(spent)
            found.append(Row(what, rate, "rows/s", reference, "openpyxl read_only", TO_REACH[name]))
    return found
