"""What `stdpolicy serve` answers: the files and IRIs of a site, and the interface."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from socket import create_connection
from threading import Thread
from typing import Any

import pytest
from werkzeug.test import Client, EnvironBuilder, TestResponse
from werkzeug.wrappers import Request

import stdpolicy
from accept_headers import HEADERS
from stdpolicy.serving import interface, jobs
from stdpolicy.serving.application import Application
from stdpolicy.serving.files import Site
from stdpolicy.serving.interface import LARGEST, MEDIA
from stdpolicy.serving.jobs import Action, Job, Outcome, done
from stdpolicy.serving.server import server
from stdpolicy.serving.workers import Broken, Busy, Run, TooLong, Workers
from stdpolicy.site.negotiation import FORMS, HTML, Negotiation, target
from stdpolicy.site.routes import DOCUMENT, Kind, Routes
from stdpolicy.site.rules.headers import SECURITY

EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = "http://localhost:8000"
SAMPLES = Path(jobs.__file__).parents[1] / "site" / "samples"
GOOD, BAD = (SAMPLES / name for name in ("valid.jsonld", "references.ttl"))


@pytest.fixture(scope="module")
def opened(site: Mapping[str, bytes], table: Routes) -> Site:
    return Site(site, Negotiation(table))


def client(site: Site, run: Run = done) -> Client:
    return Client(Application(site, run, {"localhost:8000"}))


def posted(
    site: Site, path: str, data: bytes = b"{}", run: Run = done, **headers: str
) -> TestResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client(site, run).post(path, data=data, base_url=HERE, headers=given)


@pytest.fixture(scope="module")
def answers(opened: Site) -> Callable[..., TestResponse]:
    one = client(opened)

    def ask(path: str, accept: str | None = None, method: str = "GET") -> TestResponse:
        headers = {} if accept is None else {"Accept": accept}
        return one.open(f"/{path}", base_url=HERE, headers=headers, method=method)

    return ask


def one_of_each(table: Routes) -> dict[str, str]:
    """A path of each kind."""
    return {row.kind: path for path, row in Negotiation(table).by_path.items()}


def test_each_kind_in_each_form(answers: Callable[..., TestResponse], table: Routes) -> None:
    reference = Negotiation(table)
    for path in one_of_each(table).values():
        for accept in (*(names[0] for names in FORMS.values()), "image/png", None):
            expected = reference.answer(path, accept)
            assert expected is not None
            for method in ("GET", "HEAD"):
                found = answers(path, accept, method)
                assert found.status_code == expected.status
                assert found.headers.get("Location", "/") == f"/{expected.location}"
                if expected.route:
                    assert found.headers["Vary"] == "Accept"
                    assert "describedby" in found.headers["Link"]
                assert (found.data == b"") or (method, expected.status) == ("GET", 406)


@pytest.mark.slow
def test_each_iri_in_each_form(answers: Callable[..., TestResponse], table: Routes) -> None:
    reference = Negotiation(table)
    media = [*(one for names in FORMS.values() for one in names), "image/png", None]
    for path in reference.by_path:
        for accept in media:
            expected = reference.answer(path, accept)
            assert expected is not None
            for method in ("GET", "HEAD"):
                found = answers(path, accept, method)
                assert found.status_code == expected.status
                assert found.headers.get("Location", "/") == f"/{expected.location}"


def test_each_client(answers: Callable[..., TestResponse], table: Routes) -> None:
    reference = Negotiation(table)
    for client, (accept, _) in HEADERS.items():
        expected = reference.answer("code/role/lead", accept)
        assert expected is not None
        assert answers("code/role/lead", accept).status_code == expected.status, client


def test_what_is_sent_on_to_is_there(
    answers: Callable[..., TestResponse], opened: Site, table: Routes
) -> None:
    for row in table.rows:
        forms = row.data if row.kind is Kind.ARTEFACT else (HTML, *DOCUMENT)
        for form in forms:
            path = row.data[form] if row.kind is Kind.ARTEFACT else target(row, form)
            path = path.partition("#")[0]
            file = f"{path}index.html" if path.endswith("/") else path
            if row.kind is Kind.CONCEPT or file not in opened.files:
                continue
            found = answers(path, "image/png")
            assert (found.status_code, found.data) == (200, opened.files[file])
            if path.endswith(form.suffix):
                assert found.mimetype == form.media


def test_pages(answers: Callable[..., TestResponse]) -> None:
    page = answers("vocabulary/")
    assert page.mimetype == "text/html"
    assert {name: page.headers[name] for name in SECURITY} == SECURITY
    assert "Access-Control-Allow-Origin" not in page.headers  # nobody else's business
    assert answers("vocabulary").headers["Location"] == "/vocabulary/"
    missing = answers("code/role/nobody")
    assert (missing.status_code, "没有" in missing.text) == (404, True)
    for path in ("../pyproject.toml", "%2e%2e/x", "vocabulary/stdpolicy", "assets/", "rules/"):
        assert answers(path).status_code == 404
    assert answers("vocabulary/", method="POST").status_code == 405


def test_pages_and_data_say_what_to_cite(answers: Callable[..., TestResponse]) -> None:
    iri = "<https://w3id.org/stdpolicy/id/jiaxing-2022>"
    for path in ("policies/jiaxing-2022/", "en/policies/jiaxing-2022/"):
        assert answers(path).headers["Link"] == f'{iri}; rel="cite-as"'
    for suffix in (".ttl", ".json"):
        answer = answers(f"policies/jiaxing-2022{suffix}")
        assert answer.headers["Link"] == f'{iri}; rel="canonical cite-as"'
    for path in ("search/", "assets/", "policies/"):
        assert "Link" not in answers(path).headers


def test_who_finds_nothing_is_led_on_from_any_depth(answers: Callable[..., TestResponse]) -> None:
    root = "/stdpolicy/"  # the path of the base, which a server before this one takes away
    for path in ("nothing", "some/deep/place", "en/some/place/"):
        missing = answers(path)
        assert missing.status_code == 404
        links = set(re.findall('(?:href|src|action)="([^"#]+)"', missing.text))
        assert {f"{root}{one}index.html" for one in ("", "search/", "en/search/")} <= links
        for link in links:
            assert link.startswith(root)
            assert answers(link.removeprefix(root)).status_code == 200, link


def test_behind_another_server_places_have_its_path(
    site: Mapping[str, bytes], table: Routes
) -> None:
    base = "https://example.org/std/"
    one = Client(Application(Site(site, Negotiation(table, base)), done, {"example.org"}))
    answer = one.get("/code/role/lead", base_url="https://example.org")
    assert answer.headers["Location"] == "/std/codes/role/#lead"
    assert answer.headers["Link"].startswith("</std/codes/role.ttl>")
    assert one.get("/codes", base_url="https://example.org").headers["Location"] == "/std/codes/"


def test_a_page_that_is_known_is_not_sent_again(opened: Site) -> None:
    one = client(opened)
    tag = one.get("/vocabulary/", base_url=HERE).headers["ETag"]
    again = one.get("/vocabulary/", base_url=HERE, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_no_other_name_is_answered_to(opened: Site) -> None:
    one = client(opened)
    for host in ("http://evil.example:8000", "http://localhost", "http://localhost:8001"):
        for path in ("/", "/ns", "/api/validate"):
            assert one.get(path, base_url=host).status_code == 421
    for origin in ("http://evil.example", "null", "http://localhost:8001"):
        assert posted(opened, "/api/validate", GOOD.read_bytes(), Origin=origin).status_code == 403
    answer = posted(opened, "/api/validate", GOOD.read_bytes(), Origin=HERE)
    assert answer.status_code == 200


def problem(answer: TestResponse) -> dict[str, Any]:
    assert answer.mimetype == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.data)
    assert found["status"] == answer.status_code
    assert found["type"] == "about:blank"
    assert "Traceback" not in answer.text
    return found


def test_findings_are_given_in_three_forms_and_two_languages(opened: Site) -> None:
    data = BAD.read_bytes()
    answer = posted(opened, "/api/validate", data, Content_Type="text/turtle")
    assert answer.mimetype == "application/json"
    assert [one["rule"] for one in json.loads(answer.data)["findings"]] == ["SP606", "SP119"]
    answer = posted(opened, "/api/validate?out=sarif&lang=zh", data, Content_Type="text/turtle")
    assert answer.mimetype == "application/sarif+json"
    (run,) = json.loads(answer.data)["runs"]
    assert [one["ruleId"] for one in run["results"]] == ["SP606", "SP119"]
    assert "引文" in answer.text
    assert os.getcwd() not in answer.text
    answer = posted(opened, "/api/validate?out=text&lang=zh", data)
    assert answer.text.startswith("<input>:96:27: 错误 SP606")
    answer = posted(opened, "/api/validate?out=text", data, Accept_Language="zh-CN, en;q=0.5")
    assert "错误" in answer.text
    assert posted(opened, "/api/validate?out=text", GOOD.read_bytes()).data == b""


def test_documents_are_converted(opened: Site) -> None:
    data = GOOD.read_bytes()
    turtle = posted(opened, "/api/convert?to=turtle", data, Content_Type="application/json")
    assert turtle.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert turtle.data == stdpolicy.convert(data, "turtle")
    back = posted(opened, "/api/convert", turtle.data, Content_Type="text/turtle")
    assert back.data == data
    refused = posted(opened, "/api/convert?to=xml", (SAMPLES / "values.jsonld").read_bytes())
    found = problem(refused)
    assert refused.status_code == 422
    assert [one["rule"] for one in found["report"]["findings"]] == ["SP303", "SP304", "SP620"]


def test_what_examples_the_project_has_pass(opened: Site) -> None:
    for path in sorted(EXAMPLES.glob("*/*.jsonld"))[:2]:
        answer = posted(
            opened, "/api/validate", path.read_bytes(), Content_Type="application/ld+json"
        )
        assert json.loads(answer.data)["errors"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/validate?out=html", 400),
        ("/api/validate?out=junit", 400),
        ("/api/validate?to=xml", 400),
        ("/api/convert?to=nquads", 400),
        ("/api/validate?lang=fr", 400),
        ("/api/anything", 404),
        ("/api/", 404),
    ],
)
def test_what_is_asked_wrongly_is_told(opened: Site, path: str, status: int) -> None:
    answer = posted(opened, path)
    assert answer.status_code == status
    assert problem(answer)["detail"]


def test_what_is_sent_wrongly_is_told(opened: Site) -> None:
    path = "/api/validate"
    assert problem(posted(opened, path, b""))["status"] == 400
    assert problem(posted(opened, path, Content_Type="image/png"))["status"] == 415
    packed = posted(opened, path, Content_Encoding="gzip")
    assert packed.headers["Accept-Post"] == ", ".join(MEDIA)
    assert problem(packed)["status"] == 415
    large = problem(posted(opened, path, b" " * (LARGEST + 1)))
    assert (large["status"], large["limit"]) == (413, LARGEST)
    unmeasured = EnvironBuilder(
        path, HERE, method="POST", input_stream=BytesIO(b" " * (LARGEST + 1))
    ).get_environ()
    unmeasured.pop("CONTENT_LENGTH")
    unmeasured["wsgi.input_terminated"] = True
    assert problem(client(opened).open(Request(unmeasured)))["status"] == 413
    wrong = client(opened).get(path, base_url=HERE)
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")
    assert problem(posted(opened, "/api/x?lang=zh"))["detail"].startswith("只有")


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"{", b"<a", b"\x00" * 99, b"[" * 5000, b"no document"]
)
def test_whatever_is_sent_has_findings(opened: Site, data: bytes) -> None:
    answer = posted(opened, "/api/validate", data)
    assert answer.status_code == 200
    assert json.loads(answer.data)["errors"] > 0
    assert posted(opened, "/api/convert", data).status_code == 422


@pytest.mark.parametrize(("raised", "status"), [(Busy, 503), (TooLong, 422), (Broken, 500)])
def test_a_job_that_is_not_done_is_told_of(
    opened: Site, raised: type[Exception], status: int
) -> None:
    def run(job: Job) -> Outcome:
        raise raised("secret")

    answer = posted(opened, "/api/validate", run=run)
    assert problem(answer)["status"] == status
    assert "secret" not in answer.text
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_all_processes_may_be_at_work() -> None:
    one = Workers(0, patience=0)
    with pytest.raises(Busy):
        one(Job(Action.VALIDATE, b"{}"))


class Slow(Job):
    """A job that never ends, in a process that unpickles it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return __import__("time").sleep, (3600,)


