"""Views to files: whole files or none, the old site standing until the new one is whole."""
