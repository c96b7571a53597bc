"""What holds for all tests: the command line speaks English in them, whatever the developer's locale is."""

import os

os.environ["STDPOLICY_LANG"] = "en"
