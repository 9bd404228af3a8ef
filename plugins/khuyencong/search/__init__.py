"""Site search: a static index in small files, which a reader's browser asks by itself."""
