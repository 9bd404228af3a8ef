"""What each page shows: from the site index to frozen views, one small function a template."""
