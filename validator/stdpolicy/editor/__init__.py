"""What an editor asks of the tool: a store of open texts, an index of places, and a server over both.

Only `server` and `protocol` know the Language Server Protocol; all else is pure, from (text, offset) to
neutral values. Places are spans in characters throughout, as everywhere in the package.
"""
