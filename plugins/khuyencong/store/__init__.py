"""What lasts between two runs: atomic writes, digests, file states, caches, locks."""
