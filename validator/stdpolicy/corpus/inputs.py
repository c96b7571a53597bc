"""Which documents URIs name: found one after the other, so that nobody ever holds them all.

What is in a folder or an archive is taken by its suffix here, and by what it holds when it is read.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from stdpolicy.corpus import archives, lines
from stdpolicy.corpus.errors import about, require_uri
from stdpolicy.corpus.named import Entry, Named, Once, identity, inside, named
from stdpolicy.corpus.units import COMPRESSIONS, Unit
from stdpolicy.files import UNLIMITED, reason
from stdpolicy.formats import for_suffix
from stdpolicy.language import either

LINES = {".ndjson", ".jsonl"}
"""Suffixes of files with a document in JSON on each line."""
TARS = {".tar", ".tgz"}
PACKED = {".zip", *TARS}
HOLDING = {*PACKED, *LINES}
"""Suffixes of what holds several documents."""


class Inputs:
    """The documents that URIs name, each once, as often as they are asked for. `problems` are what could not be
    looked at.

    What matches a glob of `exclude` is left out, and so is the folder `apart`.
    """

    def __init__(
        self,
        uris: Iterable[str],
        *,
        exclude: Iterable[str] = (),
        apart: str = "",
        limit: int = UNLIMITED,
    ) -> None:
        self.uris = list(dict.fromkeys(uris))
        self.exclude = [glob.rstrip("/") for glob in exclude]
        self.apart = apart and identity(apart, is_folder=True)
        self.limit = limit
        self.problems: dict[str, None] = {}

    def __iter__(self) -> Iterator[Unit]:
        every = {uri: _named(uri) for uri in self.uris}
        self._once = once = Once(
            one.identity for some in every.values() if isinstance(some, list) for one in some
        )
        for uri, some in every.items():
            found = False
            before = len(self.problems), once.again
            for unit in self._kept(uri, self._of(some)):
                found = True
                yield unit
            if not found and (len(self.problems), once.again) == before:
                self.problems[f"{uri}: {either('no documents here', '没有文档')}"] = None

    def _kept(self, uri: str, units: Iterator[Unit]) -> Iterator[Unit]:
        """The same, until something cannot be read, which is told of: it hides nothing beside it."""
        try:
            yield from units
        except OSError as error:
            why = reason(error)
            self.problems[why if error.filename else f"{uri}: {why}"] = None

    def _of(self, some: list[Named] | OSError) -> Iterator[Unit]:
        """The documents in what one URI names."""
        if isinstance(some, OSError):
            raise some
        for one in some:
            yield from self._below(one, "", is_named=True)

    def _below(self, here: Named, where: str, *, is_named: bool = False) -> Iterator[Unit]:
        """What is in a folder, an archive or a file; of folders in sorted order, files first."""
        fs, entry, uri, same = here
        if entry["type"] != "directory":
            yield from self._file(here, where, is_named=is_named)
            return
        first, mark, rest = uri.partition("::")
        own, _, within = same.partition("::")
        with about(uri):
            entries = sorted(fs.ls(entry["name"], detail=True), key=_name)
            fs.invalidate_cache(entry["name"])  # or it would keep all that it ever listed
        for folders in (False, True):
            for one in entries:
                name = PurePosixPath(_name(one)).name
                is_folder = one["type"] == "directory"
                if is_folder is not folders or not self._is_looked_at(one, name, _name(entry)):
                    continue
                slash = "" if first.endswith("/") else "/"
                below = f"{first}{slash}{name}{mark}{rest}"
                there = Named(fs, one, below, f"{own}/{name}{mark}{within}")
                if not (is_folder and there.identity == self.apart):
                    yield from self._kept(below, self._below(there, f"{where}/{name}"))

    def _is_looked_at(self, entry: Entry, name: str, folder: str) -> bool:
        """Whether something in a folder is; stores may list a folder in itself."""
        path = _name(entry)
        is_link = entry["type"] == "directory" and entry.get("islink")
        return not (name[:1] in ("", ".") or is_link or path == folder)

    def _file(self, here: Named, where: str, *, is_named: bool) -> Iterator[Unit]:
        """The documents of a file: one, or those in an archive or on its lines."""
        _, entry, uri, same = here
        shown = PurePosixPath(where or uri.partition("::")[0]).name
        suffix, compressed = _suffix(shown)
        is_named = is_named or same in self._once.named
        if not is_named and self._is_excluded(uri):
            return
        is_one = is_named or for_suffix(suffix) is not None
        if not ((is_one or suffix in HOLDING) and self._once(same)):
            return
        require_uri(where, uri)
        stamp = stamped(entry)
        where = where or f"/{shown}"
        if suffix == ".zip":
            yield from self._taken("zip", same, archives.zipped(uri), where)
        elif suffix in TARS:
            members = archives.tarred(uri, stamp, self.limit, inline=compressed)
            yield from self._taken("tar", same, members, where)
        elif suffix in LINES:
            yield from lines.units(uri, where, stamp, self.limit, inline=compressed)
        elif is_one:
            size = -1 if compressed else int(entry.get("size") or 0)
            yield Unit(uri, uri, where, 0, size, stamp, is_named, suffix)

    def _taken(self, kind: str, within: str, members: Iterable[Unit], where: str) -> Iterator[Unit]:
        """Those members of an archive that may be documents."""
        for unit in members:
            if self._is_excluded(unit.name):
                continue
            same = inside(kind, unit.inside, within)
            suffix, compressed = _suffix(unit.inside)
            is_lines = suffix in LINES
            is_one = is_lines or for_suffix(suffix) is not None
            if suffix in PACKED or (compressed and is_one):
                if same not in self._once.named:
                    self.problems[f"{unit.name}: {_packed()}"] = None
                continue
            if not (is_one and self._once(same)):
                continue
            there = f"{where}/{unit.inside}"
            if is_lines:
                found = lines.units(unit.name, there, unit.stamp, self.limit, inline=True)
            else:
                found = iter([unit._replace(inside=there, asked=same in self._once.named)])
            yield from self._kept(unit.name, _with_uri(unit, found))

    def _is_excluded(self, uri: str) -> bool:
        path = uri.partition("::")[0]
        return any(
            fnmatchcase(path, shape)
            for glob in self.exclude
            for shape in (glob, f"*/{glob}", f"{glob}/*", f"*/{glob}/*")
        )


def _with_uri(unit: Unit, found: Iterator[Unit]) -> Iterator[Unit]:
    """What is in a member, which needs a URI to be opened."""
    require_uri(unit.inside, unit.name)
    yield from found


def _suffix(name: str) -> tuple[str, bool]:
    """The suffix of a file, in lower case, without that of a compression, and whether it is compressed."""
    name = PurePosixPath(name).name.lower()
    compressed = PurePosixPath(name).suffix in COMPRESSIONS
    if not compressed or name.endswith(".tgz"):
        return PurePosixPath(name).suffix, compressed
    suffix = PurePosixPath(name.rpartition(".")[0]).suffix
    return ("" if suffix == ".zip" else suffix), True


def _packed() -> str:
    return either(
        "compressed within an archive, and read only if it is named itself",
        "压缩包中的压缩文件，只有直接指定才会读取",
    )


def stamped(entry: Entry) -> str:
    """What a store says of a file that changes when its bytes do."""
    tags = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified")
    tag = next((entry[name] for name in tags if entry.get(name)), "")
    return f"{entry.get('size')} {tag}"


def _name(entry: Entry) -> str:
    return str(entry["name"]).rstrip("/")


def _named(uri: str) -> list[Named] | OSError:
    """What a URI names, or why that is not known: it is told of in its turn."""
    try:
        return named(uri)
    except OSError as error:
        return error
