"""What search engines and catalogues of legislation read of a policy: schema.org's Legislation with ELI's
LegalResource, as JSON-LD in a script element.
"""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from stdpolicy.document import Document
from stdpolicy.model import CodeType, Text
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import XSD
from stdpolicy.site.content import Content
from stdpolicy.site.routes import Format

FORCE = {"in-force": "InForce", "amended": "PartiallyInForce"} | dict.fromkeys(
    ("superseded", "repealed", "expired"), "NotInForce"
)
"""The values of schema:legislationLegalForce for codes of status."""
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def dumped(value: object) -> Markup:
    """JSON that may stand in a script element: nothing in it ends the element or begins a comment."""
    return Markup(json.dumps(value, ensure_ascii=True, indent=1).translate(_ESCAPES))


def legislation(
    policy: Document, content: Content, data: Mapping[Format, str], address: str
) -> Markup:
    """The metadata of a policy. `address` is where the site will stand, if that is known.

    The text is a transcription, so that its legal value is unofficial; no ELI of a state is made up.
    """

    def named(iri: str, cls: str) -> dict[str, Any]:
        whole = absolute(iri, policy.base)
        return {"@id": whole, "@type": cls} | _named(content.name(whole))

    issuers = [named(one, "Organization") for one in policy["issuer"]]
    place = named(policy["jurisdiction"], "AdministrativeArea")
    period = "/".join(str(policy.get(name, "..")) for name in ("periodStart", "periodEnd"))
    said = {
        "@context": {"@vocab": "https://schema.org/", "eli": "http://data.europa.eu/eli/ontology#"},
        "@id": policy.base,
        "@type": ["Legislation", "eli:LegalResource"],
        **_named(policy["title"]),
        "legislationIdentifier": policy.get("documentNumber"),
        "eli:number": policy.get("documentNumber"),
        "legislationType": _labelled(_label(policy, "genre", content)),
        "legislationDate": policy.get("dateAdopted"),
        "eli:date_document": _day(policy.get("dateAdopted")),
        "datePublished": policy.get("datePublished"),
        "eli:date_publication": _day(policy.get("datePublished")),
        "eli:first_date_entry_in_force": _day(policy.get("dateInForce")),
        "expires": policy.get("dateExpires"),
        "eli:date_no_longer_in_force": _day(policy.get("dateExpires")),
        "temporalCoverage": None if period == "../.." else period,
        "legislationPassedBy": issuers,
        "eli:passed_by": [{"@id": one["@id"]} for one in issuers],
        "legislationJurisdiction": place,
        "inLanguage": policy["language"],
        "legislationLegalForce": _schema(FORCE.get(str(policy.get("status")))),
        "legislationConsolidates": [{"@id": one} for one in policy.get("consolidates", ())],
        "isBasedOn": policy["source"].get("origin"),
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": form.media,
                **({"contentUrl": address + path} if address else {}),
                "legislationLegalValue": _schema("UnofficialLegalValue"),
            }
            for form, path in data.items()
        ],
    }
    return dumped({name: value for name, value in said.items() if value})


def _named(text: Text | None) -> dict[str, Any]:
    return {"name": _labelled(text)} if text else {}


def _labelled(text: Text | None) -> list[dict[str, str]] | None:
    return [{"@language": tag, "@value": words} for tag, words in text.items()] if text else None


def _label(policy: Document, name: str, content: Content) -> Text | None:
    type = content.model.classes["Policy"].by_name[name].type
    assert isinstance(type, CodeType)
    code = type.scheme.codes.get(str(policy.get(name)))
    return code.label if code else None


def _day(day: str | None) -> dict[str, str] | None:
    return {"@type": f"{XSD}date", "@value": day} if day else None


def _schema(name: str | None) -> dict[str, str] | None:
    return {"@id": f"https://schema.org/{name}"} if name else None
