"""How many passwords may be tried: counted so that strangers are slowed and the owner is not (decision 0040)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from ...org.accounts.attempts import Bucket, Limit
from .address import client_address
from .known_device import mark_of

QUARTER = timedelta(minutes=15)
# A browser that has signed in to this account before, for this account.
FROM_KNOWN_DEVICE = Limit("sign_in.device", 10, QUARTER)
# Any other browser: for this account from this address; for this account from everywhere; from this address.
FROM_ADDRESS_TO_ACCOUNT = Limit("sign_in.pair", 10, QUARTER)
TO_ACCOUNT = Limit("sign_in.account", 60, timedelta(hours=6))
FROM_ADDRESS = Limit("sign_in.address", 100, QUARTER)


def buckets(request: HttpRequest, username: str) -> tuple[Bucket, ...]:
    """The counts that one try uses up. Names that nobody has are counted like any other."""
    account = username.strip().lower()
    mark = mark_of(request, account)
    if mark:
        return ((FROM_KNOWN_DEVICE, (account, mark)),)
    address = client_address(request)
    return (
        (FROM_ADDRESS_TO_ACCOUNT, (account, address)), (TO_ACCOUNT, (account,)), (FROM_ADDRESS, (address,)),
    )  # fmt: skip
