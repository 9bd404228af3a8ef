"""Names of places: provinces and communes since 1/7/2025, and what became of the old ones."""
