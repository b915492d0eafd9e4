"""The addresses of the house."""

from allauth.account import views as account
from django.urls import path

from atvsld.base.lists import registers
from atvsld.web.accounts.urls import account_routes
from atvsld.web.api import api_urls
from atvsld.web.api.document import openapi_page
from atvsld.web.cascade.urls import cascade_routes
from atvsld.web.health import healthz, readyz
from atvsld.web.language import set_language
from atvsld.web.metrics import metrics
from atvsld.web.pages import (
    accidents,
    agencies,
    api_docs,
    audit,
    base_years,
    codelists,
    declare,
    dictionary,
    document_drafts,
    documents,
    figures,
    imports,
    indicator_groups,
    jobs,
    overview,
    periods,
    place_changes,
    placing,
    programmes,
    published,
    published_entry,
    releases,
    start,
    suggest,
    tokens,
    unit_indicators,
    users,
    victims,
    where_now,
    worklist,
)
from atvsld.web.pages.registers import register_routes
from atvsld.web.public import pages as public
from atvsld.web.reminders.urls import reminder_routes
from atvsld.web.reporting.urls import reporting_routes
from atvsld.web.scope import needs
from atvsld.web.tasks.urls import task_routes

DETAIL_PAGES = {
    "accidents": accidents.accident_page,
    "establishments": periods.establishment_page,
    "victims": victims.victim_page,
}

handler500 = "atvsld.web.request_log.server_error"

