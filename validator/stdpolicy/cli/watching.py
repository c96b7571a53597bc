"""`validate --watch`: a run again and again, whenever something that it looked at has changed."""

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from stdpolicy.cli.common import failures
from stdpolicy.cli.streams import Interrupted
from stdpolicy.files import changed, recorded, stamp
from stdpolicy.language import either
from stdpolicy.report import printable
from stdpolicy.report.finding import below

INTERVAL = 0.5
"""How often files are looked at, in seconds."""


def watch(run: Callable[[], object], outputs: Iterable[Path]) -> NoReturn:
    """Runs, and runs again when a file that was read, or a folder that was listed, changes, until a signal
    ends it. The files that a run writes itself are `outputs`. A run that fails is told of, and does not end it.
    """
    while True:
        with recorded() as seen:
            try:
                with failures():
                    run()
            except Interrupted:
                raise
            except SystemExit:
                pass  # it was told of: a configuration that is being written, perhaps
        for path in outputs:
            file = os.path.abspath(path)
            folder = os.path.dirname(file)
            seen.pop(file, None)
            if folder in seen:
                seen[folder] = stamp(folder)
        print(either("watching; Ctrl-C ends", "监视改动中，按 Ctrl-C 结束"), file=sys.stderr)
        while not (others := changed(seen)):
            time.sleep(INTERVAL)
        name = printable(below(others[0]))
        print(either(f"\n{name} changed", f"\n{name} 有改动"), file=sys.stderr)
