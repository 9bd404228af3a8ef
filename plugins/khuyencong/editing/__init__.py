"""Texts of `content/` written by programs: what was not to change stays byte for byte."""
