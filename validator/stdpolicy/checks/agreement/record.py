"""SP628 to SP630: whether the record of a policy and its provisions are as the text prints them."""

from collections.abc import Iterable, Iterator

from stdpolicy.checks.agreement.references import plain
from stdpolicy.checks.agreement.told import HAS, LIKELY, RECORD, WARNING, as_told, is_read
from stdpolicy.checks.agreement.told import printed as printed_at
from stdpolicy.checks.rule import Unknown, rule
from stdpolicy.checks.survey import Survey
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Listed,
    Message,
    Name,
    Phrase,
    Quote,
    Related,
    Value,
    Write,
    likely,
)
from stdpolicy.text.citations import document_numbers
from stdpolicy.text.dates import Date, dates
from stdpolicy.text.layout import layout
from stdpolicy.text.layout.metadata import Metadata
from stdpolicy.text.layout.printed import Printed, PrintedDate
from stdpolicy.wording import coded


@rule(
    "SP628",
    "other-record",
    "The record of a policy is not what its text prints",
    "文件著录与正文不符",
    WARNING,
    on=RECORD,
    fixes=LIKELY,
    zh="""政策文件的标题、发文字号、公文种类、文体、行政层级、发文机关或者日期，
    与其标题、版头和署名所印不符。〔〕中的标题由编码者所拟。

    理由：查找、引用政策文件，将其与其他文件并列，都以这些著录为据。
    """,
)
def other_record(survey: Survey) -> Iterator[Finding]:
    """Title, document number, document type, genre, level, issuers or dates of a policy are not
    those that its title, masthead and signature print. A title in 〔〕 is supplied by the encoder.

    Why: By its record a policy is found, cited and put beside others.
    """
    found = survey.layout
    if found is None:
        return
    root, printed = survey.root, found.metadata
    tag, words = survey.title
    if printed.title:
        right = printed.title.words
        if plain(words) not in (plain(right), plain(printed.transmitted)):
            there = _there(survey, printed.title)
            yield _record("title", words, right, right, there, "title", tag)
    elif words and not words.startswith("〔"):
        yield SUPPLIED(("title", tag), found=Quote(words))
    number = root.known("documentNumber")
    if printed.document_number and isinstance(number, str):
        right = printed.document_number.words
        if _number(number) != _number(right):
            there = _there(survey, printed.document_number)
            yield _record("documentNumber", number, right, right, there)
    supplied = not printed.title and words.startswith("〔")
    own = layout([words.strip("〔〕")]).metadata if supplied else printed
    others = list(_other_issuers(survey, printed, words))
    level = (not others and _level(survey)) or printed.level
    days = {
        "dateAdopted": printed.adopted,
        "datePrinted": printed.printed,
        "dateInForce": printed.in_force,
    }
    for name, code in {
        "documentType": own.document_type,
        "genre": own.genre,
        "level": level,
    }.items():
        mine = root.known(name)
        if code and mine not in (None, code):
            there = _there(survey, printed.title) if name != "level" else ()
            yield OTHER_CODE(
                (name,),
                related=there,
                name=Name(name),
                found=coded(root.cls.by_name[name], mine),
                right=coded(root.cls.by_name[name], code),
                fix=as_told(root, name, code),
            )
    for name, day in days.items():
        mine = root.known(name)
        if day and mine not in (None, day.date):
            yield _record(name, str(mine), day.words, day.date, _there(survey, day))
    yield from others


def _there(survey: Survey, found: Printed | PrintedDate | None) -> tuple[Related, ...]:
    """Where a document prints something about itself, or the first line of it."""
    if found is None:
        return ()
    if isinstance(found, PrintedDate):
        piece, start, length = found.piece, found.start, found.end - found.start
    else:
        piece, start = found.pieces[0], found.pieces[0].text.find(found.words)
        length = len(found.words)
        if start < 0:
            start, length = 0, len(piece.text)
    before = survey.text.split("\n")[: piece.line]
    at = survey.provision_at(sum(len(line) + 1 for line in before) + piece.start + start)
    return printed_at(at[0], at[1], at[1] + length) if at else ()


