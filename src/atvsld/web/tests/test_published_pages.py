"""The nation's published series on pages: everybody reads, few enter, nothing that was printed changes."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from atvsld.figures.published.models import PublishedFigure, PublishedNotice
from atvsld.figures.published.reading import MAX_BYTES
from atvsld.figures.published.tests.test_reading import ONE
from atvsld.testing import PROVINCE, make_user

pytestmark = pytest.mark.django_db
PAGE = "/so-lieu-quoc-gia/"
ENTER = f"{PAGE}nhap/"


def client_of(role: str | None = None, **unit: object) -> Client:
    client = Client()
    client.force_login(make_user(role, **unit))
    return client


@pytest.fixture
def ministry() -> Client:
    return client_of("ministry")


def words(page: object) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())  # type: ignore[attr-defined]
    return " ".join(text.split())


def sent(value: object, **more: object) -> dict[str, object]:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return {"file": SimpleUploadedFile("thong-bao.json", content), **more}


def test_everybody_signed_in_reads_and_nobody_else() -> None:
    page = client_of().get(PAGE)
    assert page.status_code == 200
    assert "Nhập thông báo" not in words(page)
    assert Client().get(PAGE).status_code == 302


def test_a_percentage_that_does_not_follow_is_marked_with_words_and_opens_its_notice() -> None:
    client = client_of()
    page = client.get(PAGE, {"chi-tieu": "accidents", "khu-vuc": "total"})
    assert "7.718" in words(page)
    assert "+18,66 % +18,67 % cắt bớt, không làm tròn đúng phải là +18,67 %" in words(page)
    assert f'href="{PAGE}2022/"' in page.content.decode()
    assert len(page.context["doubtful"]) == 9
    whole, first = page.context["series"]
    assert [p["year"] for p in whole["points"]] == [2022, 2021, 2020, 2018, 2017]
    assert [p["year"] for p in first["points"]] == [2025, 2024, 2023, 2022, 2021, 2020]
    assert [p["year"] for p in first["points"] if p["is_implied"]] == [2024, 2022, 2020]
    notice = client.get(f"{PAGE}2022/")
    assert "1229/TB-LĐTBXH" in words(notice)
    assert "2022-1229-TB-LDTBXH.tvpl" in words(notice)
    assert "Thiệt hại vật chất (tỷ đồng) 14.117" in words(notice)
    main = re.search("<main.*</main>", page.content.decode(), re.S)
    assert main is not None
    assert "http" not in main[0], "nothing leads outside"


def test_no_address_of_a_notice_breaks_the_page() -> None:
    client = client_of()
    assert client.get(f"{PAGE}bao-cao-2015/").status_code == 200
    for wrong in ("2099", "bao-cao-2022", "2022H3", "x", "bao-cao-", "2022H1"):
        assert client.get(f"{PAGE}{wrong}/").status_code == 404, wrong
    for query in ("ban=2", "ban=x", "ban=99999999999999999999"):
        assert client.get(f"{PAGE}2022/?{query}").status_code == 404, query
    assert client.get(PAGE, {"chi-tieu": "x", "khu-vuc": "<b>"}).context["line"] == "deaths"


def test_a_notice_is_looked_at_then_entered_then_corrected_then_voided(ministry: Client) -> None:
    looked = ministry.post(ENTER, sent(ONE))
    assert looked.status_code == 200
    assert "Đọc được 2 số, kiểm tra được 1 tỷ lệ. Sẽ ghi là bản 1." in words(looked)
    assert not PublishedNotice.objects.filter(year=2023, half=0).exists()
    kept = {"content": looked.context["text"], "do": "confirm"}
    assert "Đã ghi 1 thông báo" in words(ministry.post(ENTER, kept, follow=True))
    assert "không có gì để ghi" in words(ministry.post(ENTER, sent(ONE)))

    total = {"deaths": {"value": 698, "change_abs": -56, "change_pct": -7.43, "pct_raw": "7,43"}}
    again = ministry.post(ENTER, sent(ONE | {"total": total}))
    assert "Số người chết 699 (−55; −7,29 %) 698 (−56; −7,43 %)" in words(again)
    assert "cắt bớt" not in words(again)
    assert "Bản mới bỏ 1 số mà bản đang dùng có." in words(again), "the correction says nothing of accidents"
    kept = {"content": again.context["text"], "do": "confirm"}
    refused = ministry.post(ENTER, kept | {"reason": ""})
    assert refused.status_code == 422
    assert "published.reason" in words(refused)
    assert "698" in words(refused), "the file is not lost for a missing reason"
    assert ministry.post(ENTER, kept | {"reason": "Đính chính"}).status_code == 302
    shown = words(ministry.get(f"{PAGE}2023/"))
    assert "698" in shown
    assert "Đính chính" in shown
    old = words(ministry.get(f"{PAGE}2023/?ban=1"))
    assert "699" in old
    assert "Đây là bản cũ" in old

    assert ministry.post(f"{PAGE}2023/huy/", {"reason": ""}).status_code == 422
    assert ministry.post(f"{PAGE}2023/huy/", {"reason": "Nhầm kỳ"}).status_code == 302
    assert "699" in words(ministry.get(f"{PAGE}2023/"))
    assert "Nhầm kỳ" in words(ministry.get(f"{PAGE}2023/?ban=2"))
    log = words(client_of("auditor").get("/nhat-ky/"))
    assert "Số liệu quốc gia đã công bố" in log


def test_a_correction_is_shown_part_by_part(ministry: Client) -> None:
    ministry.post(ENTER, {"content": json.dumps(ONE), "do": "confirm"})
    page = words(ministry.post(ENTER, sent(ONE | {"costs": {"material_bn_vnd": 16000}, "notice": "2/TB"})))
    assert "Số thông báo 1/TB 2/TB" in page
    assert "Thiệt hại Thiệt hại vật chất (tỷ đồng): 16.357,5; Số gần đúng: có" in page
    assert "Thiệt hại vật chất (tỷ đồng): 16.000" in page
    assert "Bản mới bỏ" not in page


def test_what_does_not_follow_is_said_before_it_is_entered(ministry: Client) -> None:
    wrong = {"deaths": {"value": 699, "change_abs": -55, "change_pct": -7.92, "pct_raw": "7,92"}}
    page = ministry.post(ENTER, sent(ONE | {"total": wrong}))
    assert "tỷ lệ công bố 7,92 % không theo số của chính nó, đúng phải là 7,29 %" in words(page)
    restated = {"deaths": {"value": 700, "change_abs": -55}}
    page = ministry.post(ENTER, sent(ONE | {"total": restated}))
    assert "số kỳ trước suy ra là 755, thông báo của chính kỳ 2022 ghi 754" in words(page)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "published.json"), (b"{", "published.json"), (b" " * (MAX_BYTES + 9), "published.too_large"),
     (b'{"period": "2023", "total": {"x": {}}}', "published.line"), (b"", "published.json")],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_code(ministry: Client, content: bytes, code: str) -> None:
    page = ministry.post(ENTER, sent(content))
    assert page.status_code == 422
    assert code in words(page)


def test_text_of_a_file_is_never_markup(ministry: Client) -> None:
    attack = "<script>alert(1)</script>"
    evil = ONE | {"notice": attack, "sources": [attack], "costs": {attack: attack}, "total": {"deaths_text": attack}}
    looked = ministry.post(ENTER, sent(evil))
    ministry.post(ENTER, {"content": looked.context["text"], "do": "confirm"})
    for page in (looked, ministry.get(f"{PAGE}2023/"), ministry.get(PAGE)):
        assert "<script>alert" not in page.content.decode()


def test_a_stranger_enters_nothing() -> None:
    for client in (client_of(), client_of("labour", place=PROVINCE), client_of("auditor"), Client()):
        for answer in (client.get(ENTER), client.post(ENTER, sent(ONE)),
                       client.post(ENTER, {"content": json.dumps(ONE), "do": "confirm"}),
                       client.post(f"{PAGE}2022/huy/", {"reason": "x"})):  # fmt: skip
            assert answer.status_code in (302, 403)
            assert answer.status_code == 403 or answer["Location"].startswith("/dang-nhap/")
    assert not PublishedNotice.objects.filter(year=2023, half=0).exists()
    assert not PublishedNotice.objects.exclude(voided_at=None).exists()


def test_the_workbook_has_every_series_and_its_marks() -> None:
    answer = client_of().get(f"{PAGE}xuat-excel/")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Dãy số", "Thông báo", "Doanh nghiệp báo cáo"]
    rows = [[c.value for c in row] for row in book["Dãy số"].iter_rows(min_row=2)]
    [wrong] = [r for r in rows if r[2] == "6 tháng đầu năm 2025" and r[1] == "Số vụ tai nạn chết người"]
    assert wrong[3:8] == [32, -18, -5.62, -36, "không khớp: đúng phải là −36,00 %"]
    assert sum("đúng phải là" in (r[7] or "") for r in rows) == 9
    assert len([r for r in rows if r[9] and "Suy ra" in r[9]]) >= 6


def test_a_series_that_was_restated_says_so_and_breaks(ministry: Client) -> None:
    restated = ONE | {"total": {"deaths": {"value": 700, "change_abs": -55}}}
    looked = ministry.post(ENTER, sent(restated))
    ministry.post(ENTER, {"content": looked.context["text"], "do": "confirm"})
    page = client_of().get(PAGE, {"chi-tieu": "deaths", "khu-vuc": "total"})
    assert "Dãy số được tính lại: thông báo kỳ trước ghi 754." in words(page)
    assert "số kỳ trước suy ra là 755" in words(page), "among what does not agree"
    drawn = page.context["series"][0]["picture"]
    assert [b.after for b in drawn.breaks] == ["2022"]
    assert drawn.categories == [str(year) for year in range(2016, 2024)]


def test_no_line_is_drawn_where_no_notice_is_known() -> None:
    page = client_of().get(PAGE, {"chi-tieu": "accidents", "khu-vuc": "total"})
    whole, half = (part["picture"] for part in page.context["series"])
    known = {year: p.value for year, p in zip(whole.categories, whole.value.points, strict=True)}
    assert (known["2018"], known["2019"], known["2020"]) == (7997, None, 8380)
    assert [p.value for p in half.value.points] == [3612, None, 3201, None, 2569], "implied numbers are not drawn"


def test_figures_changed_behind_the_program_are_told() -> None:
    client = client_of()
    sentence = "không còn như lúc ghi"
    assert sentence not in words(client.get(f"{PAGE}2022/"))
    PublishedFigure.objects.filter(notice__year=2022, notice__half=0, sector="total", line="deaths").update(value=745)
    assert sentence in words(client.get(f"{PAGE}2022/"))
