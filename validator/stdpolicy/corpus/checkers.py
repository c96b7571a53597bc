"""What checks documents in a worker: made once, as registries may be large."""

import errno
import math
import os
import threading
from functools import lru_cache

from stdpolicy import api
from stdpolicy.checks.alone import Checker, Settings
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.store import Store
from stdpolicy.formats import named


def checker(options: Options, problems: list[str]) -> Checker:
    """What checks documents in this process, with `problems` for the files that it could not read again."""
    made = _checker(options._replace(tables=()), threading.get_ident())
    made.problems = problems
    made.forget()
    return made


@lru_cache(maxsize=8)
def _checker(options: Options, thread: int) -> Checker:
    store = Store(options.output)
    trees = []
    for name in options.registries:
        data = store.get(name)
        if data is None:  # another run over other documents has ended meanwhile, which removes it
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{store.uri}/{name}")
        trees.append(api.load(data, format="jsonld", max_size=math.inf).tree)
    settings = Settings(
        named(options.notation) if options.notation else None,
        options.max_size,
        options.conformance,
        trees,
        options.keep_going,
        located=True,
    )
    return Checker(settings, [])
