"""All scenarios, in the order of the table in docs/reliability.md."""

from tests.faults.scenarios import door, gorgias, workers

SCENARIOS = (
    door.door_killed_after_commit,
    door.door_killed_before_publish,
    workers.worker_dies_with_its_bell,
    workers.pool_process_killed,
    workers.worker_killed_twice,
    gorgias.killed_after_post,
    gorgias.answer_to_post_lost,
    workers.frozen_worker_wakes,
    door.commit_unknown,
    workers.cold_shutdown_amid_commit,
    gorgias.rate_limit_and_burst,
)
