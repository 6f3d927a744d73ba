"""Plays scenarios, one after another."""

import time

from shared.errors import SelvageError
from tests.faults.oracle import Judgement
from tests.faults.scenario import Result, Scenario
from tests.faults.scene import Scene, new_scene
from tests.faults.stage import Stage

#: Events that mean that something happened which nobody named.
BUGS = ("door.failed", "door.bell_failed", "note.not_internal", '"raised_at"')


def play(scenario: Scenario, stage: Stage, *, seed: int) -> Result:
    """What comes of the scenario; whatever goes wrong in it is told in the result."""
    began = time.monotonic()
    name = f"{scenario.number:02}"
    with new_scene(stage, seed=f"{seed}:{name}", within_s=scenario.within_s, name=name) as scene:
        unexpected = _play(scenario, scene)
        judgement = scene.judge()
        unexpected = unexpected or _why_not_good(scene, judgement)
        return Result(
            scenario,
            acknowledged=len(scene.sender.acknowledged),
            lost=len(judgement.lost),
            double_notes=len(judgement.doubled),
            recovered_s=None if scene.recovered_s is None else round(scene.recovered_s, 1),
            unexpected=unexpected,
            took_s=time.monotonic() - began,
        )


def _play(scenario: Scenario, scene: Scene) -> str | None:
    """What was not as expected."""
    try:
        scenario.play(scene)
    except (AssertionError, SelvageError) as error:
        return str(error) or type(error).__name__
    return None


def _why_not_good(scene: Scene, judgement: Judgement) -> str | None:
    """What no scenario may leave behind, whatever its fault."""
    if judgement.unfinished:
        return f"{len(judgement.unfinished)} jobs have not ended"
    if scene.recovered_s is None:
        return "the scenario has not waited for its end"
    if not scene.sender.acknowledged:
        return "nothing was acknowledged, so nothing was shown"
    if any(note["public"] for note in scene.notes()):
        return "a note is public"
    for log in sorted(scene.folder.glob("*.log")):
        text = log.read_text(encoding="utf-8", errors="replace")
        for bug in BUGS:
            if bug in text:
                line = next(line for line in text.splitlines() if bug in line)
                return f"{log.name} says: {line[:300]}"
    return None
