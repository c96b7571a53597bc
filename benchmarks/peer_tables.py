"""The tables of peers.py: the whole one, and the short ones that the READMEs show."""

import os
import platform
import re
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import tables
from peer_tools import LIBRARIES, OURS, TASKS, TOOLS
from timing import Time

ROOT = Path(__file__).resolve().parents[1]
BEGIN = "<!-- peers: python benchmarks/peers.py --readme writes what follows -->\n"
END = "<!-- /peers -->\n"
IN_PROCESS = "in process"
BUSY = (
    ", busy with other work: only the ratios say something",
    "，同时有其他任务运行，只有倍数可供参考",
)
UNMEASURED = "not installed", "未安装"
HEADS = (
    ("tool", "version", "convert one", "many", "validate one", "many", "not equal"),
    ("工具", "版本", "转换一份", "多份", "校验一份", "多份", "不同之处"),
)
"""The columns of the short tables, in English and Chinese."""
COLUMNS = ("tool", "version", "task", "CPU", "wall", "CPU / ours", "wall / ours", "not equal")
"""The columns of the whole table."""
TOLD = {tool.name: tool.unequal[0] for tool in TOOLS}


class Row(NamedTuple):
    """What one tool took for one task: medians, and their ratios to what ours took for what is like it.

    In process there is only one time.
    """

    tool: str
    task: str
    does: str
    medians: Time
    ratios: Time


class Run(NamedTuple):
    """All that was measured, of which versions, on which documents: sizes are in bytes."""

    rows: list[Row]
    versions: dict[str, str | None]
    size: int
    documents: int
    sizes: int
    rounds: int
    busy: bool

    def whole(self) -> tables.Cells:
        """Each tool on each task."""
        found = [list(COLUMNS)]
        for row in sorted(self.rows, key=lambda row: (*TASKS, IN_PROCESS).index(row.task)):
            times = [duration(seconds) for seconds in row.medians]
            ratios = [f"{ratio:.2f}" for ratio in row.ratios]
            version = self.versions.get(row.tool) or metadata.version(row.tool)
            told = TOLD
            if row.task == IN_PROCESS:
                times[0] = ratios[0] = ""
                told = LIBRARIES
            task = row.task if row.does in row.task else f"{row.task}: {row.does}"
            found.append([row.tool, version, task, *times, *ratios, told.get(row.tool, "")])
        missing = [name for name, version in self.versions.items() if version is None]
        return [*found, *([name, UNMEASURED[0], *[""] * 5, TOLD[name]] for name in missing)]

    def short(self, chinese: bool) -> str:
        """Ours in time, the others as multiples of that, one line for each tool."""
        lines = [HEADS[chinese], ("---", "---", *["---:"] * len(TASKS), "---")]
        for name, version in self.versions.items():
            unequal = next((t.unequal[chinese] for t in TOOLS if t.name == name), "")
            cells = [self._cell(name, task) for task in TASKS]
            lines.append((name, version or UNMEASURED[chinese], *cells, unequal))
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def _cell(self, tool: str, task: str) -> str:
        for row in self.rows:
            if (row.tool, row.task) == (tool, task):
                return duration(row.medians.wall) if tool == OURS else multiple(row.ratios.wall)
        return ""

    def machine(self) -> str:
        """When and where it was measured, and whether the machine was busy with other things."""
        where = f"Python {platform.python_version()}, {os.cpu_count()} cores of {cpu()}"
        return f"{date.today()}, {where}, Linux{BUSY[0] if self.busy else ''}"

    def said(self, chinese: bool) -> str:
        """What the short table shows."""
        one, many = f"{self.size / 1e3:.0f} KB", f"{self.sizes / 1e6:.1f} MB"
        few = self.rounds // 3 or 1
        if chinese:
            return (
                f"整条命令从启动到退出的实际用时：首行为本工具，其余为其倍数（{self.rounds} 次的中位数，多份为 {few} 次）。"
                f"一份为 {one} 的政策，多份为 {self.documents} 份，共 {many}。各工具做与之最接近的工作，不同之处列于末栏；"
                f"空格表示无此功能。{date.today()}，Python {platform.python_version()}，{os.cpu_count()} 核 {cpu()}，"
                f"Linux{BUSY[1] if self.busy else ''}。"
                "完整的表、处理器用时和测量命令见 [benchmarks/](benchmarks/README.md#results)。"
            )
        return (
            f"Whole commands from start to exit, in wall time: ours, and the others as multiples of it (medians of "
            f"{self.rounds}, of many files {few}). One policy of {one}, {self.documents} of {many}. Each tool does what is nearest "
            f"to ours; the last column says what is not equal, and a blank that it has no such thing. {self.machine()}. "
            "The whole table, processor time and the command are in [benchmarks/](benchmarks/README.md#results)."
        )

    def write(self) -> None:
        """Writes the tables where they are shown, between the marks."""
        for chinese, name in enumerate(("README.md", "README.zh.md")):
            between(ROOT / name, f"\n{self.said(bool(chinese))}\n\n{self.short(bool(chinese))}\n")
        title = f"{self.machine()}, medians of {self.rounds}, of many files {self.rounds // 3 or 1}"
        whole = tables.markdown("", self.whole()).removeprefix("### \n\n")
        sizes = (
            f"One policy of {self.size / 1e3:.0f} KB; {self.documents} of {self.sizes / 1e6:.1f} MB"
        )
        between(ROOT / "benchmarks" / "README.md", f"\n{title}. {sizes}.\n\n{whole}\n")


def between(path: Path, text: str) -> None:
    """Puts a text between the marks of a page. Raises ValueError where they are missing."""
    page = path.read_text(encoding="utf-8")
    before, begins, rest = page.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not begins or not ends:
        raise ValueError(f"{path.name} has no place for the table")
    path.write_text(before + BEGIN + text + END + after, encoding="utf-8")


def multiple(ratio: float) -> str:
    return f"{ratio:.1f} ×" if ratio >= 1 else f"{ratio:.2f} ×"


def duration(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def cpu() -> str:
    """What the processor is called."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.exists() else ""
    found = re.search(r"^model name\s*: (.*?) *$", text, re.MULTILINE)
    return found[1] if found else platform.machine()
