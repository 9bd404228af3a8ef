"""Khuyến Công Site: a newspaper of rural industry, made from a folder of Markdown.

Each folder here is a room with one purpose; docs/architecture.md is the floor plan.
"""

__version__ = "0.1.0"
