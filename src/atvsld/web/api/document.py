"""The OpenAPI 3.1 document: what ninja makes of the routes, with the refusals, keys and words of this house."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ...base.language import speaking
from .mount import API
from .problems import TITLES, TYPE, Problem

ABOUT = """Các sổ của hệ thống, cho phần mềm khác: cùng trường, quy tắc, phạm vi, che dữ liệu và nhật ký như trên trang.

* Mã truy cập tạo ở trang «Mã truy cập API», gửi trong đầu mục `Authorization: Bearer atvsld_…`.
* Chữ và ngày gửi lên được hiểu như khi gõ trên trang; trả về theo ISO 8601.
* Mọi lời từ chối là `application/problem+json` với mã ổn định; «type» dẫn tới lời giải thích của mã.
* Từng trường, danh mục và mã từ chối: trang «Từ điển dữ liệu» (`/tu-dien-du-lieu/`).
* Ghi mới: gửi `Idempotency-Key`; sửa: gửi `If-Match`.
"""
OF_EVERY_CALL = (400, 401, 403, 422, 429, 500)
SCHEMES = {
    "TokenAuth": {
        "type": "http", "scheme": "bearer", "bearerFormat": "atvsld_…",
        "description": "Mã truy cập của một người, tạo ở trang «Mã truy cập API».",
    },
    "SessionAuth": {
        "type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME,
        "description": "Phiên đăng nhập của trang; lời gọi ghi phải có đầu mục X-CSRFToken.",
    },
}  # fmt: skip
HEADERS = {
    "ETag": {"description": "Dấu của dòng như vừa trả; gửi lại trong If-Match khi sửa.", "schema": {"type": "string"}},
    "Idempotency-Replayed": {
        "description": "true: dòng đã được ghi ở lần gửi trước với cùng khóa.", "schema": {"type": "string"},
    },
}  # fmt: skip


@cache
def document() -> dict[str, Any]:
    """The whole document, made once, in the language of the source."""
    with speaking("vi"):
        return _made()


def _made() -> dict[str, Any]:
    made: dict[str, Any] = dict(API.get_openapi_schema(path_prefix="api/v1/"))
    made["info"] = {
        "title": "API An toàn, vệ sinh lao động", "version": settings.ATVSLD_VERSION, "summary": "ATVSLĐ",
        "description": ABOUT, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }  # fmt: skip
    made["servers"] = [{"url": "/", "description": "Hệ thống này"}]
    schemas = made["components"]["schemas"]
    whole = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= whole.pop("$defs") | {"Problem": whole}
    made["components"] |= {"securitySchemes": SCHEMES, "headers": HEADERS}
    made["components"]["responses"] = {str(status): _refusal(status) for status in TITLES if status >= 400}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    for name in [name for name in schemas if name.endswith("Query")]:
        del schemas[name]
    names = [tag for methods in made["paths"].values() for o in methods.values() for tag in o.get("tags", ())]
    made["tags"] = [{"name": name} for name in dict.fromkeys(names)]
    return made


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{"TokenAuth": []}, {"SessionAuth": []}]
    refused = set(OF_EVERY_CALL)
    refused |= {404} if "{" in path else set()
    refused |= {413} if method != "get" else set()
    refused |= {409, 412, 428} if method == "patch" else set()
    answers = {str(status): told for status, told in operation["responses"].items()}
    for status, told in answers.items():
        told["description"] = {"200": "Được.", "201": "Đã ghi.", "304": "Dòng chưa đổi."}.get(status, "Được.")
        if operation["operationId"].endswith(("_read", "_change", "_void", "_create", "_step")):
            told["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
        if status == "201":
            told["headers"]["Idempotency-Replayed"] = {"$ref": "#/components/headers/Idempotency-Replayed"}
    answers |= {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(refused)}
    operation["responses"] = dict(sorted(answers.items()))
    for parameter in operation["parameters"]:
        _without_null(parameter)


def _without_null(parameter: dict[str, Any]) -> None:
    """An address holds no null: a parameter that may be left out is just not required."""
    schema = parameter["schema"]
    kept = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kept) == 1:
        schema.pop("anyOf")
        schema |= kept[0]
        schema.pop("default", None)
    for name in ("description", "title"):
        schema.pop(name, None)
    # A parameter's own examples would be a map; those of its schema are enough.
    parameter.pop("examples", None)


def _refusal(status: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": f"{TITLES[status]}.",
        "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:
        told["headers"] = {"Retry-After": {"description": "Số giây phải chờ.", "schema": {"type": "integer"}}}
    return told


@login_not_required
@require_safe
def openapi_page(request: HttpRequest) -> HttpResponse:
    """The document itself: it tells what could be asked, and nothing of any row, so that anybody may have it."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 1})
