"""From the text of a policy to a draft of its encoding, which validates and states nothing that it
does not quote.
"""

from stdpolicy.drafting.draft.english import untranslated
from stdpolicy.drafting.draft.whole import Draft, draft

__all__ = ["Draft", "draft", "untranslated"]
