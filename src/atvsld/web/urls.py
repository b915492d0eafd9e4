"""The addresses of the house."""

from allauth.account import views as account
from django.urls import path

from atvsld.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
]
