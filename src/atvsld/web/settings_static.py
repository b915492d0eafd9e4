"""Static files: hashed names, compressed once when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Names carry the hash of the content, so that a browser asks for each file once.

    Before anything was collected (a command, a test) there is no manifest: names then stay as they are.
    """

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return super().stored_name(name)
