"""The tables of the app `org`, gathered from its packages for Django to find."""

from atvsld.org.accounts.models import AccessCode, AccountRequest, Attempt
from atvsld.org.agencies.models import Agency
from atvsld.org.establishments.models import Establishment, Headcount, IndustrialZone
from atvsld.org.people.api_token import ApiToken
from atvsld.org.people.models import CaseGrant, Membership, User
from atvsld.org.places.models import Place, PlaceSuccession

__all__ = [
    "AccessCode", "AccountRequest", "Agency", "ApiToken", "Attempt", "CaseGrant", "Establishment", "Headcount",
    "IndustrialZone", "Membership", "Place", "PlaceSuccession", "User",
]  # fmt: skip
