"""`python -m stdpolicy` and the `stdpolicy` command."""

import gc
import os
import sys

MANY = 50_000
"""How many objects are made before garbage is looked for. Imports make many, and none is garbage."""


def main() -> None:
    """Runs the CLI; what nobody foresaw ends in one line and exit code 3."""
    gc.set_threshold(MANY)
    try:
        from stdpolicy.language import begin

        begin(sys.argv[1:], os.environ)  # before there is any help
        from stdpolicy.config.spoken import propose_configured

        propose_configured(sys.argv[1:])
        from stdpolicy.cli import app
        from stdpolicy.cli.streams import secure

        secure()
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("STDPOLICY_DEBUG"):
            raise
        from stdpolicy.language import either

        what = f"{type(error).__name__}: {error}"
        en = (
            f"internal error: {what}\n"
            "This is a bug; please report it. STDPOLICY_DEBUG=1 shows where it happened."
        )
        zh = f"内部错误：{what}\n此为程序缺陷，应予报告。设置 STDPOLICY_DEBUG=1 可显示出错位置。"
        print(f"stdpolicy: {either(en, zh)}", file=sys.stderr)
        sys.exit(3)
    finally:
        gc.freeze()  # or all that was imported is looked through once more at exit


if __name__ == "__main__":
    main()
