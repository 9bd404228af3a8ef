"""What comes in from outside (Word, Excel, web pages, old portals) and becomes drafts."""
