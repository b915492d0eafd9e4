"""The routes of one register: list, read, create, change, void."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Schema, Status

from ...base.register import Register
from ...base.surfaces.api_schema import given, given_schema, sent_schema
from ..scope import scope
from .listing import Page, paged, query_schema, rows_of
from .once import KEY, created
from .rows import changed, cleaned, expected_version, found, fresh, tag_of, told, with_tag

VERSION = Query(None, description="Phiên bản đã đọc (row_version), khi không gửi If-Match.")
MATCH = Header(None, alias="If-Match", description="ETag đã nhận khi đọc dòng; dòng đã đổi thì trả 412.")
NONE_MATCH = Header(None, alias="If-None-Match", description="ETag đang có; dòng chưa đổi thì trả 304, không nội dung.")


class Reason(Schema):
    """Why."""

    reason: str = ""


def register_router(register: Register) -> Router:
    """All routes of a register but its own verbs; an accident is declared with its victims (`accidents.py`)."""
    router = Router()
    row_schema = given_schema(register)
    _add_reading(router, register, row_schema)
    _add_writing(router, register, row_schema)
    return router


def _add_reading(router: Router, register: Register, row_schema: type[Schema]) -> None:
    name = register.name
    page_schema = type(f"{name.title()}Page", (Page,), {"__annotations__": {"results": list[row_schema]}})  # type: ignore[valid-type]
    query = query_schema(register)

    @router.get("", response=page_schema, operation_id=f"{name}_list", summary=f"Danh sách: {register.title}")
    def list_rows(request: HttpRequest, params: Query[query]) -> dict[str, Any]:  # type: ignore[valid-type]
        """Các dòng trong phạm vi của bạn, dữ liệu cá nhân được che; đọc từng dòng để thấy đầy đủ nếu có quyền."""
        held = scope(request)
        held.require(name, "view")
        rows, said = paged(request, rows_of(register, held, request, params), params)
        return {**said, "results": [given(register, row, frozenset()) for row in rows]}

    @router.get(
        "/{int:pk}",
        response={200: row_schema, 304: None},
        operation_id=f"{name}_read",
        summary=f"Đọc một {register.one}",
    )
    def read_row(request: HttpRequest, response: HttpResponse, pk: int, if_none_match: str | None = NONE_MATCH) -> Any:
        """Dữ liệu cá nhân hiện đầy đủ nếu có quyền; mỗi lần hiện được ghi nhật ký."""
        row = told(request, register, found(request, register, pk))
        response["ETag"] = tag_of(row)
        return Status(304, None) if if_none_match == tag_of(row) else row


def _add_writing(router: Router, register: Register, row_schema: type[Schema]) -> None:
    name, sent = register.name, sent_schema(register)

    if name != "accidents":

        @router.post("", response={201: row_schema}, operation_id=f"{name}_create", summary=f"Thêm {register.one}")
        def create_row(
            request: HttpRequest,
            response: HttpResponse,
            body: sent,  # type: ignore[valid-type]
            idempotency_key: str | None = KEY,
        ) -> Any:
            """Gửi lại với cùng Idempotency-Key thì nhận lại dòng đã ghi, không ghi thêm."""
            scope(request).require(name, "create")
            given_body: Any = body

            def make() -> Any:
                return register.services.create(scope(request), cleaned(request, register, given_body), via="api")

            pk = created(request, response, register, given_body.dict(exclude_unset=True), idempotency_key, make)
            return Status(201, with_tag(response, fresh(request, register, pk)))

    @router.patch("/{int:pk}", response=row_schema, operation_id=f"{name}_change", summary=f"Sửa {register.one}")
    def change_row(
        request: HttpRequest, response: HttpResponse, pk: int, body: sent,  # type: ignore[valid-type]
        row_version: int | None = VERSION, if_match: str | None = MATCH,
    ) -> Any:  # fmt: skip
        """Chỉ các mục được gửi mới đổi. Cần If-Match hoặc row_version: dòng đã có người khác sửa thì không ghi đè."""
        row = found(request, register, pk, "edit")
        expected = expected_version(request, row_version)
        values = changed(request, register, row, body)
        register.services.update(scope(request), row, values, expected_version=expected, via="api")
        return with_tag(response, fresh(request, register, pk))

    @router.post("/{int:pk}/void", response=row_schema, operation_id=f"{name}_void", summary=f"Hủy {register.one}")
    def void_row(request: HttpRequest, response: HttpResponse, pk: int, body: Reason) -> Any:
        """Dòng bị hủy với lý do, vẫn đọc được; không có dòng nào bị xóa."""
        row = found(request, register, pk, "void")
        register.services.void(scope(request), row, body.reason, via="api")
        return with_tag(response, fresh(request, register, pk))