def _other_issuers(survey: Survey, printed: Metadata, title: str) -> Iterator[Finding]:
    names = [each.words for each in printed.issuers]
    text = "\n".join(str(p.node.known("text")) for p in survey.provisions[:4])
    issuers = [(at, survey.names(iri)) for at, iri in enumerate(survey.root.known("issuer") or ())]
    text += "\n" + title
    if not names and not any(_issues(mine, names, text) for _, mine in issuers):
        return  # nothing is printed, or nothing that can be read
    for at, mine in issuers:
        if mine and not _issues(mine, names, text):
            there = _there(survey, printed.issuers[0]) if names else ()
            yield OTHER_ISSUER(
                ("issuer", at),
                related=there,
                found=Code(mine[0]),
                right=Quote("、".join(names) or title),
            )


def _level(survey: Survey) -> str:
    """The level of the body that leads, as far as it is described."""
    lead = survey.root.known("leadIssuer")
    issuers = [lead] if lead else survey.root.known("issuer") or []
    levels = (survey.entity(iri).get("level") for iri in issuers)
    return next((str(level) for level in levels if level), "")


def _issues(mine: tuple[str, ...], names: list[str], text: str) -> bool:
    """Whether a body is among those that issue, by one of its names."""
    if names:
        return any(name in names for name in mine) or any(
            one.endswith(name) and len(name) > 2 for one in names for name in mine
        )
    return any(name in text for name in mine)


def _number(words: str) -> str:
    found = list(document_numbers(words))
    return found[0].number if found else "".join(words.split())


def _record(
    name: str, found: str, words: str, right: str, there: tuple[Related, ...], *path: str
) -> Finding:
    """That a field is not what words say, which is `right`."""
    where = path or (name,)
    return OTHER_RECORD(
        where,
        related=there,
        name=Name(name),
        found=Quote(found),
        right=Quote(words),
        fix=likely(Write(where, right)),
    )


OTHER_RECORD = Message(
    "SP628",
    "other-record",
    "{name} of the policy is {found}, which is not what is printed",
    "政策文件的 {name} 为 {found}，与原文所印不符",
    HAS,
)
OTHER_CODE = Message(
    "SP628",
    "other-code",
    "{name} of the policy is {found}, which is not what is printed",
    "政策文件的 {name} 为 {found}，与原文所印不符",
    Advice("tell", "title, masthead and signature tell {right}", "按标题、版头和署名应为 {right}"),
)
SUPPLIED = Message(
    "SP628",
    "supplied",
    "the title of the policy, {found}, is printed nowhere",
    "政策文件的标题{found}未见于原文",
    Advice(
        "supplied", "write a title that is not printed in 〔〕", "将原文没有印出的标题置于〔〕中"
    ),
)
OTHER_ISSUER = Message(
    "SP628",
    "other-issuer",
    "{found} is an issuer, but not of those that are printed",
    "{found}列为发文机关，但不在原文所印的发文机关之列",
    HAS,
)


@rule(
    "SP629",
    "other-kind",
    "A provision is of another kind than its number and place show",
    "条文层次与其编号、位置不符",
    WARNING,
    on=RECORD,
    fixes=LIKELY,
    zh="""条文的种类与其编号所示不符：“一、”为部分，“（一）”为节或者条，“1.”为项，“第一条”为条；
    没有编号的，与其位置所示不符：标题、版头、引言、署名和结语。

    种类由全文通读得出，前后的编号一并考虑。超过四分之一的条文与所判定的种类不同的，说明不识其体例，不作报告。

    理由：哪些条文规定要做的事、哪些只是文本的框架，由种类区分，其他规则以此为据。
    """,
)
def other_kind(survey: Survey) -> Iterator[Finding]:
    """The kind of a provision is not that which is told from its number (一、 part, （一） section or
    article, 1. item, 第一条 article) or, without one, from its place: title, masthead, preamble,
    signature and closing.

    The text is read as a whole, with the numbers before and behind. Where more than a quarter of
    the provisions are read as of another kind, the form of the text is not known, and nothing is
    said.

    Why: The kind says which provisions state what is to be done and which frame the text, and
    other rules go by it.
    """
    for provision in survey.provisions:
        if block := survey.other_kinds.get(provision.id):
            yield OTHER_KIND(
                (*provision.node.path, "kind"),
                related=printed_at(provision, 0, len(block.number)),
                node=provision.node.named,
                found=coded(provision.node.cls.by_name["kind"], provision.kind),
                right=coded(provision.node.cls.by_name["kind"], block.kind),
                fix=as_told(provision.node, "kind", block.kind),
            )


