"""What a check says of the ontology."""

from enum import StrEnum

from msgspec import Struct

Either = tuple[str, str]
"""A sentence in Chinese and English."""


class Verdict(StrEnum):
    """How a check ends."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    OWNER = "owner"
    REDIRECT = "redirect"
    NET = "net"
    PORTAL = "portal"
    UNASKED = "unasked"


LEGEND: tuple[tuple[Verdict, str, str], ...] = (
    (Verdict.MET, "由本网站的文件即可判定，符合", "told from the files of this site"),
    (Verdict.PARTLY, "得到部分分数", "some of the points"),
    (Verdict.UNMET, "不符合，理由见各行", "not met; each row says why"),
    (Verdict.OWNER, "须由所有者登记：DOI、LOV、prefix.cc、本体仓储", "needs a registration by the owner: DOI, LOV, prefix.cc, portals"),
    (Verdict.REDIRECT, "取决于 w3id.org 的重定向，工具不跟随", "depends on the redirect of w3id.org, which the tool does not follow"),
    (Verdict.NET, "取决于他人的服务器，测试不联网", "depends on another’s server, and tests do not use the network"),
    (Verdict.PORTAL, "问的是本体仓储，或者由仓储填写", "about the repository, or filled in by it"),
    (Verdict.UNASKED, "工具列有此问，但不计算", "listed by the tool, but not worked out"),
)  # fmt: skip
"""What each means."""


class Check(Struct, frozen=True):
    """A check of FOOPS!."""

    id: str
    principle: str
    """That of FAIR which it belongs to."""
    asks: Either
    verdict: Verdict
    points: int
    most: int
    how: Either


class Question(Struct, frozen=True):
    """A question of O'FAIRe, whose id names the principle."""

    id: str
    asks: Either
    verdict: Verdict
    how: Either
