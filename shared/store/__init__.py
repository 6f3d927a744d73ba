"""Postgres is the truth and Redis is the bell. SQL stands whole beside the row that it makes."""
