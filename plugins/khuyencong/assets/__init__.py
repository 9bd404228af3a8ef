"""The theme's own files: stylesheet, scripts, icons, the card that chat programs show."""