OTHER_KIND = Message(
    "SP629",
    "other-kind",
    "{node} is of the kind {found}",
    "{node} 的种类为 {found}",
    Advice(
        "kind", "its number and place are those of the kind {right}", "按其编号和位置应为 {right}"
    ),
)


@rule(
    "SP630",
    "undated",
    "The day of publication is printed nowhere",
    "发布日期未见于文本",
    WARNING,
    on=RECORD,
    fixes=LIKELY,
    zh="""`datePublished` 既未见于来源所指的原始文本，也未见于洁净文本。

    理由：未印在任何一处的日期，谁也无从核对。改为网页或者文本所印的日期，或者删去该日期。
    """,
)
def undated(survey: Survey) -> Iterator[Finding]:
    """`datePublished` stands neither in the text as it was found, which the source names, nor in the
    clean text.

    Why: A day that is printed nowhere cannot be checked by anybody. Give the day that the page or
    the text prints, or leave it out.
    """
    mine = survey.root.known("datePublished")
    if not isinstance(mine, str) or not is_read(survey):
        return
    raw = next((str(s.get("rawFile", "")) for s in survey.walk.of("Source")), "")
    data = survey.read(raw) if raw and survey.read else None
    if data is None:
        return
    try:
        beside, text = data.decode(), survey.text
    except (UnicodeDecodeError, Unknown):
        return
    raw_days, days = list(dates(beside)), list(dates(text))
    found = [str(each) for each in (*raw_days, *days)]
    if mine not in found and mine[5:] not in [each[-5:] for each in found if each.startswith("-")]:
        # A whole day that the text prints, too, is rather that of the signature.
        clean = {str(day) for day in days}
        others = [day for day in raw_days if str(day) not in clean]
        whole = [day for day in others if len(str(day)) == len(mine)]
        short = [day for day in days if str(day).startswith("-")]
        shown: dict[str, Value] = {
            **{_bare(day): _line(beside, day, raw) for day in whole},
            **{_bare(day): _line(beside, day, raw) for day in others if str(day).startswith("-")},
            **{_bare(day): Code(_bare(day)) for day in short},
        }
        yield UNDATED(
            ("datePublished",),
            related=tuple(one for day in short[:MOST_PLACES] for one in _in_text(survey, day)),
            found=Code(mine),
            right=Listed(tuple(shown.values()), "or"),
            fix=likely(Write(("datePublished",), *shown)) if _whole(shown, mine) else None,
            advice=DAYS if shown else NO_DAY,
        )


def _whole(days: Iterable[str], mine: str) -> bool:
    """Whether they are one day, as exact as another."""
    return [len(day) for day in days] == [len(mine)]


def _bare(day: Date) -> str:
    """A day without the marks of what is not printed."""
    return str(day).lstrip("-")


def _line(text: str, day: Date, file: str) -> Phrase:
    """A day, and the line of a file that prints it."""
    line = text.count("\n", 0, day.start) + 1
    return Phrase(f"{_bare(day)} (line {line} of {file})", f"{_bare(day)}（{file} 第 {line} 行）")


def _in_text(survey: Survey, day: Date) -> tuple[Related, ...]:
    """Where the provisions print a day."""
    at = survey.provision_at(day.start)
    return printed_at(at[0], at[1], at[1] + day.end - day.start) if at else ()


MOST_PLACES = 3
"""How many places are shown beside a finding."""


UNDATED = Message(
    "SP630",
    "undated",
    "{found} is printed neither in the text nor in what was found with it",
    "发布日期 {found} 既未见于洁净文本，也未见于原始文本",
)
DAYS = Advice("days", "they print {right}", "文本印有 {right}")
NO_DAY = Advice("no-day", "leave it out: neither prints a day", "删去：两者均未印出日期")
