"""Feeds for readers and newsrooms."""
