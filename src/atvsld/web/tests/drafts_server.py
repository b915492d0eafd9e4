"""A form and a server that answers as a test tells it to; the address list of the draft tests."""

from dataclasses import dataclass, field
from typing import Any

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path

from atvsld.web.language import set_language
from atvsld.web.styleguide import SampleForm, sample_context


@dataclass
class Server:
    """What it will answer, and what it was sent."""

    answer: str = "accept"
    posts: list[dict[str, Any]] = field(default_factory=list)


SERVER = Server()


@login_not_required
def declare(request: HttpRequest) -> HttpResponse:
    """The page of parts as an empty form; its POST follows the contract of draft.js."""
    if request.method != "POST":
        return render(request, "styleguide.html", sample_context(request) | {"form": SampleForm()})
    SERVER.posts.append({"key": request.headers.get("Idempotency-Key"), **request.POST.dict()})
    if SERVER.answer == "refuse":
        errors = [{"field": "dead_count", "code": "x", "message": "Số này chưa khớp."}]
        return JsonResponse({"errors": errors}, status=422)
    if SERVER.answer == "signed out":
        return HttpResponseRedirect("/dang-nhap/")
    if SERVER.answer == "busy":
        return HttpResponse(status=503)
    return JsonResponse({"receipt": "TN-VD-1", "url": "/receipt/"}, status=201)


@login_not_required
def receipt(request: HttpRequest) -> HttpResponse:
    """Where an accepted declaration leads."""
    return HttpResponse("<!doctype html><link rel=icon href=data:,><p>Đã nhận.")


urlpatterns = [
    path("to-khai/", declare),
    path("receipt/", receipt),
    path("dang-nhap/", account.login, name="account_login"),
    path("ngon-ngu/", set_language, name="set-language"),
]
