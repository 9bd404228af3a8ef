"""The program as a zip for Windows that starts with a double click (docs/cai-dat-windows.md)."""
