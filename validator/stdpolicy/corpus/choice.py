"""Which engine there is by which name."""

from enum import StrEnum
from importlib import import_module

from stdpolicy.corpus.engines import Engine, Here
from stdpolicy.corpus.processes import Processes


class EngineName(StrEnum):
    """The engines that there are."""

    LOCAL = "local"
    DASK = "dask"


def engine(name: EngineName, jobs: int, scheduler: str | None = None) -> Engine:
    """An engine of so many processes on this machine, or of the workers of a Dask scheduler.

    Raises ModuleNotFoundError if its extra is not installed, OSError if the scheduler cannot be reached.
    """
    if name is EngineName.DASK:
        made: Engine = import_module("stdpolicy.corpus.cluster").Cluster(scheduler, jobs)
        return made
    if jobs == 1:
        return Here()
    return Processes(jobs)
