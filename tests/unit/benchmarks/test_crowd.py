import csv
import io

import numpy as np

from benchmarks.crowd import crowd
from shared.segmentation.axes import AXES
from shared.store.place_rows import segment_rows
from shared.store.profile_rows import profile_columns, profile_rows


def test_a_crowd_hangs_together() -> None:
    findings = crowd(500)
    found = findings.discovery

    assert len(found) == 500
    assert list(found.features.customer_id) == sorted(found.features.customer_id)
    assert sum(archetype.member_count for archetype in found.archetypes) == 500
    members = np.bincount(found.archetype, minlength=len(found.archetypes)).tolist()
    assert members == [archetype.member_count for archetype in found.archetypes]
    for number in (0, 499):
        profile = found.profile(number)
        assert profile.archetype_id == ".".join(place.segment for place in profile.axes[:3])


def test_a_crowd_can_be_kept() -> None:
    findings = crowd(50)

    rows = list(csv.reader(io.StringIO(b"".join(profile_rows(findings)).decode())))

    assert len(rows) == 50
    assert {len(row) for row in rows} == {len(profile_columns(findings))}
    counts = [row[4:7] for row in segment_rows(findings.discovery, 1)]
    assert sum(int(str(members)) for by_strength in counts for members in by_strength) == 50 * len(AXES)