urlpatterns = [
    path("", start.start_page, name="start"),
    path("viec-can-lam/", worklist.work_page, name="work"),
    path("viec-can-lam/<slug:kind>/", worklist.kind_page, name="work-kind"),
    path("api/v1/", api_urls()),
    path("api/openapi.json", openapi_page, name="api-document"),
    path("api/tai-lieu/", api_docs.api_page, name="api-docs"),
    path("api/loi/<str:code>/", api_docs.error_page, name="api-error"),
    path("tu-dien-du-lieu/", dictionary.dictionary_page, name="dictionary"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("ngon-ngu/", set_language, name="set-language"),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    *account_routes(),
    path("khai-bao/", needs("accidents", "create")(declare.declare_page), name="declare"),
    path("tai-nan/<int:pk>/buoc/<slug:step>/", needs("accidents", "view")(accidents.move_page), name="accident-move"),
    path("chua-xac-dinh-xa/", needs("accidents", "place")(placing.placing_page), name="placing"),
    path("tai-nan/<int:pk>/xep-xa/", needs("accidents", "place")(placing.place_case_page), name="place-case"),
    path(
        "co-so/<int:pk>/khong-tai-nan/",
        needs("no_accident_periods", "create")(periods.confirm_page),
        name="confirm-period",
    ),
    path("nguoi-bi-nan/<int:pk>/mo-du-lieu/", needs("victims", "reveal")(victims.reveal_page), name="victim-reveal"),
    *(route for r in registers().values() for route in register_routes(r, DETAIL_PAGES.get(r.name))),
    path("nhap-excel/", imports.sessions_page, name="imports"),
    path("nhap-excel/<uuid:token>/", imports.session_page, name="import-session"),
    path("nhap-excel/<uuid:token>/tien-do/", imports.progress_page, name="import-progress"),
    path("nhap-excel/<uuid:token>/bi-tu-choi/", imports.rejected_page, name="import-rejected"),
    path("goi-y/ma/<slug:code_list>/", suggest.suggest_code, name="suggest-code"),
    path("goi-y/<slug:target>/", suggest.suggest, name="suggest"),
    path("dia-ban/xa/", suggest.communes, name="communes"),
    path("dia-ban/", where_now.where_now_page, name="where-now"),
    path("dia-ban/thay-doi/", needs("lists", "edit")(place_changes.changes_page), name="place-changes"),
    path(
        "dia-ban/thay-doi/mau.csv", needs("lists", "edit")(place_changes.template_page), name="place-changes-template"
    ),
    path("dia-ban/<int:pk>/", where_now.place_page, name="place"),
    path("bieu/", needs("figures", "view", "own")(figures.figures_page), name="figures"),
    path("bieu/<slug:form>/", needs("figures", "view", "own")(figures.form_page), name="figures-form"),
    path("bieu/<slug:form>/o/", needs("figures", "view", "own")(figures.cell_page), name="figures-cell"),
    path("bieu/<slug:form>/xuat-excel/", needs("figures", "view", "own")(figures.excel_page), name="figures-excel"),
    *task_routes(),
    *reminder_routes(),
    *cascade_routes(),
    *reporting_routes(),
    path("tong-quan/", needs("figures", "view")(overview.overview_page), name="overview"),
    path("tong-quan/in-pdf/", needs("figures", "view")(overview.overview_pdf), name="overview-pdf"),
    path("tong-quan/in-word/", needs("figures", "view")(overview.overview_word), name="overview-word"),
    path("chi-so/", needs("figures", "view")(unit_indicators.unit_indicators_page), name="unit-indicators"),
    path(
        "chi-so/xuat-excel/",
        needs("figures", "view")(unit_indicators.unit_indicators_excel),
        name="unit-indicators-excel",
    ),
    path(
        "chi-so/<slug:indicator>/theo-nhom/",
        needs("figures", "view")(indicator_groups.indicator_groups_page),
        name="indicator-groups",
    ),
    path(
        "chi-so/<slug:indicator>/theo-nhom/xuat-excel/",
        needs("figures", "view")(indicator_groups.indicator_groups_excel),
        name="indicator-groups-excel",
    ),
    path("chuong-trinh/", needs("programmes", "view")(programmes.programmes_page), name="programmes"),
    path("chuong-trinh/<slug:programme>/", needs("programmes", "view")(programmes.programme_page), name="programme"),
    path(
        "chuong-trinh/<slug:programme>/nam-goc/",
        needs("programmes", "edit")(base_years.base_year_page),
        name="programme-base-year",
    ),
    path(
        "chuong-trinh/<slug:programme>/xuat-excel/",
        needs("programmes", "view")(programmes.programme_excel),
        name="programme-excel",
    ),
    path("van-ban/", needs("documents", "view")(documents.documents_page), name="documents"),
    path("van-ban/<int:pk>/", needs("documents", "view")(documents.document_page), name="document"),
    path("van-ban/<int:pk>/huy/", needs("documents", "create")(documents.void_page), name="document-void"),
    path("van-ban/doc/", needs("documents", "create")(document_drafts.upload_page), name="document-read"),
    path("van-ban/doc/<uuid:token>/", needs("documents", "create")(document_drafts.draft_page), name="document-draft"),
    path(
        "van-ban/doc/<uuid:token>/tien-do/",
        needs("documents", "create")(document_drafts.progress_page),
        name="document-progress",
    ),
    path("so-lieu-quoc-gia/", published.series_page, name="published"),
    path("so-lieu-quoc-gia/xuat-excel/", published.excel_page, name="published-excel"),
    path("so-lieu-quoc-gia/nhap/", needs("published", "enter")(published_entry.enter_page), name="published-enter"),
    path("so-lieu-quoc-gia/<slug:period>/", published.notice_page, name="published-notice"),
    path(
        "so-lieu-quoc-gia/<slug:period>/huy/",
        needs("published", "void")(published_entry.void_page),
        name="published-void",
    ),
    path("cong-bo/", needs("releases", "publish")(releases.releases_page), name="releases"),
    path("cong-bo/<slug:code>/<int:year>/", needs("releases", "publish")(releases.release_page), name="release"),
    path("cong-khai/", public.list_page, name="public"),
    path("cong-khai/kiem-tra/", public.check_page, name="public-check"),
    path("cong-khai/<slug:code>/", public.unit_page, name="public-unit"),
    path("cong-khai/<slug:code>/<int:year>/ban-<int:version>.<slug:kind>", public.file_page, name="public-file"),
    path("co-quan/", needs("lists", "view")(agencies.agencies_page), name="agencies"),
    path("danh-muc/", needs("lists", "view")(codelists.lists_page), name="lists"),
    path("danh-muc/<slug:name>/", needs("lists", "view")(codelists.list_page), name="list"),
    path("nguoi-dung/", needs("users", "view")(users.users_page), name="users"),
    path("nguoi-dung/moi/", needs("users", "create")(users.create_page), name="user-create"),
    path("nguoi-dung/<int:pk>/", needs("users", "view")(users.user_page), name="user"),
    path("viec-nen/", needs("jobs", "view")(jobs.jobs_page), name="jobs"),
    path("nguoi-dung/ma-truy-cap/", needs("users", "view")(tokens.all_tokens_page), name="all-tokens"),
    path("ma-truy-cap/", tokens.tokens_page, name="tokens"),
    path("nhat-ky/", needs("audit", "view")(audit.audit_page), name="audit"),
]
