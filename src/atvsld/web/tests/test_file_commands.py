"""Files in and out by the command line, as an operator types it."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from atvsld.accidents.models import Accident
from atvsld.base.models import AuditEntry, AuditSeal, CodeListVersion
from atvsld.org.establishments.models import Establishment
from atvsld.testing import make_accident, make_establishment, make_user, make_victim
from atvsld.web import cli

pytestmark = pytest.mark.django_db
HEAD = "Mã số thuế;Tên cơ sở;Tỉnh, thành phố;Ghi chú\n"
ROWS = HEAD + "0100109106;Công ty A;Thái Nguyên;x\n0100109107;Công ty B;Thái Nguyên;\n"


@pytest.fixture
def atvsld(capsys):
    """Runs a command with --json; gives (exit code, the value printed, the line for standard error).

    Not through `cli.main`, which closes the connection that a test's transaction hangs on.
    """

    def run(*words) -> tuple[int, dict, str]:
        code, line = 0, ""
        try:
            call_command(words[0].replace("-", "_"), *map(str, words[1:]), "--json")
        except Exception as error:
            line = cli.refusal(error)
            assert line is not None, error
            code = getattr(error, "returncode", 1)
        out = capsys.readouterr().out
        return code, json.loads(out) if out else {}, line

    return run


@pytest.fixture
def labour():
    return make_user("labour", place="Thái Nguyên", username="labour").username


@pytest.fixture
def rows(tmp_path) -> Path:
    path = tmp_path / "cơ sở.csv"
    path.write_text(ROWS, "utf-8")
    return path


def test_good_rows_go_in_and_the_exit_code_says_that_some_did_not(atvsld, labour, rows):
    code, said, err = atvsld("import", "establishments", rows, "--as", labour, "--accept-valid")
    assert code == 1
    counts = {k: said[k] for k in ("files", "rows", "created", "updated", "unchanged", "merged", "rejected")}
    assert counts == {
        "files": ["cơ sở.csv"], "rows": 2, "created": 1, "updated": 0, "unchanged": 0, "merged": 0, "rejected": 1,
    }  # fmt: skip
    assert said["ignored_columns"] == ["Ghi chú"]
    assert [(e["file"], e["row"], e["field"], e["code"]) for e in said["errors"]] == [
        ("cơ sở.csv", 3, "tax_code", "tax_code.check_digit")
    ]
    assert len(err.splitlines()) == 1
    assert Establishment.objects.count() == 1


def test_all_or_nothing(atvsld, labour, rows):
    code, said, _ = atvsld("import", "establishments", rows, "--as", labour)
    assert (code, said["created"], said["rejected"], said["withheld"]) == (1, 0, 1, 1)
    assert not Establishment.objects.exists()


def test_a_file_that_cannot_be_read_stops_everything(atvsld, labour, rows, tmp_path):
    rows.write_text(ROWS.replace("0100109107", "0100109106"), "utf-8")
    other = tmp_path / "b.xlsx"
    other.write_bytes(b"%PDF-1.4")
    code, said, err = atvsld("import", "establishments", rows, other, "--as", labour)
    assert (code, said["rows"], [e["code"] for e in said["errors"]]) == (1, 0, ["file.kind"])
    assert len(err.splitlines()) == 1
    assert not Establishment.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("import", "establishments", "x.csv", "--as", "khong-co"),
        ("import", "khong-co", "x.csv", "--as", "labour"),
        ("export", "establishments", "x.xlsx", "--as", "labour", "--filter", "khong=1"),
        ("export", "establishments", "khong-co/x.xlsx", "--as", "labour"),
    ],
)
def test_a_mistake_is_one_line(atvsld, labour, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, _, err = atvsld(*words)
    assert (code, len(err.splitlines())) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_who_may_not_write_is_told_so(atvsld, rows):
    code, said, _ = atvsld("import", "establishments", rows, "--as", make_user("leader", place="Thái Nguyên").username)
    assert (code, said) == (
        1,
        {"errors": [{"field": "", "code": "scope.denied", "message": said["errors"][0]["message"]}]},
    )


def test_template_export_and_back(atvsld, labour, tmp_path):
    assert atvsld("template", "accidents", tmp_path / "mẫu.xlsx")[1]["columns"][0] == "declared_by"
    make_establishment(name="Công ty Đá")
    make_establishment(name="Công ty Cà Mau", province="Cà Mau")
    out = tmp_path / "a.xlsx"
    code, said, _ = atvsld("export", "establishments", out, "--as", labour, "--filter", "q=da")
    assert (code, said["rows"]) == (0, 1)
    assert load_workbook(out).worksheets[0]["B2"].value == "Công ty Đá"
    code, said, _ = atvsld("import", "establishments", out, "--as", labour)
    assert (code, said["unchanged"], said["updated"]) == (0, 1, 0), AuditEntry.objects.last().changes


def test_a_file_is_narrowed_by_what_one_may_read(atvsld, labour, tmp_path):
    make_victim(make_accident(make_establishment()), sex="female")
    ministry, out = make_user("ministry").username, tmp_path / "a.xlsx"
    code, said, _ = atvsld("export", "victims", out, "--as", ministry, "--filter", "sex=female")
    assert (code, [e["code"] for e in said["errors"]], out.exists()) == (1, ["filter.unknown"], False)
    for sex, count in (("female", 1), ("male", 0)):
        assert atvsld("export", "victims", out, "--as", labour, "--filter", f"sex={sex}")[1]["rows"] == count


def test_show_register(atvsld):
    code, said, _ = atvsld("show-register", "victims")
    fields = {f["name"]: f for f in said["fields"]}
    assert (code, fields["identity_number"]["privacy"], fields["identity_number"]["is_masked"]) == (0, "personal", True)
    assert "key" in fields["full_name"]["on"]


def test_a_new_version_of_a_list(atvsld, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("code,name_vi\n1,Một\n2,Hai\n", "utf-8")
    words = ("import-list", "injury_factors", path, "--valid-from", "2026-01-01", "--source", "Công báo")
    code, said, _ = atvsld(*words, "--status", "verified", "--instrument", "TT 1/2026")
    assert (code, said["rows"], said["is_provisional"]) == (0, 2, False)
    assert CodeListVersion.objects.get(name="injury_factors", valid_from="2026-01-01").loaded_by == "dòng lệnh"
    code, said, _ = atvsld(*words, "--status", "verified")
    assert (code, said["errors"][0]["code"]) == (1, "list.version_exists")
    path.write_text("mã,tên\n1,Một\n", "utf-8")
    who = make_user("commune", place="Xã Tân Cương, Tỉnh Thái Nguyên").username
    assert atvsld(*words, "--status", "seen", "--as", who)[1]["errors"][0]["code"] == "scope.denied"


def test_receipts(atvsld):
    accident = make_accident(make_establishment())
    make_victim(accident, full_name="Trần Thị Bích")
    number = accident.receipt_number
    code, said, _ = atvsld("verify-receipt", number.lower())
    assert code == 0
    assert said == {
        "number": number, "genuine": True, "found": True, "received_at": accident.received_at.isoformat(),
    }  # fmt: skip
    changed = number[:-1] + ("A" if number[-1] != "A" else "B")
    code, said, err = atvsld("verify-receipt", changed)
    assert (code, said["genuine"], said["found"], said["received_at"]) == (1, False, False, None)
    assert len(err.splitlines()) == 1
    assert atvsld("verify-receipt", "../../etc")[0] == 1


def test_a_receipt_written_into_the_table_by_hand_is_not_genuine(atvsld):
    accident = make_accident(make_establishment())
    Accident.objects.filter(pk=accident.pk).update(receipt_number="TN20260310-AAAAAA-AAAAAAAA")
    code, said, _ = atvsld("verify-receipt", "TN20260310-AAAAAA-AAAAAAAA")
    assert (code, said["genuine"], said["found"]) == (1, False, True)


def test_seal_and_verify(atvsld):
    make_accident(make_establishment())
    assert atvsld("seal-audit")[1]["sealed"] == AuditEntry.objects.count() > 0
    code, said, _ = atvsld("verify-audit")
    assert (code, said["is_intact"], said["findings"], said["unsealed"]) == (0, True, [], 0)
    Accident.objects.update(event_address="sửa tay")
    code, said, err = atvsld("verify-audit")
    assert (code, [f["code"] for f in said["findings"]]) == (1, ["row.edited"])
    assert len(err.splitlines()) == 1


def test_work_once(atvsld):
    make_establishment()
    code, said, _ = atvsld("work", "--once")
    assert (code, said["jobs"]["seal-audit"], said["tasks"]) == (0, True, 0)
    assert all(said["jobs"].values()), said
    assert AuditSeal.objects.count() == 1


@pytest.mark.parametrize("word", ["show-register", "show_register"])
def test_hyphens_or_underscores(capsys, word):
    with pytest.raises(SystemExit) as caught:
        cli.main(["atvsld", word, "--help"])
    assert caught.value.code == 0
