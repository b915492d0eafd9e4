import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tai-nan/?q=%00", "/nhat-ky/?nguoi=a%00b", "/healthz?x=%00", "/%00/"])
def test_a_nul_in_an_address_is_refused(address: str) -> None:
    assert Client().get(address).status_code == 400
