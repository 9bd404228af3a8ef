"""A content folder, read once: text to typed records, or to problems with file and line."""
