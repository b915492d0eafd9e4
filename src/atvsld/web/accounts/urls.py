"""Addresses of everything around an account."""

from __future__ import annotations

from allauth.account import views as account
from allauth.socialaccount import views as directory
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, include, path

from ..scope import needs
from . import bodies, handing, own, people, public, requests


def account_routes() -> list[URLPattern | URLResolver]:
    hands_out = needs("establishments", "accounts")
    return [
        path("dang-nhap/da-khoa/", account.account_inactive, name="account_inactive"),
        path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
        path("dang-nhap/co-quan/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
        path("dang-nhap/co-quan/<slug:provider_id>/tra-ve/", oidc.callback, name="openid_connect_callback"),
        path("tai-khoan/co-quan/", directory.connections, name="socialaccount_connections"),
        path("tai-khoan/bao-ve-hai-lop/", include("allauth.mfa.urls")),
        path("nhan-tai-khoan/", public.claim_page, name="claim"),
        path("yeu-cau-tai-khoan/", public.request_page, name="account-request"),
        path("yeu-cau-tai-khoan/tinh-trang/", public.state_page, name="account-request-state"),
        path("dat-lai-mat-khau/", public.reset_page, name="reset"),
        path("cap-tai-khoan/", hands_out(handing.handing_page), name="accounts-handing"),
        path(
            "cap-tai-khoan/yeu-cau/",
            needs("account_requests", "decide")(requests.requests_page),
            name="account-requests",
        ),
        path("cap-tai-khoan/co-quan/", hands_out(bodies.bodies_page), name="body-accounts"),
        path("cap-tai-khoan/nguoi/", hands_out(people.people_page), name="managed-people"),
        path("cap-tai-khoan/nguoi/<int:pk>/", hands_out(people.person_page), name="managed-person"),
        path("tai-khoan/phien/", own.sessions_page, name="usersessions_list"),
        path("tai-khoan/nguoi-cua-co-so/", needs("establishments", "invite")(own.colleagues_page), name="colleagues"),
    ]
