"""Measures what a build costs, beside Hugo and stock Pelican: `make bench`."""
