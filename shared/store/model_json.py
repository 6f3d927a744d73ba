"""The axes of a discovery as JSON, and back: what places one more customer, and what names stay for the next time."""

import json
import math
from dataclasses import asdict
from typing import Any

from shared.segmentation.discovery import AxisModel, Discovery
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import StrengthCuts


def model_json(found: Discovery) -> str:
    """All that the discovery learned of the shop, customers aside."""
    return finite_json(
        {
            "axes": [asdict(places.model) for places in found.axes],
            "archetype_axes": found.archetype_axes,
            "renamed": {places.model.axis: places.renamed for places in found.axes},
        }
    )


def axes_json(found: Discovery) -> str:
    """Each axis with its segments, in the order in which arrays hold them."""
    return json.dumps([[places.model.axis, places.model.segments] for places in found.axes])


def axis_models(model: dict[str, Any]) -> tuple[AxisModel, ...]:
    """The axes in a model that was kept."""
    return tuple(_axis_model(axis) for axis in model["axes"])


def _axis_model(axis: dict[str, Any]) -> AxisModel:
    return AxisModel(
        axis=axis["axis"],
        features=tuple(axis["features"]),
        scaling=Scaling(**{name: tuple(values) for name, values in axis["scaling"].items()}),
        segments=tuple(axis["segments"]),
        centres=tuple(tuple(centre) for centre in axis["centres"]),
        cuts=StrengthCuts(**axis["cuts"]),
        xie_beni=math.inf if axis["xie_beni"] is None else axis["xie_beni"],
        agreement=axis["agreement"],
    )


def finite_json(value: object) -> str:
    """JSON with null for what is no finite number, which JSON cannot say."""
    return json.dumps(_finite(value), allow_nan=False)


def _finite(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return value
