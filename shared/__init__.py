"""The library that the services stand on, in layers that import-linter keeps."""
