"""The addresses of the cascade."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..scope import needs
from .comparison_page import comparison_page
from .plans_page import plans_page
from .tree_page import link_page, tree_page


def cascade_routes() -> list[URLPattern]:
    seen = needs("documents", "view")
    return [
        path("van-ban/<int:pk>/so-do/", seen(tree_page), name="document-cascade"),
        path("van-ban/<int:pk>/so-do/quyet-dinh/", needs("documents", "create")(link_page), name="document-link"),
        path("van-ban/<int:pk>/doi-chieu/<int:parent>/", seen(comparison_page), name="document-comparison"),
        path("van-ban/<int:pk>/ke-hoach-don-vi/", seen(plans_page), name="document-plans"),
    ]
