"""Deterministic illustrations for the sample content, drawn with Pillow alone."""
