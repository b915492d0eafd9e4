"""One way to write: who calls the database's writing verbs is declared here, and nobody else does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1] / "src" / "atvsld"
VERBS = {"save", "create", "acreate", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete",
         "update", "save_base", "abulk_create", "asave", "adelete", "aupdate"}  # fmt: skip
# Those of our own, past Django's compiler.
FUNCTIONS = {"insert", "insert_with_ids"}
# Who writes what beside the registers, and why it is no register.
DECLARED = {
    "base/writing.py": "the one way to write a register",
    "base/writing_many.py": "the same, for many rows at once",
    "base/import_sessions/services.py": "files on their way in, which are no records",
    "base/import_sessions/tasks.py": "the same",
    "base/importing/landing.py": "the mark of rows that a file is still bringing in",
    "base/audit/entries.py": "the entries themselves",
    "base/audit/loads.py": "the entry of a bulk load and the hashes of its rows",
    "base/bulk/insert.py": "the one way to write many rows of a register at once",
    "base/bulk/new_rows.py": "the same, row by row entered in the audit",
    "base/bulk/load.py": "a bulk load, which is entered as one",
    "base/models.py": "the outbox's word for a whole register",
    "base/audit/seal.py": "the chain over the entries",
    "base/idempotency.py": "the keys of what was sent, each with the row that came of it",
    "base/codelists/loading.py": "code lists come from the statutes and from files of administrators",
    "org/loading.py": "places and agencies come from the statistics office's lists",
    "org/places/loader.py": "the same",
    "org/places/changes/writing.py": "later units from files of administrators, each with its entry",
    "org/places/models.py": "folded text kept beside the name",
    "org/agencies/models.py": "the same",
    "org/people/services.py": "users and memberships, each with its entry",
    "org/people/token_services.py": "keys of the API, each with its entry",
    "base/words.py": "the index of words, which the database keeps itself",
    "base/documents/word.py": "a file of Word, which is no row",
    "base/jobs/house.py": "what the program itself leaves behind: sessions, finished tasks",
    "base/jobs/periodic.py": "when a job ran last and who is at it",
    "base/jobs/queue.py": "tasks waiting, running and failed",
    "base/jobs/workers.py": "which workers are alive",
    "org/accounts/attempts.py": "counts of tries, which say nothing of anybody",
    "org/accounts/issuing.py": "codes on slips, each with its entry",
    "org/accounts/claiming.py": "the use of a code, with its entry",
    "org/accounts/requests.py": "requests for an account, each with its entry",
    "org/accounts/managing.py": "second factors forgotten, with an entry of the user",
    "accidents/services.py": "the key of a declaration that was acknowledged",
    "directives/cascade/graph/linking.py": "which document carries out which, each decision with its entry",
    "directives/releases/services.py": "figures published for everybody, each version with its entry",
    "directives/base_years.py": "which year a programme starts from, each choice with its entry",
    "directives/documents/drafts.py": "files on their way in, which are no records",
    "directives/documents/accepting.py": "documents that were accepted, each with its entry",
    "directives/documents/voiding.py": "documents that were struck out, each with its entry",
    "directives/reminders/mail_choices.py": "where a person wants mail, each choice with an entry of the user",
    "directives/reminders/digests.py": "that mail of a day was sent, which says nothing of a record",
    "directives/reminders/calendar_addresses.py": "secret addresses of calendars, each with an entry of the user",
    "directives/reminders/versions.py": "ladders of reminders, each version with its entry",
    "directives/reminders/words.py": "reminders by hand, which are events of tasks, each with its entry",
    "directives/reporting/services.py": "reports of tasks and the versions sent, each step with its entry",
    "directives/tasks/causes.py": "what tasks hang on, each with its entry but for declared programmes",
    "directives/tasks/handing.py": "tasks handed out, each handing out one entry with the root of its rows",
    "directives/tasks/withdrawing.py": "a charge withdrawn whole, one entry with the root of its events",
    "directives/tasks/writing.py": "tasks and their events, each with its entry",
    "directives/tasks/due_services.py": "evidence of a task, with its entry",
    "directives/tasks/past_days.py": "what was told of a day that is over, worked out from the rows",
    "directives/tasks/tallies.py": "sums over tasks, which a check counts again",
    "figures/published/services.py": "notices as published, each version with its entry",
    "figures/lake/condensed.py": "a table of the engine of figures, which is no row",
    "figures/lake/compaction.py": "the lake's own manifest, and the outbox that it has read",
    "web/backup/restore.py": "sessions and workers, which do not come back with a backup",
    "web/backup/postgres.py": "the tables of a backup, as they were",
    "web/charts/drawing/png.py": "a picture of Pillow, which is no row",
    "web/demo/companies.py": "the zone of the demonstration, which is a list and no register",
}
SQL = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE)\b")


def writes_in(source: str) -> Iterator[tuple[int, str]]:
    """(line, words) of each call of a writing verb on a model, row or set of rows, and of each writing SQL."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield node.lineno, node.value.strip()[:40]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            yield node.lineno, node.func.id
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in VERBS):
            continue
        receiver = ast.unparse(node.func.value)
        if receiver.endswith("services") or receiver == "writing":
            continue
        # A set of rows is updated by keywords alone; a dictionary or a digest takes what stands in place.
        if node.func.attr == "update" and node.args:
            continue
        yield node.lineno, f"{receiver[-40:]}.{node.func.attr}"


def written_files() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not {"tests", "migrations"} & set(path.parts) and name not in ("testing.py", "conftest.py"):
            yield name, path.read_text("utf-8")


def test_nobody_else_writes():
    found = [f"{name}:{line}: {what}" for name, source in written_files() if name not in DECLARED
             for line, what in writes_in(source)]  # fmt: skip
    assert found == [], "through base.writing, or declared in this test with the reason"


def test_nothing_is_declared_that_does_not_write():
    sources = dict(written_files())
    assert [name for name in DECLARED if name not in sources or not list(writes_in(sources[name]))] == []


def test_the_search_finds_what_it_is_for():
    for source in (
        "Accident.objects.create(a=1)", "row.save()", "rows.filter(pk=1).update(state='x')", "row.delete()",
        "Victim.objects.bulk_create(rows)", "x.objects.get_or_create(a=1)", "c.execute('DELETE FROM t')",
        "c.execute('UPDATE t SET a = 1')", "insert(table, columns, rows)",
    ):  # fmt: skip
        assert list(writes_in(source)), source
    for source in ("d.update({'a': 1})", "register.services.create(scope, v)", "writing.update(r, s, row, {})"):
        assert not list(writes_in(source)), source


def test_no_register_is_written_but_by_the_one_way():
    """Not even a declared file names a register's model together with a writing verb, but the one way itself."""
    from atvsld.base.lists import registers

    models = {register.model.__name__ for register in registers().values()}
    for name, source in written_files():
        if name == "base/writing.py":
            continue
        for line, what in writes_in(source):
            assert not [m for m in models if what.startswith(f"{m}.objects")], f"{name}:{line}: {what}"


def test_only_one_setting_names_the_web_package_outside_it():
    dotted = re.compile(r"\batvsld\.web\b|\bfrom atvsld import web\b|from \.+web\b|import_module\([\"']\.*web")
    found = [f"{name}: {line.strip()}" for name, source in written_files() if not name.startswith("web/")
             for line in source.splitlines() if dotted.search(line)]  # fmt: skip
    assert [line for line in found if not line.startswith("__main__.py")] == []
    settings = (ROOT / "web/settings.py").read_text("utf-8")
    assert settings.count('"atvsld.web.lists"') == 1
