"""From where somebody asks."""

from __future__ import annotations

import ipaddress

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

IPV6_NETWORK = 64


def client_address(request: HttpRequest) -> str:
    """The address behind the trusted proxies; of IPv6 the network, for one subscriber has 2⁶⁴ addresses."""
    text = get_adapter(request).get_client_ip(request)
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((address, IPV6_NETWORK), strict=False).network_address)
    return text
