"""What an accident has at the API beside a row: declared with its victims in one call, and moved step by step."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field as Described

from ...accidents import services
from ...accidents.registers import ACCIDENTS
from ...accidents.victim_register import VICTIMS
from ...accidents.workflow import ACCIDENT_WORKFLOW
from ...base.checking import clean
from ...base.errors import Refused
from ...base.references import ScopedRefs
from ...base.surfaces.api_schema import given_schema, sent_schema
from ..scope import scope
from .once import KEY, created
from .registers import Reason
from .rows import found, fresh, with_tag

MOST_VICTIMS = 200
VictimSent = sent_schema(VICTIMS, without="accident")
Sent = sent_schema(
    ACCIDENTS,
    more={
        "victims": (
            list[VictimSent],  # type: ignore[valid-type]
            Described(
                default=[], max_length=MOST_VICTIMS, description="Những người bị nạn đã biết; thêm sau cũng được."
            ),
        )
    },
)
Given = given_schema(ACCIDENTS)


class Step(Schema):
    """A step of the declaration that may be taken now."""

    name: str
    label: str
    target: str = Described(description="Trạng thái sau bước này.")


def add_accident_routes(router: Router) -> None:
    @router.post("", response={201: Given}, operation_id="accidents_create", summary="Khai báo vụ tai nạn")
    def declare(request: HttpRequest, response: HttpResponse, body: Sent, idempotency_key: str | None = KEY) -> Any:  # type: ignore[valid-type]
        """Vụ tai nạn và những người bị nạn trong một lần gửi: ghi tất cả hoặc không ghi gì; trả số tiếp nhận."""
        held = scope(request)
        held.require("accidents", "create")
        sent = body.dict(exclude_unset=True)  # type: ignore[attr-defined]

        def make() -> Any:
            accident, victims = _cleaned(request, body.dict())  # type: ignore[attr-defined]
            return services.declare(held, accident, victims, via="api")

        pk = created(request, response, ACCIDENTS, sent, idempotency_key, make)
        return Status(201, with_tag(response, fresh(request, ACCIDENTS, pk)))

    @router.get("/{int:pk}/steps", response=list[Step], operation_id="accidents_steps", summary="Các bước làm được")
    def steps(request: HttpRequest, pk: int) -> Any:
        """Các bước mà bạn làm được với hồ sơ ở trạng thái hiện nay."""
        row = found(request, ACCIDENTS, pk)
        held = scope(request)
        open_now = [t for t in ACCIDENT_WORKFLOW.open_from(row.state) if row.voided_at is None]
        covered = {t.verb for t in open_now if _covers(held, row, t.verb)}
        return [Step(name=t.name, label=str(t.label), target=t.target) for t in open_now if t.verb in covered]

    @router.post(
        "/{int:pk}/steps/{step}", response=Given, operation_id="accidents_take_step", summary="Chuyển trạng thái"
    )
    def take_step(request: HttpRequest, response: HttpResponse, pk: int, step: str, body: Reason) -> Any:
        """complete: khai đủ; accept: tiếp nhận; return: trả lại để bổ sung (cần lý do)."""
        row = found(request, ACCIDENTS, pk)
        if step not in {t.name for t in ACCIDENT_WORKFLOW.transitions}:
            raise Http404
        services.move(scope(request), row, step, body.reason, via="api")
        return with_tag(response, fresh(request, ACCIDENTS, pk))


def _covers(held: Any, row: Any, verb: str) -> bool:
    return ACCIDENTS.model.objects.visible_to(held, verb).filter(pk=row.pk).exists()


def _cleaned(request: HttpRequest, raw: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Plain values of the accident and of its victims. Raises Refused with everything that could not be read."""
    refs = ScopedRefs(scope(request))
    accident, violations = clean(ACCIDENTS, raw, refs)
    victims = []
    for index, sent in enumerate(raw["victims"]):
        values, wrong = clean(VICTIMS, sent, refs)
        violations += [v.of(f"victims-{index}-{v.field}") for v in wrong if v.field != "accident"]
        victims.append({name: value for name, value in values.items() if name != "accident"})
    if violations:
        raise Refused(violations)
    return accident, victims
