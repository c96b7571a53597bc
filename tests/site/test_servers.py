"""Apache and nginx, from Debian, answer by the rules of a site as the reference does: each IRI, in each form."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest

from accept_headers import HEADERS, TOO_LONG
from stdpolicy.model.lexical import HOME
from stdpolicy.site.build import made
from stdpolicy.site.content import Content
from stdpolicy.site.negotiation import FORMS, HTML, Negotiation, cited, target
from stdpolicy.site.routes import DOCUMENT, Kind, Routes
from stdpolicy.site.rules import apache as apache_rules
from stdpolicy.site.rules import nginx as nginx_rules
from stdpolicy.site.rules.headers import SECURITY, citation
from web_hosts import apache, free_port, nginx

pytestmark = pytest.mark.debian
MEDIA = [*(one for names in FORMS.values() for one in names), "image/png", None]


@dataclass(frozen=True)
class Host:
    """A host on loopback; `home` is the path below which it answers, and all that it is asked is."""

    name: str
    connection: HTTPConnection
    home: str
    to: str
    """What its redirects begin with."""

    def ask(
        self, path: str, accept: str | None = None, method: str = "GET"
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by name in small letters, several of a name joined, and content."""
        given = {} if accept is None else {"Accept": accept}
        self.connection.request(method, self.home + path, headers=given)
        answer = self.connection.getresponse()
        headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            before = headers.get(name.lower())
            headers[name.lower()] = f"{before}, {value}" if before else value
        return answer.status, headers, answer.read()


@dataclass(frozen=True)
class Running:
    hosts: Mapping[str, Host]
    site: Mapping[str, bytes]


@pytest.fixture(scope="module")
def running(content: Content, table: Routes) -> Iterator[Running]:
    """The site behind a redirector; on Apache and nginx, at the root and below a path, there by .htaccess."""
    ports = {name: free_port() for name in ("apache", "htaccess", "w3id", "nginx", "nginx-below")}
    base = f"http://127.0.0.1:{ports['apache']}/"
    files = {one.path: one.data for one in made(content.model, content.documents, base)}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.chmod(home, 0o755)
        for path, data in files.items():
            to = home / "site" / path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(data)
        rules = files["rules/apache-host.conf"].decode()
        w3id = home / "w3id" / urlsplit(HOME).path.strip("/")
        w3id.mkdir(parents=True)
        (w3id / ".htaccess").write_bytes(files["rules/w3id/.htaccess"])
        (home / "rules.conf").write_text(rules)
        below = home / "below" / "site"
        below.mkdir(parents=True)
        for one in (home / "site").iterdir():
            (below / one.name).symlink_to(one)
        (below / ".htaccess").write_text(apache_rules.host(table, base, "/site/"))
        sites = {
            ports["apache"]: (home / "site", f"Include {home}/rules.conf"),
            ports["htaccess"]: (home / "below", ""),
            ports["w3id"]: (home / "w3id", ""),
        }
        (home / "second").mkdir()
        second = nginx_rules.server(table, base, "/site/", "")
        with (
            apache(home, sites),
            nginx(home, ports["nginx"], home / "site", files["rules/nginx.conf"].decode()),
            nginx(home / "second", ports["nginx-below"], home / "below", second),
        ):
            connections = {name: HTTPConnection("127.0.0.1", port) for name, port in ports.items()}
            homes = {"w3id": urlsplit(HOME).path, "htaccess": "/site/", "nginx-below": "/site/"}
            hosts = {
                name: Host(name, one, home, base if name == "w3id" else home)
                for name, one in connections.items()
                for home in [homes.get(name, "/")]
            }
            yield Running(hosts, files)
            for one in connections.values():
                one.close()


def told(host: Host, path: str, accept: str | None, method: str) -> tuple[int, str]:
    """Status and place, below the root of the site, of an answer for an IRI that is in order otherwise."""
    status, headers, body = host.ask(path, accept, method)
    location = headers.get("location", "")
    if location and host.name in ("apache", "htaccess"):  # Apache makes them absolute
        location = location.removeprefix(f"http://127.0.0.1:{host.connection.port}")
    assert headers["access-control-allow-origin"] == "*"
    assert headers["access-control-expose-headers"] == "Link"
    assert (body == b"") or method == "GET"
    if status in (302, 303):
        assert location.startswith(host.to), location
        location = location.removeprefix(host.to)
    return status, location


