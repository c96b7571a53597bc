"""The command that serves editors: lsp."""

from stdpolicy.cli.common import chinese


@chinese("""启动供编辑器使用的语言服务器（LSP）。

    服务器由编辑器启动，经标准输入和标准输出通信。编辑器的设置见 docs/editors.zh.md。

    \b
    示例：
      stdpolicy lsp
""")
def lsp() -> None:
    """Serve an editor by the Language Server Protocol.

    An editor starts it, and speaks with it over standard input and output: docs/editors.md has the settings.

    \b
    Example:
      stdpolicy lsp
    """
    from stdpolicy.editor.server import serve

    serve()
