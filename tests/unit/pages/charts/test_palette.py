"""Colours can be told apart by everybody."""

from itertools import combinations

import numpy as np
import pytest

from shared.pages.charts.palette import GROUND, HUES, INK, QUIET, RISK_HUES

#: How people see who lack one kind of cone: Machado, Oliveira and Fernandes, 2009, severity 1.
SIGHTS = {
    "all cones": np.eye(3),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1, 1.08883])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    scaled = XYZ @ np.clip(rgb, 0, 1) / WHITE
    curved = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * curved[1] - 16, 500 * (curved[0] - curved[1]), 200 * (curved[1] - curved[2])])


def contrast(one: str, other: str) -> float:
    light = sorted(float(linear(colour) @ XYZ[1]) + 0.05 for colour in (one, other))
    return light[1] / light[0]


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("colours", [HUES, tuple(RISK_HUES.values())], ids=["series", "risk"])
def test_any_two_colours_are_told_apart(colours: tuple[str, ...], sight: str) -> None:
    seen = [lab(SIGHTS[sight] @ linear(colour)) for colour in colours]

    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) >= 18


@pytest.mark.parametrize("letters", [INK, QUIET])
def test_letters_can_be_read(letters: str) -> None:
    assert contrast(letters, GROUND) >= 4.5
