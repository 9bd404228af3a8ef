"""Where the site's stories, producers and đề án are: a tree of provinces and communes."""
