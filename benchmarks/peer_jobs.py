"""What each tool of peers.py is told to do, where it is found, and which version it is.

A tool is looked for in a folder of its own, in which packages of Python and of Node are side by side
(README.md says how to make one), and then on PATH.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from peer_documents import LINKML, Documents
from peer_tools import (
    CONVERT,
    CONVERT_MANY,
    OURS,
    RDF,
    RULES,
    TOOLS,
    TRIPLES,
    VALIDATE,
    VALIDATE_MANY,
    Tool,
)
from validation import SCHEMA

Command = Sequence[str]

SAMPLE = 10
"""How many of many files are read by a tool that takes one at a time and starts slowly."""


class Job(NamedTuple):
    """What a tool does: commands one after the other, for a share of the files of the task.

    `like` names which of our jobs for the same task it stands beside, `does` what it does if not that.
    """

    tool: str
    task: str
    like: str
    commands: Sequence[Command]
    share: float = 1.0
    does: str = ""


OXIGRAPH = """
import sys, pyoxigraph as ox
for name in sys.argv[1:]:
    quads = ox.parse(path=name, format=ox.RdfFormat.JSON_LD)
    sys.stdout.buffer.write(ox.serialize(quads, format=ox.RdfFormat.TURTLE))
"""
NATIVE = """
import sys, orjson, jsonschema_rs
schema = jsonschema_rs.Draft202012Validator(orjson.loads(open(sys.argv[1], "rb").read()))
sys.exit(not all(schema.is_valid(orjson.loads(open(n, "rb").read())) for n in sys.argv[2:]))
"""
JARS = Path("/usr/share/java")
CLASSES = (
    *("jena-cmds", "jena-arq", "jena-core", "jena-base", "jena-iri", "jena-shacl", "jena-shex"),
    *("jena-dboe-base", "slf4j-api", "slf4j-nop", "commons-lang3", "commons-cli", "commons-csv"),
    *("commons-io", "commons-compress", "dexx.collection", "guava", "thrift", "gson", "protobuf"),
    *("titanium-json-ld", "jakarta.json-api"),
)
"""Of Debian's jars those that riot needs; of all of them some exclude each other."""


