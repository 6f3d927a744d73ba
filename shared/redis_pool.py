"""Connections to Redis for callers who would rather do without it than wait."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def impatient_pool(redis_url: str, *, connections: int, timeout_s: float) -> redis.BlockingConnectionPool:
    """At most so many connections; each step, from waiting for one to reading an answer, takes `timeout_s` at most.

    Connects to nothing yet, and tries nothing twice.
    """
    return redis.BlockingConnectionPool.from_url(
        redis_url,
        max_connections=connections,
        timeout=timeout_s,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
        retry=Retry(NoBackoff(), 0),
    )
