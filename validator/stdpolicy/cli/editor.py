"""The command that serves editors: lsp."""

from stdpolicy.cli.common import chinese


@chinese("""供编辑器使用的语言服务器（LSP），由编辑器启动，经标准输入和标准输出通信。

    编辑器的设置见 docs/editors.md。

    \\b
    示例：
      stdpolicy lsp
""")
def lsp() -> None:
    """Serve an editor by the Language Server Protocol, over standard input and output.

    An editor starts it: docs/editors.md has the settings.

    \\b
    Example:
      stdpolicy lsp
    """
    from stdpolicy.editor.server import serve

    serve()