@dataclass
class Toolbox:
    """The tools that are there, and what they do to some documents in a folder."""

    home: Path
    folder: Path
    documents: dict[str, Documents]

    def found(self, program: str) -> str | None:
        places = (self.home / "bin", self.home / "node_modules" / ".bin", os.environ["PATH"])
        return shutil.which(program, path=os.pathsep.join(map(str, places)))

    def program(self, name: str) -> str:
        """Where a command is; its name where it is not installed, since then nobody runs it."""
        return self.found(name) or name

    def version(self, tool: Tool) -> str | None:
        """The version of a tool; None if it is not installed."""
        if not tool.program:
            return version(tool.package)
        program = self.found(tool.program)
        if program is None or (tool.name == "riot" and not (JARS / "jena-cmds.jar").exists()):
            return None
        if tool.name == "ajv":
            packages = Path(program).resolve().parents[2]
            package = json.loads((packages / "ajv" / "package.json").read_bytes())
            return str(package["version"])
        if tool.name in ("rapper", "riot"):
            command = [program, "--version"] if tool.name == "rapper" else self.riot("--version")
            said = subprocess.run(command, capture_output=True, text=True, check=True)
            number = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
            return number[0] if number else "?"
        code = f"from importlib.metadata import version; print(version({tool.package!r}))"
        python = str(Path(program).with_name("python"))
        said = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
        return said.stdout.strip()

    def riot(self, *arguments: str) -> Command:
        """Jena's command; Debian's Jena looks for its messages below another name than they have."""
        messages = self.folder / "jena"
        if not messages.exists() and (JARS / "jena-core.jar").exists():
            with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
                for name in jar.namelist():
                    below = name.removeprefix("org/apache/jena/ext/")
                    if below.startswith("xerces/") and name.endswith(".properties"):
                        file = messages / below
                        file.parent.mkdir(parents=True, exist_ok=True)
                        file.write_bytes(jar.read(name))
        classes = [*(str(JARS / f"{name}.jar") for name in CLASSES), str(messages)]
        return [self.program("java"), "-cp", os.pathsep.join(classes), "riotcmd.riot", *arguments]

    def ajv_in_process(self, document: Path, rounds: int) -> float | None:
        """The seconds that ajv takes within Node; None where it is not installed."""
        program = self.found("ajv")
        if program is None:
            return None
        script = Path(__file__).with_name("ajv.cjs")
        command = ["node", str(script), str(SCHEMA), str(document.resolve()), str(rounds)]
        home = Path(program).resolve().parents[3]
        said = subprocess.run(command, cwd=home, capture_output=True, text=True, check=True)
        return float(said.stdout) / 1000

    def jobs(self) -> list[Job]:
        """Ours, and those of the tools that are there."""
        here = {tool.name for tool in TOOLS if self.version(tool) is not None}
        found = self._ours()
        for many in (False, True):
            found += [job for job in self._others(many) if job.tool in here]
        return found

    def _files(self, kind: str, many: bool) -> list[str]:
        documents = self.documents[kind]
        return [str(path) for path in (documents.many if many else [documents.one])]

    def _sample(self, kind: str, many: bool) -> list[str]:
        """Files of all sizes."""
        files = sorted(self._files(kind, many), key=lambda name: Path(name).stat().st_size)
        step = max(1, len(files) // SAMPLE)
        return files[step // 2 :: step]

    def _ours(self) -> list[Job]:
        ours = [sys.executable, "-m", "stdpolicy"]
        found = []
        for like, kind, to in ((RDF, "policies", "turtle"), (TRIPLES, "turtle", "ntriples")):
            documents = self.documents[kind]
            one = [*ours, "convert", str(documents.one), "--to", to]
            home, out = str(documents.many[0].parent), str(self.folder / f"converted-{to}")
            many = [*ours, "convert", home, "-o", out, "--to", to, "--force"]
            found += [Job(OURS, CONVERT, like, [one]), Job(OURS, CONVERT_MANY, like, [many])]
        for task, all_of_them in ((VALIDATE, False), (VALIDATE_MANY, True)):
            files = self._files("policies", all_of_them)
            found.append(Job(OURS, task, RULES, [[*ours, "validate", *files]]))
        return found

    def _others(self, many: bool) -> list[Job]:
        convert, validate = (CONVERT_MANY, VALIDATE_MANY) if many else (CONVERT, VALIDATE)
        inlined, turtle = self._files("inlined", many), self._files("turtle", many)
        policies, linkml = self._files("policies", many), self._files("linkml", many)
        some_spdx, some_linkml = self._sample("spdx", many), self._sample("linkml", many)
        share = len(some_spdx) / len(policies)
        pattern = f"{Path(self._files('json', many)[0]).parent}/*.json"  # ajv takes no list

        rdfpipe = [self.program("rdfpipe"), "-i", "json-ld", "-o", "turtle"]
        rapper = [self.program("rapper"), "-q", "-i", "turtle", "-o", "ntriples"]
        check = [self.program("check-jsonschema"), "--schemafile", str(SCHEMA)]
        native = [sys.executable, "-c", NATIVE, str(SCHEMA)]
        draft = ["--spec=draft2020", "--strict=false", "-c", "ajv-formats"]
        ajv = [self.program("ajv"), "validate", *draft, "-s", str(SCHEMA), "-d"]
        spdx, tag = [self.program("pyspdxtools"), "-i"], str(self.folder / "out.spdx")
        schema = ["-s", str(self.folder / LINKML), "-C", "Policy"]
        rewrite = [self.program("linkml-convert"), *schema, "-f", "json", "-t", "ttl"]
        check_linkml = [self.program("linkml-validate"), *schema]

        tagged = [[*spdx, name, "-o", tag] for name in some_spdx]
        rewritten = [[*rewrite, name] for name in some_linkml]
        return [
            Job("rdfpipe", convert, RDF, [[*rdfpipe, *inlined]]),
            Job("pyoxigraph", convert, RDF, [[sys.executable, "-c", OXIGRAPH, *inlined]]),
            Job("rapper", convert, TRIPLES, [[*rapper, name] for name in turtle]),
            Job("riot", convert, TRIPLES, [self.riot("--output=ntriples", *turtle)]),
            Job("pyspdxtools", convert, RDF, tagged, share, "SPDX JSON to tag-value"),
            Job("linkml-convert", convert, RDF, rewritten, share, "JSON to Turtle"),
            Job("check-jsonschema", validate, RULES, [[*check, *policies]]),
            Job("jsonschema-rs", validate, RULES, [[*native, *policies]]),
            Job("ajv", validate, RULES, [[*ajv, pattern]]),
            Job("pyspdxtools", validate, RULES, [[*spdx, name] for name in some_spdx], share),
            Job("linkml-convert", validate, RULES, [[*check_linkml, *linkml]]),
        ]
