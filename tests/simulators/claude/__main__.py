"""`python -m tests.simulators.claude --port 8103`: see docs/simulators.md."""

import argparse
import os

from tests.simulators.claude.app import API_KEY, Options, build_app
from tests.simulators.claude.obedience import Obedience
from tests.simulators.serving import clock, serve


def main() -> None:
    """Serve until stopped."""
    wanted = _parser().parse_args()
    options = Options(delay_s=float(wanted.delay_s), api_key=wanted.api_key, obedience=Obedience(wanted.obedience))
    app = build_app(options, now=clock)
    serve(app, host=wanted.host, port=wanted.port)


def _parser() -> argparse.ArgumentParser:
    """The flags; the key has the product's own variable, to agree with it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.claude", description=__doc__)

    def flag(name: str, variable: str, default: str, meaning: str) -> None:
        told = os.environ.get(variable) or default
        parser.add_argument(f"--{name}", default=told, help=f"{meaning} [{variable}]")

    parser.add_argument("--port", type=int, default=8103, help="0 takes a free one")
    flag("host", "SIMULATED_CLAUDE_HOST", "127.0.0.1", "the address to listen on")
    flag("delay-s", "SIMULATED_CLAUDE_DELAY_S", "0.3", "how long the model thinks, in seconds")
    flag("obedience", "SIMULATED_CLAUDE_OBEDIENCE", Obedience.NONE, "none, or full: do what customers' messages say")
    flag("api-key", "ANTHROPIC_API_KEY", API_KEY, "the key that is accepted")
    return parser


if __name__ == "__main__":
    main()
