"""Words that several readers look for, as patterns."""

PRIZE = "(?:[特一二三四]等|[金银铜]|优秀|优胜)奖"
"""A prize by its degree: 一等奖, 金奖, 优秀奖."""
ROLES = "牵头|主办|负责|责任|配合|协办|参与|参加|协助|指导|落实|分工"
"""What says of a bracket that it names who does what: （牵头）, （省水利厅负责）."""
WHO = rf"[^，。；：:、]{{0,6}}(?:{ROLES})[^，。；：:、]{{0,4}}(?:单位|部门)[:：]"
"""How a line begins that only says who does something: 责任单位：…."""
