"""Stopping too large an upload while it arrives, without losing the form it came with."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

REFUSED = "refused_uploads"


class LimitUploads(FileUploadHandler):
    """Drop a file as soon as it passes the limit; what was typed in the same form still arrives.

    Stands first in FILE_UPLOAD_HANDLERS. Names of dropped files are in `refused(request)`.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on, unless the limit is passed."""
        if start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES:
            if self.request is not None:
                setattr(self.request, REFUSED, [*refused(self.request), self.file_name or ""])
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def refused(request: object) -> list[str]:
    """Return the names of the files that were dropped because they were too large."""
    return list(getattr(request, REFUSED, []))
