"""SP905: a file on which stdpolicy itself fails, which ends no run over many."""

from collections.abc import Iterator

from stdpolicy import wording
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.diagnostics import FAULT, Advice, Code, Diagnostic, Finding, Message, Said
from stdpolicy.source import START, Place
from stdpolicy.workers import Ended

FAILING = Stage[Exception]("failing")
"""Run where something was raised that nobody foresaw."""


@rule(
    FAULT,
    "internal-error",
    "The tool failed on the file",
    "程序处理该文件时出错",
    on=FAILING,
    zh="""
    处理该文件时 stdpolicy 自身出错，因此该文件没有检查完，或者没有写出。其他文件照常处理。

    退出码为 3。此问题不受 --select、--ignore、豁免和基线的影响。设置环境变量 STDPOLICY_DEBUG=1，
    运行即在此停止，并显示出错位置。

    理由：没有检查完的文件不能算作没有问题。此为 stdpolicy 的缺陷，不是文档的错误；
    将此问题连同文档一并报告。
    """,
)
def failing(error: Exception) -> Iterator[Finding]:
    """stdpolicy itself failed on the file, which therefore is not checked to its end, or not written.
    The other files of the run are.

    The exit code is 3. Neither --select and --ignore nor waivers and baselines leave it out. With
    STDPOLICY_DEBUG=1 in the environment the run ends there, and shows where it happened.

    Why: A file that is not checked to its end must not pass for one without findings. This is a
    fault of stdpolicy, not of the document. Please report it with the document.
    """
    if isinstance(error, Ended):
        yield ENDED(START, reason=Code(str(error)))
        return
    said = " ".join(str(error).split())
    yield FAILED(START, error=Code(type(error).__name__), reason=Said(said or "-"))


FAILED = Message(
    FAULT,
    "failed",
    "stdpolicy failed on this file: {error}: {reason}",
    "stdpolicy 处理该文件时出错：{error}：{reason}",
    Advice(
        "report",
        "please report this; STDPOLICY_DEBUG=1 shows where it happened",
        "此为程序缺陷，应予报告；设置 STDPOLICY_DEBUG=1 可显示出错位置",
    ),
)
ENDED = Message(
    FAULT,
    "ended",
    "the process that checked this file was ended: {reason}",
    "检查该文件的进程已被终止：{reason}",
    Advice(
        "fewer-jobs",
        "if memory ran out, a smaller --jobs leaves each process more of it",
        "如果是内存不足，调低 --jobs，每个进程可用的内存就多一些",
    ),
)


def failed(file: str, error: Exception) -> Diagnostic:
    """The finding that stdpolicy failed on a file, at its beginning."""
    (finding,) = FAILING.run(error)
    return Diagnostic(
        rule=finding.rule,
        key=finding.message.key,
        values=finding.values,
        message=wording.message(finding),
        file=file,
        span=START,
        place=Place(1, 1),
        end=Place(1, 1),
        hint=wording.hint(finding),
    )
