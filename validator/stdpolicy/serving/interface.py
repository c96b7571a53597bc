"""POST /api/validate and /api/convert (docs/site.md)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from socket import SHUT_RD, socket
from threading import Event, Timer

from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from stdpolicy.formats import NOTATIONS, WRITABLE
from stdpolicy.language import LANGUAGES, either, speaking
from stdpolicy.serving.jobs import REPORTS, Action, Job
from stdpolicy.serving.problems import Problem
from stdpolicy.serving.workers import SECONDS, Broken, Busy, Run, TooLong

ROOT = "/api/"
LARGEST = 5_000_000
"""How long a document may be, in bytes."""
SLOWEST = 60
"""How many seconds a client may take to send a document."""
WAIT = 5
"""After how many seconds a client may try again."""
MEDIA: dict[str, str | None] = {
    **{one.media_type: one.name for one in NOTATIONS},
    "application/json": "jsonld",
    "text/xml": "xml",
    "text/plain": None,
}
"""The notations by media type; of plain text the content tells which it is."""


def answered(request: Request, run: Run) -> Response:
    """The answer to a request below /api/. Raises Problem."""
    tags = (tag.partition("-")[0].lower() for tag, weight in request.accept_languages if weight)
    wanted = next((tag for tag in tags if tag in LANGUAGES), LANGUAGES[0])
    language = request.args.get("lang") or wanted
    if language not in LANGUAGES:
        raise _unknown("lang", language, LANGUAGES)
    with speaking(language):
        try:
            return _done(_job(request, language), run)
        except Problem as problem:
            return problem.response()


def _job(request: Request, language: str) -> Job:
    try:
        action = Action(request.path.removeprefix(ROOT))
    except ValueError:
        there = ", ".join(ROOT + one for one in Action)
        raise Problem(
            HTTPStatus.NOT_FOUND, either(f"there are {there}", f"只有 {there.replace(', ', '、')}")
        ) from None
    if request.method != "POST":
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            either("expected a document by POST", "应以 POST 提交文档"),
            {"Allow": "POST"},
        )
    option = {Action.VALIDATE: "out", Action.CONVERT: "to"}[action]
    for name in request.args:
        if name not in ("lang", option):
            raise _unknown("?", name, ("lang", option))
    choices = (
        [one.value for one in REPORTS]
        if action is Action.VALIDATE
        else [one.name for one in WRITABLE]
    )
    to = request.args.get(option) or choices[0]
    if to not in choices:
        raise _unknown(option, to, choices)
    return Job(action, _content(request), _notation(request), to, language)


def _notation(request: Request) -> str | None:
    media = request.mimetype or "text/plain"
    if media not in MEDIA or request.headers.get("Content-Encoding", "identity") != "identity":
        there = ", ".join(MEDIA)
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            either(
                f"expected a Content-Type of {there}, without Content-Encoding",
                f"Content-Type 应为 {there.replace(', ', '、')} 之一，不带 Content-Encoding",
            ),
            {"Accept-Post": there},
        )
    return MEDIA[media]


def _content(request: Request) -> bytes:
    # Of a body without a length no more than the limit is read, and nothing said: so one byte more is asked for.
    request.max_content_length = LARGEST + 1
    try:
        with _hurried(request) as late:
            data = request.get_data()
        if len(data) > LARGEST:
            raise RequestEntityTooLarge
    except RequestEntityTooLarge:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            either(
                f"expected at most {LARGEST} bytes, found more; the command has no such limit",
                f"文档应不超过 {LARGEST} 字节，实际超出；命令行没有此限制",
            ),
            limit=LARGEST,
        ) from None
    except ClientDisconnected:
        data = b""
    if late.is_set():
        raise Problem(
            HTTPStatus.REQUEST_TIMEOUT,
            either(
                f"expected the document within {SLOWEST} s",
                f"文档应在 {SLOWEST} 秒内传完",
            ),
            {"Connection": "close"},
            limit=SLOWEST,
        )
    if not data:
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            either("expected a document, found none", "应提交文档，实为空"),
        )
    return data


@contextmanager
def _hurried(request: Request) -> Iterator[Event]:
    """Hears a client no longer than it may take; sets what it yields if it took longer."""
    late = Event()
    connection: socket | None = request.environ.get("werkzeug.socket")

    def end() -> None:
        late.set()
        with suppress(OSError):  # it is gone
            if connection:
                connection.shutdown(SHUT_RD)

    timer = Timer(SLOWEST, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _done(job: Job, run: Run) -> Response:
    try:
        outcome = run(job)
    except Busy:
        raise Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            either("other documents are being checked; try again", "正在处理其他文档，请稍后再试"),
            {"Retry-After": str(WAIT)},
        ) from None
    except TooLong:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            either(
                f"the document takes more than {SECONDS} s; the command has no such limit",
                f"处理该文档超过 {SECONDS} 秒；命令行没有此限制",
            ),
            limit=SECONDS,
        ) from None
    except Broken:
        raise Problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            either(
                "the document could not be worked through, perhaps for lack of memory; please report it "
                "if the command fails, too",
                "该文档未能处理完，可能是内存不足；如命令行同样失败，应予报告",
            ),
        ) from None
    if job.action is Action.CONVERT and not outcome.valid:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            either("the document is not valid, and was not converted", "文档无效，未转换"),
            report=json.loads(outcome.content),
        )
    return Response(outcome.content, content_type=outcome.media)


def _unknown(name: str, found: str, choices: "tuple[str, ...] | list[str]") -> Problem:
    there = ", ".join(choices)
    return Problem(
        HTTPStatus.BAD_REQUEST,
        either(
            f"{name}: expected one of {there}, found {found!r}",
            f"{name}: 应为 {there.replace(', ', '、')} 之一，实为 {found!r}",
        ),
    )
