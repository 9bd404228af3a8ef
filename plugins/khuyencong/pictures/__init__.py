"""A photo to its derivatives, with caption and credit inside and nothing private."""
