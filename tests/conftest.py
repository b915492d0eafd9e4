"""Tests of the whole house stand on the same lists, places and agencies as those of the packages."""

from atvsld.conftest import django_db_setup, reference_data

__all__ = ["django_db_setup", "reference_data"]
