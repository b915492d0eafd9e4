"""The door for gunicorn."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from atvsld.web.memory import few_heaps

few_heaps()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atvsld.web.settings")
application = get_wsgi_application()


def _open_figures() -> None:
    from ..figures.lake.engine import cursor

    cursor().close()


# The first figure would wait seconds for its engine to be imported: this happens beside the first requests instead.
_warming = threading.Timer(3, _open_figures)
_warming.daemon = True
_warming.start()
