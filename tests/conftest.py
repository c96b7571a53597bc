"""What holds for all tests, and how they are shared out.

The command line speaks English in them, whatever the developer's locale is.
"""

import gc
import os
from typing import Any

import pytest

os.environ["STDPOLICY_LANG"] = "en"


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where Python may keep no compiled modules beside the files, each command that a test starts
    would compile all that it imports: they keep them in a temporary folder."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(tmp_path_factory.mktemp("compiled"))


def pytest_collection() -> None:
    """What is collected stays to the end: the garbage collector needs not look at it while it grows."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor with each of its later looks at everything."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of a file stay together, so that what they share is made once, and whoever has done
    takes from the others; unless the command says how (`--dist`)."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None
