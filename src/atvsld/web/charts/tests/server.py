"""The page of pictures for a browser; the address list of its tests."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from atvsld.web.language import set_language
from atvsld.web.styleguide_charts import charts_page

urlpatterns = [
    path("hinh/", login_not_required(charts_page)),
    path("dang-nhap/", account.login, name="account_login"),
    path("ngon-ngu/", set_language, name="set-language"),
]
