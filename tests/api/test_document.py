"""The OpenAPI document is valid, complete, in Vietnamese, and what the API does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from atvsld.base.lists import registers
from atvsld.web.api.document import document
from tests.api.calling import secret_of
from tests.kit.world import World, make_world, strangers

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
          response_headers_conformance, unsupported_method]  # fmt: skip
OPERATIONS = [(path, method) for path, methods in document()["paths"].items() for method in methods]


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        secret = secret_of(world.users["labour"], may_read_private=True)
        stranger = secret_of(strangers()["labour of another province"], may_read_private=True)
        yield world, secret, stranger
        transaction.set_rollback(True)


@pytest.fixture
def _database_stays_open() -> Iterator[None]:
    """A server closes the database after a call; here it is the test's own. Django's client connects these anew."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def known_rows(world: World, path: str) -> list[Any]:
    """What may stand in the address of one row: one that is there, one elsewhere, one nowhere."""
    register = path.split("/")[3]
    return [world.home[register].pk, world.away[register].pk, 2**62] if register in world.away else [1, 2**62]


def schema() -> Any:
    made = schemathesis.openapi.from_dict(document())
    made.app = get_wsgi_application()
    return made


@pytest.mark.usefixtures("_database_stays_open")
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{m} {p}" for p, m in OPERATIONS])
def test_each_operation_does_what_it_says(country: Any, path: str, method: str) -> None:
    world, secret, stranger = country
    operation = schema()[path][method.upper()]

    @settings(max_examples=8, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy(), data=st.data())
    def called(case: Any, data: st.DataObject) -> None:
        for name in case.path_parameters or {}:
            if name == "pk":
                case.path_parameters[name] = data.draw(st.sampled_from(known_rows(world, path)))
        for shown in (secret, stranger):
            with transaction.atomic():
                answer = case.call(headers={"Authorization": f"Bearer {shown}"})
                transaction.set_rollback(True)
            case.validate_response(answer, checks=CHECKS)
        told = answer.content.decode()
        assert world.home["accidents"].receipt_number not in told
        assert world.home["establishments"].tax_code not in told

    called()


def test_the_document_is_openapi_3_1() -> None:
    whole = Client().get("/api/openapi.json").json()
    assert whole["openapi"].startswith("3.1")
    errors = [f"{list(e.instance_path)}: {e.message[:200]}" for e in OPENAPI_31_VALIDATOR.iter_errors(whole)]
    assert errors == []
    assert set(whole["components"]["securitySchemes"]) == {"TokenAuth", "SessionAuth"}


def test_every_operation_is_named_explained_and_closed() -> None:
    ids = []
    for methods in document()["paths"].values():
        for operation in methods.values():
            ids.append(operation["operationId"])
            assert operation["security"] and operation["summary"] and operation["tags"]
            assert {"401", "403", "422", "429", "500"} <= set(operation["responses"])
            assert all(p.get("description") for p in operation["parameters"] if p["in"] != "path"), ids[-1]
    assert len(ids) == len(set(ids))


def test_every_register_stands_in_it_with_every_field() -> None:
    schemas, paths = document()["components"]["schemas"], document()["paths"]
    for register in registers().values():
        title = register.name.title()
        assert set(schemas[f"{title}Sent"]["properties"]) == {f.name for f in register.entered}
        assert {f.name for f in register.fields} <= set(schemas[f"{title}Given"]["properties"])
        parameters = {p["name"] for p in paths[f"/api/v1/{register.name}"]["get"]["parameters"]}
        assert {f.name for f in register.filters} | {"page", "page_size", "sort", "updated_since"} <= parameters
        assert all(p.get("description") for p in schemas[f"{title}Sent"]["properties"].values())
