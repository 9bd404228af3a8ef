"""A process beside a desk or a preview that carries commands out at once: everything is loaded."""
