"""Vietnamese text: folding, sorting, slugs, dates, numbers, cleaning. Pure functions."""
