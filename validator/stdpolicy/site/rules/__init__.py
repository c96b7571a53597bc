"""The rules by which Apache and nginx answer as `negotiation` says.

- groups: the table of routes, a row for many IRIs
- accept: regular expressions for the header Accept
- headers: what is said with every answer
- apache, nginx: in the words of each
- folder: the files of rules
"""
