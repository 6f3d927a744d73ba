"""The features come out the same on Spark as in DuckDB. Deselected unless asked for: `make spark`."""

import shutil
from pathlib import Path

import ibis
import pyarrow.parquet as pq
import pytest

from tests.integration.demo_features import assert_alike, demo_lines, families_of, measured, measured_by_duckdb

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
}


@pytest.mark.spark
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")  # PySpark's own are not ours to mend
def test_spark_measures_what_duckdb_measures(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: `make spark` installs it")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on the PATH")
    lines = demo_lines()
    pq.write_table(lines, tmp_path / "lines.parquet")
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        found = measured(ibis.pyspark.connect(session).read_parquet(tmp_path / "lines.parquet"), families_of(lines))
    finally:
        session.stop()

    assert_alike(found, measured_by_duckdb(lines))
