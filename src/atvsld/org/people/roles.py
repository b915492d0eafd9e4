"""The roles of the system and what each may do: the one table of rights (design: who, sees and does).

A grant is "register.verb". `personal` and `medical` are rights on columns, granted like verbs: without them the columns
are masked. `reveal` lets personal data of one case be opened with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ...base.language import Words


@dataclass(frozen=True)
class Role:
    """A role: its name, where its membership lies (nation, place, establishment, zone, agency or cases), its grants."""

    code: str
    label: Words
    unit: str
    grants: frozenset[str]


def _grants(*lines: str) -> frozenset[str]:
    """ "accidents: view edit" → {"accidents.view", "accidents.edit"}."""
    pairs = (line.split(":", 1) for line in lines)
    return frozenset(f"{register.strip()}.{verb}" for register, verbs in pairs for verb in verbs.split())


SEES_CASES = (
    "accidents: view export",
    "victims: view export",
    "establishments: view export",
    "headcounts: view export",
)
FIGURES = (
    "figures: view", "programmes: view", "no_accident_periods: view export", "yearly_figures: view export",
)  # fmt: skip
# The nation's published series: everybody signed in reads it; these enter a notice, correct it, strike it out.
PUBLISHED = "published: enter void"
# Figures of a unit for everybody: of the nation by the ministry, of a province by its labour authority.
RELEASES = "releases: publish"
# Tasks: `act` for the own agency, `hand_out` and `decide` in the giver's name, `record` for the unit's other bodies.
TASKS = "tasks: view export act hand_out decide record"
# Reports of tasks: `prepare` for the own agency, `decide` about those sent to it, `record` for the unit's committee,
# `drafts` of the unit's other bodies.
REPORTS = "task_reports: view prepare decide drafts export"
# Directives, programmes, plans: `create` reads a file and accepts what was read.
DOCUMENTS = "documents: view create"
# Who hands out accounts: codes to establishments (`establishments: accounts`), requests, slips for those in `MANAGED`.
ACCOUNTS = ("account_requests: view decide",)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("ministry", _("Cán bộ Bộ"), "nation", _grants(
            *SEES_CASES, *FIGURES, "victims: reveal", "establishments: create edit", "headcounts: create edit",
            "yearly_figures: create edit void", "programmes: edit", "lists: view", PUBLISHED, RELEASES, TASKS,
            DOCUMENTS, REPORTS)),
        Role("labour", _("Cán bộ Sở Nội vụ"), "place", _grants(
            *SEES_CASES, *FIGURES, "accidents: create edit void accept return place personal medical",
            "victims: create edit void personal medical", "establishments: create edit void personal accounts",
            *ACCOUNTS, "headcounts: create edit void", "no_accident_periods: create edit void",
            "yearly_figures: create edit void", "programmes: edit", "lists: view", RELEASES, TASKS,
            DOCUMENTS, REPORTS, "task_reports: record")),
        Role("health", _("Cán bộ Sở Y tế"), "place", _grants(
            *SEES_CASES, *FIGURES, "victims: medical", "lists: view", "tasks: view export act hand_out decide",
            "documents: view", "task_reports: view prepare decide export")),
        Role("zone", _("Cán bộ Ban quản lý khu công nghiệp"), "zone", _grants(
            *SEES_CASES, "no_accident_periods: view export", "establishments: accounts", *ACCOUNTS,
            "tasks: view export act")),
        Role("commune", _("Cán bộ UBND cấp xã"), "place", _grants(
            *SEES_CASES, *FIGURES, "accidents: create edit personal medical", "victims: create edit personal medical",
            "establishments: create edit accounts", *ACCOUNTS, "headcounts: create edit", TASKS,
            DOCUMENTS, REPORTS)),
        Role("employer", _("Cán bộ an toàn của cơ sở"), "establishment", _grants(
            *SEES_CASES, "figures: own", "accidents: create edit personal medical",
            "victims: create edit personal medical", "establishments: edit personal invite", "headcounts: create edit",
            "no_accident_periods: view create")),
        Role("inspector", _("Thành viên đoàn điều tra, kiểm tra"), "cases", _grants(
            "accidents: view export personal medical", "victims: view export personal medical")),
        Role("leader", _("Lãnh đạo Ủy ban nhân dân, cấp ủy"), "place", _grants(
            "accidents: view", "victims: view", "establishments: view", "headcounts: view", *FIGURES,
            "tasks: view export", "documents: view", "task_reports: view drafts export")),
        # Of a body that only gets tasks: its own and nothing of the places in which it works.
        Role("department", _("Cán bộ cơ quan được giao việc"), "agency", _grants(
            "tasks: view export act hand_out decide", "documents: view", "task_reports: view prepare export")),
        Role("provider", _("Tổ chức dịch vụ"), "establishment", _grants("establishments: view")),
        Role("invited", _("Cơ quan được mời"), "cases", _grants("accidents: view", "victims: view")),
        Role("admin", _("Quản trị hệ thống"), "nation", _grants(
            "establishments: view create edit export accounts", "headcounts: view create edit", "lists: view edit",
            *ACCOUNTS, "users: view create edit", "jobs: view edit", PUBLISHED)),
        Role("auditor", _("Kiểm toán hệ thống"), "nation", _grants(
            "yearly_figures: view", "accidents: view", "victims: view", "establishments: view", "headcounts: view",
            "no_accident_periods: view", "lists: view", "users: view", "audit: view", "jobs: view",
            "tasks: view", "documents: view", "task_reports: view")),
    )
}  # fmt: skip

# Whose password and second factor each role may let be chosen anew, where their unit lies in its own. Nobody manages a
# role that sees more than the own.
MANAGED: dict[str, frozenset[str]] = {
    "labour": frozenset({"commune", "department", "employer", "provider"}),
    "zone": frozenset({"employer"}),
    "commune": frozenset({"employer"}),
    "admin": frozenset(ROLES),
}
