"""Fixtures for every test, wherever it stands."""

pytest_plugins = ["tests.fixtures", "tests.database"]