@pytest.mark.parametrize("name", ["apache", "nginx", "w3id"])
def test_each_iri_in_each_form(running: Running, table: Routes, name: str) -> None:
    host = running.hosts[name]
    reference = Negotiation(table)
    counts: Counter[int] = Counter()
    for path, row in reference.by_path.items():
        for accept in MEDIA if row.kind is not Kind.ARTEFACT else [None, "image/png"]:
            expected = reference.answer(path, accept)
            assert expected is not None
            for method in ("GET", "HEAD"):
                found = told(host, path, accept, method)
                assert found == (expected.status, expected.location), (path, accept, method)
                counts[found[0]] += 1
    print(name, len(reference.by_path), sorted(counts.items()))
    assert set(counts) == {302, 303, 406}


@pytest.mark.parametrize("name", ["apache", "htaccess", "nginx", "nginx-below", "w3id"])
def test_each_client(running: Running, table: Routes, name: str) -> None:
    host = running.hosts[name]
    reference = Negotiation(table)
    for path in ("ns", "code/role", "code/role/lead", "id/jiaxing-2022", "ns/"):
        for client, (accept, _) in HEADERS.items():
            expected = reference.answer(path, accept)
            assert expected is not None
            if path == "ns/":
                status, headers, _ = host.ask(path, accept)
                assert (status, urlsplit(headers["location"]).path) == (302, host.home + "ns")
                continue
            found = told(host, path, accept, "GET")
            assert found == (expected.status, expected.location), (path, client)
    status, _, _ = host.ask(host.home + "ns", TOO_LONG)
    assert status in (400, 431)


def test_what_is_sent_on_to_is_there_with_its_media_type(running: Running, table: Routes) -> None:
    for name in ("apache", "nginx"):
        host = running.hosts[name]
        places = {
            (target(row, form), form.media if target(row, form).endswith(form.suffix) else None)
            for row in table.rows
            if row.kind is not Kind.ARTEFACT
            for form in (HTML, *DOCUMENT)
        } | {
            (path, form.media)
            for row in table.rows
            if row.kind is Kind.ARTEFACT
            for form, path in row.data.items()
        }
        for place, media in places:
            path = place.partition("#")[0]
            file = path + "index.html" if path.endswith("/") else path
            for method in ("GET", "HEAD"):
                status, headers, body = host.ask(path, "image/png", method)
                if file not in running.site:
                    assert status == 404
                    continue
                assert status == 200, path
                assert body == (running.site[file] if method == "GET" else b"")
                kind, _, parameter = headers["content-type"].partition(";")
                assert media in (None, kind), (path, media)
                if kind.startswith("text/"):
                    assert parameter.strip().lower() == "charset=utf-8"
                assert "vary" not in headers or "Accept," not in headers["vary"] + ","
                assert headers["access-control-allow-origin"] == "*"


def test_headers(running: Running) -> None:
    for name in ("apache", "htaccess", "nginx", "nginx-below"):
        host = running.hosts[name]
        for path, accept in (("", None), ("nothing", None), ("ns", None), ("ns", "image/png")):
            _, headers, _ = host.ask(path, accept)
            for one, value in SECURITY.items():
                assert headers[one.lower()] == value, (name, path)
        for accept in (None, "text/turtle", "image/png"):
            for path in ("ns", "code/role/lead", "id/jiaxing-2022"):
                _, headers, _ = host.ask(path, accept)
                assert headers["vary"] == "Accept", (name, path, accept)
                own = path.startswith("id/")
                assert (
                    '.xml>; rel="alternate describedby"; type="application/xml"' in headers["link"]
                ) is own
                assert (
                    headers["cross-origin-resource-policy"] == "cross-origin"
                    or accept == "image/png"
                )
        status, headers, body = host.ask("ns", "image/png")
        assert headers["link"].startswith(f"<{host.home}vocabulary/stdpolicy.ttl>;")
        assert (status, headers["content-type"].lower()) == (406, "text/html; charset=utf-8")
        assert b"application/n-triples" in body
        status, headers, body = host.ask("code/role/nobody")
        assert status == 404
        assert "没有".encode() in body
        assert "link" not in headers
        for page in ("vocabulary/", "en/vocabulary/", "policies/jiaxing-2022/"):
            status, headers, _ = host.ask(page)
            if status == 200:
                assert "describedby" in headers["link"], (name, page)
                assert headers["cross-origin-resource-policy"] == "same-origin"
                assert headers["cache-control"] == "public, max-age=600"
                assert headers["etag"]
                connection = host.connection
                connection.request(
                    "GET", host.home + page, headers={"If-None-Match": headers["etag"]}
                )
                answer = connection.getresponse()
                assert (answer.status, answer.read()) == (304, b"")
        sheet = next(path for path in running.site if path.endswith(".css"))
        for path in (sheet, "0.1.0/stdpolicy.ttl"):
            assert host.ask(path)[1]["cache-control"] == "public, max-age=31536000, immutable"
        for path in ("0.1.0/", "0.1.0/index.html", "en/0.1.0/", "0.2/stdpolicy.ttl"):
            assert host.ask(path)[1]["cache-control"] == "public, max-age=600", path
        assert (
            host.ask("vocabulary/stdpolicy.ttl")[1]["cross-origin-resource-policy"]
            == "cross-origin"
        )


