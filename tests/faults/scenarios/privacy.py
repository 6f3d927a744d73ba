"""A customer is erased while jobs about them are queued, running, dead or in Redis."""

from collections.abc import Iterable
from uuid import UUID

from psycopg import sql

from shared.store.job_desk import JobDesk
from shared.store.personal_data import PersonalData
from tests.factories_customers import a_profile
from tests.factories_snapshots import keep_snapshot
from tests.faults.scenario import scenario
from tests.faults.scene import Scene
from tests.faults.sender import Letter

ID, ADDRESS = "canary-17850", "canary@shop.example"
#: What our own database, Redis and logs must not say any more, and no note that is posted after the erasure.
CANARY = "canary"
CUSTOMER = {"name": "Canary Weaver", "email": ADDRESS, "external_id": ID}
#: Only the analytics know this.
LIFETIME_VALUE = 6912.0
NOTES_PATH = "/api/tickets/*/messages"

ENDS = """
SELECT j.id, j.state, coalesce(j.outcome, j.last_error)
FROM jobs j JOIN deliveries d ON d.id = j.id
WHERE (d.hint->>'ticket_id')::bigint = %(ticket_id)s
"""
TABLES = """
SELECT table_name::text, string_agg(quote_ident(column_name), ', ')::text
FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY')
GROUP BY table_name
"""


@scenario(
    24,
    fault="a customer is erased while a job of theirs is dead, one runs, one is queued and its bell is in Redis",
    expected="each ends as erased: no note, nothing personal left, a row that says who erased whom",
    within_s=60,
)
def customer_erased(scene: Scene) -> None:
    """The worker has one place, so the third ticket waits behind the second, which waits for Claude."""
    keep_snapshot(scene.database, a_profile(ID, email=ADDRESS, clv=LIFETIME_VALUE))
    scene.api()
    scene.door()
    scene.beat()
    scene.worker(DRAFT_CONCURRENCY="1")

    scene.gorgias.fail(path=NOTES_PATH, method="POST", status=400)
    [dead] = scene.send(1, customer=CUSTOMER)
    scene.wait(lambda: _state(scene, dead) == "dead", "the first job to be dead")
    scene.claude.fail(path="/v1/messages", delay_s=3)
    asked = len(scene.claude.effects())
    [running] = scene.send(1, customer=CUSTOMER)
    scene.wait(lambda: len(scene.claude.effects()) > asked, "the second job to be under way")
    [queued] = scene.send(1, customer=CUSTOMER)
    [somebody_else] = scene.send(1)

    PersonalData(scene.database).erase(ID, key_id="faults")
    [job_id] = [job_id for job_id, _, _ in scene.sql(ENDS, ticket_id=dead.ticket_id)]
    assert JobDesk(scene.database).replay(job_id=UUID(str(job_id)), since=None, error=None, dry_run=False)
    scene.fault_ends()
    scene.settle()

    for letter in (dead, running, queued):
        [(_, state, told)] = scene.sql(ENDS, ticket_id=letter.ticket_id)
        assert (state, str(told)[:6]) == ("skipped", "erased"), f"a job of the erased customer is {state}: {told}"
    assert [note["ticket_id"] for note in scene.notes()] == [somebody_else.ticket_id]
    assert scene.sql("SELECT count(*) > 0 FROM erasures WHERE key_id = 'faults'") == [(True,)], "there is no audit row"
    assert not (left := list(_what_is_left(scene))), f"something personal is left in {left}"


def _state(scene: Scene, letter: Letter) -> str | None:
    """The state of the letter's job."""
    return next((str(state) for _, state, _ in scene.sql(ENDS, ticket_id=letter.ticket_id)), None)


def _what_is_left(scene: Scene) -> Iterable[str]:
    """Where the canary still is: a search of every table, every key of Redis and every log."""
    with scene.database.connection() as connection:
        for table, columns in connection.execute(TABLES).fetchall():
            query = sql.SQL("SELECT 1 FROM {} WHERE concat_ws(' ', {}) ILIKE %s LIMIT 1").format(
                sql.Identifier(table), sql.SQL(columns)
            )
            if connection.execute(query, (f"%{CANARY}%",)).fetchone():
                yield f"table {table}"
    for key in scene.redis.scan_iter():
        if CANARY.encode() in key + (scene.redis.dump(key) or b""):
            yield f"Redis {key.decode()}"
    for log in scene.folder.glob("*.log"):
        if CANARY in log.read_text(encoding="utf-8", errors="replace").lower():
            yield log.name
