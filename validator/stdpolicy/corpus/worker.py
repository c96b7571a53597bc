"""What runs in a worker of a cluster: one item at a time, by the same stdpolicy as elsewhere."""

import os
import pickle
import threading
from contextlib import chdir, nullcontext

import stdpolicy


class Unlike(Exception):
    """A worker has another version of stdpolicy."""


ONE = threading.Lock()
"""Held while a worker is at an item: what reads documents is not made for threads."""


def done(version: str, folder: str, sent: bytes) -> object:
    """What comes of a piece of work and an item that were pickled together, in the folder to which its relative paths
    refer, if that is here too. Raises Unlike, and whatever the work raises.
    """
    if version != stdpolicy.__version__:
        raise Unlike(stdpolicy.__version__)
    with ONE, chdir(folder) if os.path.isdir(folder) else nullcontext():
        work, item = pickle.loads(sent)
        return work(item)


def is_missing(error: BaseException) -> bool:
    """Whether something was raised since a worker has no stdpolicy, or one without corpora."""
    return isinstance(error, ModuleNotFoundError) and str(error.name).startswith("stdpolicy")
