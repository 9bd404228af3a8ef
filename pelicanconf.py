"""Settings of the site for work at the desk; publishconf.py holds those for the world.

Who the centre is stands in content/site.yml, not here: another province changes `content/`
and nothing else. What a build does stands in
plugins/khuyencong/build.py.
"""

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"

PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "sitemap",  # pelican-sitemap
    "khuyencong.plugin",  # content/ to a whole site
]

SITENAME = "Khuyến Công Site"
SITEURL = ""  # empty: the `url` of site.yml
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DRAFTS = False  # `khuyencong preview` shows drafts, a build never does
PRODUCTION = False  # publishconf.py: no address or telephone of a sample may go out

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
READERS = {"rst": None}  # nobody writes reStructuredText here, and Docutils has no Vietnamese
