"""`selvage up`: the whole system on this machine, left running."""

from shared.cli.embedded_only import needs_embedded_stores


@needs_embedded_stores
def up() -> None:
    """Start the stores, every service and the simulators, and keep them running until Ctrl-C.

    Real Gorgias and Claude are used instead of the simulators where GORGIAS_API_KEY and ANTHROPIC_API_KEY are set.
    Data stays in .selvage/ between runs.
    """
    from shared.cli.local.run import run  # noqa: PLC0415  what it imports takes seconds and is not everywhere

    run()