class Fatal(Job):
    """A job that ends its process."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (7,)


@pytest.mark.slow
def test_a_process_is_ended_if_it_takes_too_long_or_ends_and_the_next_job_has_another() -> None:
    some = Workers(1, seconds=1)
    try:
        with pytest.raises(TooLong):
            some(Slow(Action.VALIDATE, b"{}"))
        with pytest.raises(Broken):
            some(Fatal(Action.VALIDATE, b"{}"))
        some._seconds = 60
        assert some(Job(Action.CONVERT, GOOD.read_bytes(), to="turtle")).valid
        with pytest.raises(Broken, match="ValueError"):
            some(Job(Action.CONVERT, GOOD.read_bytes(), to="no notation"))
    finally:
        some.close()


@pytest.fixture
def port() -> Iterator[int]:
    """Of a server that answers by itself."""
    site = Site({"index.html": b"hello", "404.html": b"no"}, Negotiation(Routes(())))
    with server(site, done) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running.port
        running.shutdown()
        thread.join()


def test_a_server_answers_on_a_socket(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    for method, path, body, status in (
        ("GET", "/", None, 200),
        ("HEAD", "/", None, 200),
        ("GET", "/nothing?secret", None, 404),
        ("POST", "/api/convert?to=xml", GOOD.read_bytes(), 200),
        ("POST", "/api/validate", b"secret", 200),
    ):
        connection = HTTPConnection("127.0.0.1", port)
        connection.request(method, path, body)
        answer = connection.getresponse()
        assert (answer.status, method == "HEAD") == (status, answer.read() == b"")
        assert answer.headers["Server"] == "stdpolicy"
        connection.close()
    assert capsys.readouterr() == ("", "")


def test_a_body_that_is_too_long_or_of_no_length_is_refused(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    connection.putrequest("POST", "/api/validate")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders(b"{}")
    assert connection.getresponse().status == 413
    connection.close()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/api/validate", iter([b"{", b"}"]), encode_chunked=True)
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.parametrize(
    "how", ["Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\n"]
)
def test_a_client_that_never_ends_is_not_heard_for_ever(
    port: int, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(interface, "SLOWEST", 0.05)
    with create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(f"POST /api/validate HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{how}{{".encode())
        answer = slow.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"expected the document within" in answer


def test_a_port_that_is_taken_is_told_of(port: int) -> None:
    site = Site({}, Negotiation(Routes(())))
    with pytest.raises(OSError, match="in use"):
        server(site, done, port)
