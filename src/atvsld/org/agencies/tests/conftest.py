from atvsld.org.places.tests.make import national_places

__all__ = ["national_places"]
