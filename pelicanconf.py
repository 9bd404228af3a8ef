"""Settings of the site for work at the desk; publishconf.py holds those for the world.

Who the centre is stands in content/site.yml, not here: another province changes `content/`
and nothing else. PLUGINS in order is the table of contents of the program.
"""

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"

PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "khuyencong.reading",  # content/ to typed records, or to a list of problems
    "khuyencong.pictures",  # photos to derivatives
    "khuyencong.press",  # records to press kits and data files
    "khuyencong.feeds",  # records to feeds
    "khuyencong.pages",  # records to the view of every page
    "sitemap",  # pelican-sitemap
    "khuyencong.rendering",  # views to files, all or none
]

SITENAME = "Khuyến Công Site"
SITEURL = ""  # empty: the `url` of site.yml
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DRAFTS = False  # `khuyencong preview` shows drafts, a build never does

# The rooms above read `content/` themselves; Pelican's own generators stay idle.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
THEME_STATIC_PATHS: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
SITEMAP = {"exclude": [r"^404\.html$"]}
DOCUTILS_SETTINGS = {"language_code": "en"}  # Docutils has no Vietnamese and says so