@pytest.mark.parametrize("name", ["apache", "htaccess", "nginx", "nginx-below"])
def test_what_to_cite_is_said(running: Running, table: Routes, name: str) -> None:
    host = running.hosts[name]
    for place, iri in cited(table.rows).items():
        page = place.endswith("/")
        for path in (place, f"en/{place}index.html") if page else (place,):
            status, headers, _ = host.ask(path, method="HEAD")
            assert status == 200, path
            assert headers["link"].split(", ").count(citation(iri, file=not page)) == 1, path
    assert "cite-as" not in host.ask("search/")[1].get("link", "")


@pytest.mark.parametrize("name", ["apache", "htaccess", "nginx", "nginx-below", "w3id"])
def test_what_is_not_there_is_not_found(running: Running, name: str) -> None:
    host = running.hosts[name]
    for path in (
        "ns/9.9", "ns/alignment/9.9", "ns/alignmen", "nso", "code/role/nobody", "code/role/lead/x", "code/roles",
        "code/Role/lead", "id/nothing", "id/jiaxing-2022x", "schema/0.2.jso", "context/9.jsonld", "rules", "assetss",
        "code/role/%0a", "ns%00", "ns%23Goal", "NS",
    ):  # fmt: skip
        status, headers, _ = host.ask(path)
        if (status, path) == (302, "rules") and name != "w3id":
            assert (
                urlsplit(headers["location"]).path == host.home + "rules/"
            )  # a folder, which has no page
            status, _, _ = host.ask("rules/")
        assert status in (403, 404) or (path == "ns%00" and status == 400), path


def test_no_folder_is_guessed_or_listed(running: Running) -> None:
    for name in ("apache", "htaccess", "nginx", "nginx-below"):
        host = running.hosts[name]
        status, headers, _ = host.ask("vocabulary")
        assert (status, urlsplit(headers["location"]).path) == (302, f"{host.home}vocabulary/")
        assert host.ask("vocabulary/stdpolicy")[0] == 404  # nor a file, as MultiViews would
        assert host.ask("assets/")[0] in (403, 404)
        for path in ("ns%0d%0aSet-Cookie:x=1/", "/elsewhere.example/", "ns//elsewhere.example/"):
            status, headers, _ = host.ask(path)
            assert "set-cookie" not in headers
            assert urlsplit(headers.get("location", "")).hostname in (None, "127.0.0.1")


def test_a_redirector_leads_a_client_of_java_to_what_it_can_read(running: Running) -> None:
    """As FOOPS! goes: RDF/XML first, absolute places, redirects followed by hand; versions answer a wildcard."""
    w3id = running.hosts["w3id"]

    def followed(iri: str, accept: str | None) -> tuple[int, str, bytes]:
        status, headers, body = w3id.ask(iri.removeprefix(HOME), accept)
        assert (headers.get("vary") == "Accept") is (iri != HOME)
        if status in (301, 302, 303):
            location = headers["location"]
            assert location == urljoin("http://nowhere.example/", location)
            path, _, _ = location.partition("#")
            status, headers, body = running.hosts["apache"].ask(urlsplit(path).path[1:], accept)
        return status, headers.get("content-type", ""), body

    status, kind, body = followed(f"{HOME}ns", "application/rdf+xml")
    assert (status, kind) == (200, "application/rdf+xml")
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.RDF_XML)
    ontology = ox.NamedNode(f"{HOME}ns")
    version = store.quads_for_pattern(
        ontology, ox.NamedNode("http://www.w3.org/2002/07/owl#versionIRI"), None
    )
    iri = next(version).object.value
    assert iri != ontology.value
    java, _ = HEADERS["Java"]
    place = iri.rpartition("/")[2]
    expected = 200 if f"{place}/index.html" in running.site else 404
    assert followed(iri, java)[0] == expected
    for accept in ("text/turtle", "application/ld+json", "text/html"):
        status, kind, _ = followed(f"{HOME}ns", accept)
        assert (status, kind.partition(";")[0]) == (200, accept)
    assert followed(HOME, None)[0] == 200
