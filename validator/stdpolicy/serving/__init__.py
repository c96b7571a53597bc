"""A site on this machine, with negotiation, and an interface that validates and converts.

- jobs: what is asked for and what came of it, as plain values
- workers: processes that do jobs within bounds of time and memory
- problems: what went wrong, as RFC 9457 has it
- interface: /api/
- files: the files of a site, and its IRIs
- application: all of that behind one door, which knows its own names
- server: on a port
"""

from stdpolicy.serving.files import open_site
from stdpolicy.serving.server import serve

__all__ = ["open_site", "serve"]
