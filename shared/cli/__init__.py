"""`selvage`: one verb, one file."""
