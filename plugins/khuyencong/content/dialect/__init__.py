"""How a body is read as people type it in Word and Zalo; told to staff in docs/cach-go.md.

The `markdown` package stays the engine: everything here is one of its preprocessors, block
processors, inline processors or tree processors, and `extension.py` registers them all.
"""
