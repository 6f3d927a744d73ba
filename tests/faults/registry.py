"""All scenarios, in the order of the table in docs/reliability.md."""

from collections.abc import Sequence

from tests.faults.scenario import Scenario
from tests.faults.scenarios import (
    claude,
    clocks,
    deploy,
    disks,
    door,
    gorgias,
    postgres,
    privacy,
    redis,
    slack_bursts,
    slack_clocks,
    slack_killed,
    slack_neighbours,
    slack_stores,
    webhooks,
    workers,
)

SCENARIOS = (
    door.door_killed_after_commit,
    door.door_killed_before_publish,
    workers.worker_dies_with_its_bell,
    workers.pool_process_killed,
    workers.worker_killed_twice,
    gorgias.killed_after_post,
    gorgias.answer_to_post_lost,
    workers.frozen_worker_wakes,
    redis.redis_forgets_everything,
    redis.redis_down_for_a_minute,
    redis.redis_half_open,
    redis.redis_refuses,
    postgres.postgres_unwell,
    door.commit_unknown,
    deploy.rolling_deploy,
    workers.cold_shutdown_amid_commit,
    claude.claude_misbehaves,
    gorgias.rate_limit_and_burst,
    webhooks.repeated_and_out_of_order,
    webhooks.poison,
    clocks.clocks_jump,
    clocks.three_beats,
    deploy.secret_rotated,
    privacy.customer_erased,
    disks.disk_full,
    slack_bursts.slack_burst,
    slack_killed.slack_worker_killed,
    slack_neighbours.slack_429,
    slack_neighbours.slack_away,
    slack_stores.slack_redis_down,
    slack_stores.slack_postgres_down,
    slack_bursts.slack_form,
    slack_bursts.slack_beside_drafts,
    slack_neighbours.slack_limits,
    slack_clocks.slack_two_beats,
)


def chosen(names: Sequence[str]) -> tuple[Scenario, ...]:
    """The scenarios with these names or numbers, in their order; all when none is given, LookupError for a stranger."""
    known = {key: each for each in SCENARIOS for key in (each.name, str(each.number), each.full_name)}
    if strangers := [name for name in names if name not in known]:
        raise LookupError(f"there is no scenario {strangers[0]!r}")
    wanted = [known[name] for name in names]
    return tuple(each for each in SCENARIOS if each in wanted) if names else SCENARIOS
