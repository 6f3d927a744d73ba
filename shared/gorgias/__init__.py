"""Gorgias: client, payloads in and out, its errors translated."""
