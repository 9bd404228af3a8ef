"""What newspapers and stations take away: whole stories, and press kits."""
