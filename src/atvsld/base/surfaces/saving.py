from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from django.utils.translation import gettext_lazy as _

from ..errors import RuleViolation


def save_as(content: IO[bytes], path: Path) -> None:
    """Write the open file to that path, whole or not at all; closes it. Raises RuleViolation file.unwritable."""
    try:
        with content:
            handle, beside = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
            try:
                with os.fdopen(handle, "wb") as file:
                    shutil.copyfileobj(content, file)
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise RuleViolation(
            "file.unwritable", _("Không ghi được tệp «{path}»: {strerror}."), path=path, strerror=error.strerror
        ) from error
