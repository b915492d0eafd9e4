"""The tables of the app `org`, gathered from its packages for Django to find."""

from atvsld.org.agencies.models import Agency
from atvsld.org.places.models import Place, PlaceSuccession

__all__ = ["Agency", "Place", "PlaceSuccession"]
