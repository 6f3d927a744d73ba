"""The analytics API: the only door to what segmentation knows."""
