"""What went wrong, for programs and people: problem details (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from werkzeug.wrappers import Response

MEDIA = "application/problem+json"


class Problem(Exception):
    """A request that is not answered as it asks; `detail` says why, in the language that is spoken."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.members = (
            status,
            detail,
            headers or {},
            members,
        )

    def response(self) -> Response:
        """The answer."""
        said = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            **self.members,
        }
        content = json.dumps(said, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"
        return Response(content, self.status, dict(self.headers), content_type=MEDIA)
