"""The page of parts: every component once, with invented examples, so that a new page is built from what exists."""

from datetime import UTC, datetime
from typing import Any

import django_tables2 as tables
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SEVERITIES = [("fatal", "Chết người"), ("severe", "Nặng"), ("minor", "Nhẹ")]


class SampleForm(forms.Form):
    """One field of each kind."""

    occurred_on = forms.DateField(
        label="Ngày xảy ra tai nạn",
        help_text="Theo giờ tại nơi xảy ra.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    commune = forms.CharField(
        label="Xã, phường, đặc khu nơi xảy ra",
        help_text="Gõ vài chữ, không cần dấu, rồi chọn trong danh sách.",
        widget=forms.TextInput(attrs={"data-search": "/places/search/?q="}),
    )
    dead_count = forms.IntegerField(label="Số người chết", min_value=0)
    severity = forms.ChoiceField(label="Tình trạng nặng nhất", choices=SEVERITIES, widget=forms.RadioSelect)
    cause = forms.ChoiceField(
        label="Nguyên nhân chính", choices=[("", "– chọn –"), ("1", "Không có thiết bị an toàn")], required=False
    )
    summary = forms.CharField(label="Diễn biến vụ tai nạn", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    is_confirmed = forms.BooleanField(label="Tôi xác nhận nội dung khai là đúng sự thật")


class SampleFilters(forms.Form):
    """What a list may be narrowed by; on a real page the form of its filter set."""

    q = forms.CharField(label="Tìm", required=False)
    severity = forms.ChoiceField(label="Mức độ", choices=[("", "Tất cả"), *SEVERITIES], required=False)
    since = forms.DateField(label="Từ ngày", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class SampleTable(tables.Table):
    """A list of accidents."""

    receipt = tables.Column("Số tiếp nhận", attrs={"td": {"class": "code"}})
    occurred_on = tables.DateColumn(verbose_name="Ngày xảy ra")
    place = tables.Column("Nơi xảy ra")
    severity = tables.TemplateColumn('{% include "components/badge.html" with kind=value %}', verbose_name="Mức độ")
    lost_days = tables.Column("Ngày nghỉ", attrs={"td": {"class": "number"}})

    class Meta:
        count_noun = "vụ tai nạn"


ROWS: list[dict[str, Any]] = [
    {
        "receipt": f"TN-VD-{number:04}",
        "occurred_on": datetime(2026, 10, number, tzinfo=UTC).date(),
        "place": "Xã Ví Dụ, tỉnh Ví Dụ",
        "severity": severity,
        "lost_days": lost_days,
    }
    for number, (severity, lost_days) in enumerate([("fatal", 6000), ("severe", 1234), ("minor", 4)], start=1)
]


def sample_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of parts shows: a form sent back with errors, a list with its filters, a history."""
    table = SampleTable(ROWS, order_by="-occurred_on")
    table.count_noun = "vụ tai nạn"
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    at = datetime(2026, 10, 3, 2, 15, tzinfo=UTC)
    return {
        "form": SampleForm({"dead_count": "-1", "severity": "severe", "occurred_on": "2026-10-02"}),
        "filter_form": SampleFilters(request.GET or {"severity": "severe", "since": "2026-01-01"}, auto_id="loc_%s"),
        "table": table,
        "steps": [
            {"label": "Vụ tai nạn", "state": "done", "url": "#"},
            {"label": "Người bị nạn", "state": "current"},
            {"label": "Xem lại và gửi", "state": "todo"},
        ],
        "definitions": [
            {"label": "Số tiếp nhận", "value": "TN-VD-0001"},
            {"label": "Mức độ", "value": "Tai nạn lao động chết người", "badge": "fatal"},
            {"label": "Cơ sở", "value": "Công ty Ví Dụ", "url": "#"},
            {"label": "Kết luận điều tra", "value": ""},
        ],
        "entries": [
            {
                "at": at,
                "actor": "Cán bộ Ví Dụ",
                "action": "sửa hồ sơ",
                "reason": "Người bị nạn chết sau khi điều trị",
                "changes": [{"label": "Tình trạng", "old": "Nặng", "new": "Chết"}],
            },
            {"at": at, "actor": "Cơ sở Ví Dụ", "action": "khai báo tai nạn", "changes": []},
        ],
        "statutory_columns": range(1, 14),
    }


def styleguide(request: HttpRequest) -> HttpResponse:
    """The page of parts; for administrators and those who build pages."""
    return render(request, "styleguide.html", sample_context(request))
