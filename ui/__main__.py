"""`so-clb`: with a command it works without a screen, without one it opens the window."""

import gc
import sys


def main() -> None:
    """The entry of both; Qt is imported only for the window."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] != "--club":
        from app.cli.main import main as command_line

        command_line()
        return
    gc.disable()  # what is made on the way to the window stays: `ui.app` looks for rubbish later
    from ui.app import run

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
