"""CSV for COPY: what is no number is nothing, what is text stays text."""

import csv
import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.store.arrow_rows import arrays, csv_of, letters, numbers, words


def test_figures_are_rounded_and_what_is_no_number_is_nothing() -> None:
    figures = np.array([1.005, -0.0, 2.5, np.nan, np.inf, -np.inf])

    assert csv_of({"money": numbers(figures, 2), "whole": numbers(figures, 0)}).decode().split("\n") == [
        "1,1",
        "0,0",
        "2.5,2",
        ",",
        ",",
        ",",
        "",
    ]


def test_arrays_are_written_as_postgres_reads_them() -> None:
    rows = np.array([[0.25, np.nan], [1.0, -2.12345]], dtype=np.float32)

    assert arrays(rows, 4).to_pylist() == ["{0.25,NULL}", "{1,-2.1235}"]
    assert arrays(np.empty((2, 0)), 4).to_pylist() == ["{}", "{}"]
    assert arrays(np.empty((0, 3)), 4).to_pylist() == []


def test_a_position_stands_for_its_word_and_none_for_an_empty_text() -> None:
    assert words(np.array([1, -1, 0], dtype=np.int8), ("low", "high")).to_pylist() == ["high", "", "low"]
    assert words(np.array([-1, -1]), ()).to_pylist() == ["", ""]


def test_letters_of_a_row_become_one_text() -> None:
    assert letters(np.array([[119, 45], [115, 109]], dtype=np.uint8)).to_pylist() == ["w-", "sm"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"))))
def test_any_text_comes_back_out_of_the_csv(texts: list[str]) -> None:
    written = csv_of({"text": pa.array(texts, pa.string()), "after": pa.array([1] * len(texts), pa.int64())})

    read = list(csv.reader(io.StringIO(written.decode(), newline="")))

    assert [text for text, _ in read] == texts


@pytest.mark.parametrize("decimals", [0, 2, 4])
@given(figure=st.floats(-1e9, 1e9))
def test_a_figure_is_off_by_no_more_than_half_of_its_last_decimal(decimals: int, figure: float) -> None:
    kept = numbers(np.array([figure]), decimals)[0].as_py()

    assert kept == pytest.approx(figure, abs=0.501 * 10**-decimals)
