"""The rules for Apache: of a redirector such as w3id.org, and of a host that has the site itself."""

from collections.abc import Iterator, Mapping

from stdpolicy.model.lexical import HOME
from stdpolicy.site.negotiation import FORMS, HTML, SLASHED, Negotiation
from stdpolicy.site.routes import RDFXML, XML, Format, Kind, Routes
from stdpolicy.site.rules import headers
from stdpolicy.site.rules.accept import accepted
from stdpolicy.site.rules.groups import Group, citations, groups, shown

CITED = {"page_about": False, "file_about": True}
"""The variables that have what to cite for a page and for a file."""
HERE = "# {what}\n# Made by stdpolicy site from the table of routes; needs mod_rewrite, mod_setenvif, mod_headers."


def redirector(table: Routes, base: str) -> str:
    """The .htaccess of a host that sends on to a site, each Location absolute. `base` ends with a slash."""
    found = groups(Negotiation(table).by_path)
    offered = ", ".join(names[0] for names in FORMS.values())
    return _text(
        HERE.format(what=f"{HOME} -> {base}"),
        "Options +FollowSymLinks -MultiViews -Indexes",
        "RewriteEngine On",
        f'ErrorDocument 406 "Not acceptable. There are: {offered}."',
        "",
        f"RewriteRule ^$ {base} [R=302,L]",
        *_negotiation(found, base, HOME),
        "",
        *_always(headers.SHARED),
        *_about(found, base),
    )


def host(table: Routes, base: str, root: str) -> str:
    """The rules of a host that has the site: the content of its .htaccess or of its <Directory>.

    `root` is the path at which the site stands, with a slash at its end.
    """
    negotiation = Negotiation(table, base)
    found = groups(negotiation.by_path)
    pages = [
        f'RewriteRule "^{one.pattern}$" - [E=data:{one.data}]' for one in shown(negotiation.by_path)
    ]
    return _text(
        HERE.format(
            what="The folder of the site: as its .htaccess, or included in its <Directory>."
        ),
        "Options +FollowSymLinks -MultiViews -Indexes",
        "DirectoryIndex index.html",
        "DirectorySlash Off",
        "FileETag MTime Size",
        "RewriteEngine On",
        f"RewriteBase {root}",
        f"ErrorDocument 404 {root}404.html",
        f"ErrorDocument 406 {root}406.html",
        "",
        "AddDefaultCharset Off",
        *(f"AddType {media} {suffix}" for suffix, media in headers.TYPES.items()),
        f"AddCharset utf-8 {' '.join(f'.{suffix}' for suffix in headers.TEXTS)}",
        f'RewriteRule "{headers.SCHEMAS}" - [T={headers.SCHEMA}]',
        "",
        *_negotiation(found, root, root),
        "RewriteCond %{REQUEST_FILENAME} -d",
        f'RewriteRule "^([A-Za-z0-9._/-]+[^/])$" {root}$1/ [R=302,L]',
        "",
        "# Pages with their data",
        *pages,
        "# What to cite for pages and data",
        *(
            f'RewriteRule "^{one.pattern}$" - [E={name}:{one.iri}]'
            for name, file in CITED.items()
            for one in citations(table.rows)
            if one.file is file
        ),
        "",
        *_always(headers.SHARED | headers.SECURITY),
        f'Header always set Cross-Origin-Resource-Policy "{headers.ANYWHERE}"',
        f'Header always set Cross-Origin-Resource-Policy "{headers.OURS}"'
        f' "expr=%{{REQUEST_URI}} =~ m#{headers.PAGES}#"',
        f'SetEnvIf Request_URI "{headers.below(root)}" frozen',
        f'Header set Cache-Control "{headers.SOON}"',
        f'Header set Cache-Control "{headers.FOREVER}" env=frozen',
        f'Header always set Cache-Control "{headers.SOON}" env=page',
        *_about(found, root),
        *_cited(),
    )


def _cited() -> Iterator[str]:
    for name, file in CITED.items():
        said = headers.citation(f"%{{{name}}}e", file=file).replace('"', r"\"")
        yield f'Header always add Link "{said}" env={name}'


def _negotiation(found: list[Group], root: str, home: str) -> Iterator[str]:
    yield f'RewriteRule "^{SLASHED}$" {home}$1 [R=302,L]'
    yield ""
    yield "# The form that is wanted: from the weakest wish to the strongest, the last that fits"
    for form, pattern in reversed(list(accepted())):
        yield f'SetEnvIfNoCase Accept "{pattern}" form={_name(form)}'
    yield f'SetEnvIf Accept "^$" form={_name(HTML)}'
    yield ""
    yield "# What there is"
    for one in found:
        key = one.key
        if key.kind is Kind.ARTEFACT:
            yield f'RewriteRule "^{one.pattern}$" {root}{key.data} [R=302,L]'
        else:
            see = ",E=see:1" if key.status == 303 else ""
            yield f'RewriteRule "^{one.pattern}$" - [E=page:{key.page},E=data:{key.data}{see}]'
    yield ""
    yield "# RDF/XML for XML, but of documents"
    yield f"RewriteCond %{{ENV:form}} ={_name(XML)}"
    yield f'RewriteCond %{{ENV:data}} "!{headers.documents(found)}"'
    yield f"RewriteRule ^ - [E=form:{_name(RDFXML)}]"
    yield ""
    yield "RewriteCond %{ENV:page} ."
    yield "RewriteCond %{ENV:form} ^$"
    yield "RewriteRule ^ - [R=406,L]"
    for status, see in ((303, "."), (302, "^$")):
        for wanted, target in ((f"={_name(HTML)}", "page}"), ("!^$", "data}%{ENV:form}")):
            yield "RewriteCond %{ENV:page} ."
            yield f"RewriteCond %{{ENV:see}} {see}"
            yield f"RewriteCond %{{ENV:form}} {wanted}"
            yield f"RewriteRule ^ {root}%{{ENV:{target} [R={status},NE,L]"


def _name(form: Format) -> str:
    return form.suffix or "html"


def _always(values: Mapping[str, str]) -> Iterator[str]:
    for name, value in values.items():
        yield f'Header always set {name} "{value}"'


def _about(found: list[Group], root: str) -> Iterator[str]:
    """What is said of data. In the answer for an error variables have another name."""
    for before in ("", "REDIRECT_"):
        yield f"Header always merge Vary Accept env={before}page"
        stem = f"{root}%{{{before}data}}e"
        forms = headers.links(stem).replace('"', r"\"")
        yield f'Header always set Link "{forms}" env={before}data'
        xml = headers.links(stem, [XML]).replace('"', r"\"")
        own = headers.documents(found)
        yield f'Header always add Link "{xml}" "expr=reqenv(\'{before}data\') =~ m#{own}#"'


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"
