import json
from dataclasses import replace

import pytest

from shared.segmentation.discover import discover
from shared.segmentation.discovery import Discovery
from shared.store.model_json import axes_json, axis_models, finite_json, model_json
from tests.factories_features import AS_OF, three_kinds


@pytest.fixture(scope="module")
def found() -> Discovery:
    return discover(three_kinds(60), as_of=AS_OF, currency="GBP", seed=1)


def test_the_axes_come_back_as_they_were(found: Discovery) -> None:
    models = axis_models(json.loads(model_json(found)))

    assert models
    assert models == tuple(places.model for places in found.axes)


def test_separation_that_is_no_number_comes_back_as_useless(found: Discovery) -> None:
    first = replace(found.axes[0], model=replace(found.axes[0].model, xie_beni=float("inf")))

    (model,) = axis_models(json.loads(model_json(replace(found, axes=(first,)))))

    assert model == first.model


def test_each_axis_is_kept_with_its_segments(found: Discovery) -> None:
    assert json.loads(axes_json(found))[0] == ["purchase_frequency", list(found.axes[0].model.segments)]


def test_what_json_cannot_say_is_null() -> None:
    told = finite_json({"a": float("nan"), "b": [float("inf"), 1.5], "c": (None, "nan")})

    assert json.loads(told) == {"a": None, "b": [None, 1.5], "c": [None, "nan"]}
