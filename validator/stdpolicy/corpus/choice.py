"""Which engine there is by which name."""

from enum import StrEnum

from stdpolicy.corpus.engines import Engine, Here
from stdpolicy.corpus.processes import Processes


class EngineName(StrEnum):
    """The engines that there are."""

    LOCAL = "local"
    DASK = "dask"


def engine(name: EngineName, jobs: int, scheduler: str | None = None) -> Engine:
    """An engine of so many processes on this machine, or of the workers of a Dask scheduler.

    Raises ModuleNotFoundError if its extra is not installed.
    """
    if name is EngineName.DASK:
        from stdpolicy.corpus.cluster import Cluster

        return Cluster(scheduler, jobs)
    if jobs == 1:
        return Here()
    return Processes(jobs)
