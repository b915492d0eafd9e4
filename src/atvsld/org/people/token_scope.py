"""What a key of the API may do: the rights of its person today, and no more than the key was given of them."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ...base import lists
from ...base.scope import Scope
from .api_token import ApiToken
from .scoping import scope_of

# Verbs that the API has. The rights on columns are given by one mark, not one by one.
VERBS = {
    "view": _("xem"),
    "create": _("thêm"),
    "edit": _("sửa"),
    "void": _("hủy"),
    "accept": _("tiếp nhận"),
    "return": _("trả lại"),
}
PRIVATE = ("personal", "medical")
LONGEST_LABEL = 200


def grants_on_offer(held: Scope) -> frozenset[str]:
    """What a person with these rights may give to a key, as "register.verb"."""
    return frozenset(f"{name}.{verb}" for name in lists.registers() for verb in VERBS if held.may(name, verb))


def token_scope(token: ApiToken) -> Scope:
    """The scope of a call with this key. Who lost a right lost it in every key; each membership is narrowed by itself.

    Rights on columns follow the right to view: what a key may not view it cannot unmask.
    """
    held = scope_of(token.user, membership_id=token.membership_id)
    kept = set(token.grants)
    if token.may_read_private:
        viewed = {grant.removesuffix(".view") for grant in kept if grant.endswith(".view")}
        kept |= {f"{name}.{column}" for name in viewed for column in PRIVATE}
    parts = tuple(replace(part, grants=part.grants & kept) for part in held.parts)
    label = f" (API: {token})"
    return Scope(held.user_id, held.user_label[: LONGEST_LABEL - len(label)] + label, parts)
