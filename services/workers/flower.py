"""`python -m services.workers.flower`: the operator's view of the workers, behind a password."""

import os
import sys

from shared.jobs.ring import celery_app
from shared.settings import Settings

#: Flower keeps what it has seen in memory; its own default of 100,000 tasks grows to a gigabyte.
MOST_TASKS = 5_000


def main() -> None:
    """Serve Flower, or end with a sentence when it would stand open."""
    settings = Settings()
    if settings.flower_basic_auth is None:
        sys.exit("FLOWER_BASIC_AUTH is not set: Flower would be open to everyone. Set it to user:password.")
    # Flower reads its options from the environment too, where `ps` does not show them.
    os.environ["FLOWER_BASIC_AUTH"] = settings.flower_basic_auth.get_secret_value()
    options = [f"--address={settings.host}", f"--port={settings.flower_port}", f"--max-tasks={MOST_TASKS}"]
    celery_app(settings.redis_url).start(["flower", *options])


if __name__ == "__main__":
    main()
