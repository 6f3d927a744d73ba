"""`selvage demo`: the whole way of a ticket, on this machine, in one command."""

from shared.cli.embedded_only import needs_embedded_stores


@needs_embedded_stores
def demo() -> None:
    """See support tickets come in as signed webhooks and leave with a note; then stop all that was started.

    Runs real services over an embedded PostgreSQL and Valkey, with a year of a real shop's orders. Gorgias and Claude
    are simulated unless GORGIAS_API_KEY and ANTHROPIC_API_KEY are set. Exit code 0 only if every step did what it
    shows.
    """
    from shared.cli.demo.run import run  # noqa: PLC0415  what it imports takes seconds and is not everywhere

    run()
