"""Everything that the program can find wrong in `content/`, one stable code each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "lỗi"
    """The site is not built until it is mended."""
    WARNING = "nhắc"
    """The site is built; a person should look."""
    NOTE = "ghi chú"
    """Something harmless was mended on the way, or may be worth a look."""


class Rule(Enum):
    """A rule of the content contract: its stable code, its weight and what it says."""

    UNREADABLE_FILE = "KC101", Severity.ERROR, "tệp không đọc được"
    BROKEN_HEADER = "KC102", Severity.ERROR, "phần khai báo đầu bài bị hỏng"
    UNKNOWN_KEY = "KC103", Severity.WARNING, "khóa không có trong mẫu"
    REPEATED_KEY = "KC104", Severity.ERROR, "khóa viết hai lần"
    MISSING = "KC105", Severity.ERROR, "thiếu mục bắt buộc"
    WRONG_VALUE = "KC106", Severity.ERROR, "giá trị không đúng kiểu"
    WRONG_DATE = "KC107", Severity.ERROR, "ngày không có thật hoặc không đọc được"
    WRONG_CHOICE = "KC108", Severity.ERROR, "giá trị không nằm trong danh sách"
    WRONG_LENGTH = "KC109", Severity.ERROR, "quá ngắn hoặc quá dài"
    UNUSED_FOLDER = "KC110", Severity.WARNING, "thư mục chưa được đưa lên trang"
    LEGACY_TEXT = "KC111", Severity.ERROR, "chữ theo bảng mã cũ, không phải Unicode"
    TOO_COMPLEX = "KC112", Severity.ERROR, "bài lồng nhau quá sâu hoặc quá dài"
    HTML_DROPPED = "KC113", Severity.WARNING, "thẻ HTML không dùng được đã bị bỏ"
    LOST_LETTERS = "KC114", Severity.ERROR, "chữ có dấu đã mất, không lấy lại được"
    BROKEN_TABLE = "KC115", Severity.ERROR, "bảng CSV không đúng mẫu"
    LINES_JOINED = "KC117", Severity.NOTE, "dòng ngắt giữa câu đã được nối"
    WORDS_MISSING = "KC118", Severity.WARNING, "chữ trong bài không có trên trang"
    CHART_UNUSABLE = "KC119", Severity.ERROR, "biểu đồ không vẽ được"
    SYNC_COPY = "KC122", Severity.WARNING, "bản chép của một tệp khác"
    MISPLACED_FILE = "KC123", Severity.WARNING, "tệp nằm sai chỗ, không được đưa lên trang"

    DATES_REVERSED = "KC201", Severity.ERROR, "hai ngày ngược nhau"
    UNKNOWN_CATEGORY = "KC202", Severity.ERROR, "chuyên mục chưa khai báo"
    ALT_IS_TITLE = "KC203", Severity.ERROR, "mô tả ảnh trùng với tít"
    PHOTO_WITHOUT_CAPTION = "KC204", Severity.WARNING, "ảnh thiếu chú thích hoặc nguồn ảnh"
    LONG_TITLE = "KC205", Severity.WARNING, "tít dài"
    NO_SUMMARY = "KC206", Severity.WARNING, "thiếu sa-pô"
    LONG_SUMMARY = "KC207", Severity.WARNING, "sa-pô dài"
    SOURCE_WITHOUT_NAME = "KC208", Severity.ERROR, "có địa chỉ nguồn mà thiếu tên nguồn"
    NO_UID = "KC209", Severity.WARNING, "thiếu mã cố định"
    AWARD_LEVEL_ENDED = "KC210", Severity.ERROR, "cấp huyện đã bỏ từ 1/7/2025"
    REGION_MISPLACED = "KC211", Severity.ERROR, "vùng chỉ dùng cho cấp khu vực"
    SUPPORT_ABOVE_COST = "KC212", Severity.ERROR, "tiền hỗ trợ lớn hơn tổng kinh phí"
    VALIDITY_CONTRADICTED = "KC213", Severity.ERROR, "hiệu lực trái với ngày"
    PRICE_WITHOUT_UNIT = "KC214", Severity.WARNING, "giá thiếu đơn vị tính"
    CONSENT_MISSING = "KC215", Severity.WARNING, "hộ kinh doanh, cá nhân chưa đồng ý công khai"
    NO_BYLINE = "KC217", Severity.WARNING, "bài không ghi ai viết"
    LONG_STORY = "KC218", Severity.WARNING, "bài dài"
    SHORT_LEAD = "KC219", Severity.WARNING, "tin nổi bật quá ngắn"
    MANY_PHOTOS = "KC220", Severity.WARNING, "bài nhiều ảnh"
    OFFICIAL_ENDING = "KC221", Severity.NOTE, "sa-pô kết thúc như công văn"
    POLICY_EXPIRED = "KC222", Severity.WARNING, "văn bản đã hết hiệu lực"
    AWARD_EXPIRED = "KC223", Severity.WARNING, "danh hiệu đã hết hạn"
    WITHDRAWN_UNDATED = "KC230", Severity.WARNING, "bài gỡ chưa ghi ngày gỡ"
    TRANSCRIPT_BROKEN = "KC231", Severity.ERROR, "tệp phụ đề không đọc được"
    WITHHOLDING_KEY = "KC232", Severity.ERROR, "khóa để giữ bài lại viết sai"
    FUTURE_DATE = "KC233", Severity.WARNING, "ngày chưa tới mà bài đã đăng"
    UNLIKELY_YEAR = "KC234", Severity.WARNING, "năm có lẽ gõ nhầm"
    DATE_WITHOUT_HOUR = "KC235", Severity.NOTE, "tin trong ngày chưa ghi giờ"
    EXAMPLE_LEFT = "KC236", Severity.ERROR, "còn chữ mẫu chưa thay"
    SAMPLE_CENTRE = "KC237", Severity.WARNING, "site.yml còn địa chỉ, số máy mẫu"
    CHAPTER_MISPLACED = "KC238", Severity.ERROR, "mốc của một phần chương trình không đúng"
    PHOTO_UNDESCRIBED = "KC239", Severity.WARNING, "ảnh của bản nháp chưa có mô tả"
    UNDIALLED = "KC260", Severity.WARNING, "số điện thoại không gọi được"
    UNVERIFIED = "KC261", Severity.NOTE, "hiệu lực chưa đối chiếu với văn bản gốc"
    PUBLISHED_GONE = "KC250", Severity.WARNING, "bài đã đăng không còn trên trang"
    ADDRESS_CHANGED = "KC251", Severity.WARNING, "đổi địa chỉ của bài đã đăng"
    NO_SUBTITLES = "KC252", Severity.WARNING, "video chưa có phụ đề"
    UNUSED_CATEGORY = "KC253", Severity.WARNING, "chuyên mục không có thư mục"
    ONE_PRODUCER_TWO_NAMES = "KC262", Severity.WARNING, "một cơ sở viết hai tên"
    FORMER_PLACE = "KC270", Severity.NOTE, "địa danh cũ"
    PLACES_CONTRADICT = "KC271", Severity.WARNING, "xã không khớp với địa chỉ cũ"
    AWARD_TWICE = "KC254", Severity.WARNING, "một danh hiệu ghi hai lần"
    RESERVED_SLUG = "KC216", Severity.ERROR, "địa chỉ dành riêng cho trang danh sách"

    PHOTO_MISSING = "KC301", Severity.ERROR, "không tìm thấy tệp"
    PATH_OUTSIDE = "KC302", Severity.ERROR, "đường dẫn ra ngoài thư mục nội dung"
    NOT_A_PICTURE = "KC303", Severity.ERROR, "tệp không phải ảnh dùng được"
    REMOTE_PICTURE = "KC304", Severity.ERROR, "ảnh nằm ở trang khác"
    MOVING_PICTURE = "KC307", Severity.WARNING, "ảnh động chỉ hiện khung hình đầu"
    MANY_PAGES = "KC308", Severity.WARNING, "tệp ảnh có nhiều trang, chỉ trang đầu được dùng"

    PDF_UNUSABLE = "KC309", Severity.ERROR, "tệp PDF không đọc được"
    PDF_SCANNED = "KC310", Severity.WARNING, "tài liệu là bản quét, không có chữ"

    WRONG_FILE = "KC305", Severity.ERROR, "nội dung tệp không đúng với đuôi tệp"
    FILE_REFUSED = "KC306", Severity.ERROR, "loại tệp không được đưa lên trang"

    ADDRESS_TAKEN = "KC401", Severity.ERROR, "hai bài trùng một địa chỉ"
    UID_TAKEN = "KC402", Severity.ERROR, "hai bài trùng một mã cố định"
    BROKEN_LINK = "KC403", Severity.ERROR, "liên kết tới trang không có"
    LINK_TO_UNPUBLISHED = "KC404", Severity.WARNING, "liên kết tới bài chưa đăng"
    UNKNOWN_REFERENCE = "KC405", Severity.ERROR, "nhắc tới bài hoặc sản phẩm không có"

    DE_AN_CONTRADICTED = "KC406", Severity.WARNING, "bài và bảng đề án nói khác nhau"
    BROKEN_ANCHOR = "KC407", Severity.WARNING, "liên kết tới đề mục không có"
    UNKNOWN_DOCUMENT = "KC408", Severity.WARNING, "số văn bản có lẽ viết sai"
    DOCUMENT_TAKEN = "KC409", Severity.ERROR, "một văn bản đăng hai lần"
    OLD_ADDRESS_UNUSABLE = "KC412", Severity.ERROR, "địa chỉ cũ không thể là của một trang"
    LINK_IN_SUMMARY = "KC413", Severity.WARNING, "liên kết trong sa-pô"
    CONTACT_IN_TEXT = "KC414", Severity.WARNING, "bài có số máy, thư chưa được đồng ý công khai"

    SUPPORT_CODE = "KC415", Severity.ERROR, "mã mức hỗ trợ không dùng được"
    SUPPORT_CONTRADICTED = "KC416", Severity.WARNING, "hai mức hỗ trợ trái nhau"

    AMENDED_PROVISION = "KC417", Severity.WARNING, "điều khoản bị sửa không có"
    VALIDITY_PARTLY = "KC418", Severity.WARNING, "điều đã bãi bỏ mà văn bản ghi còn hiệu lực"

    NAMES_ALIKE = "KC410", Severity.WARNING, "hai tên chỉ khác dấu"

    NO_CENTRE = "KC501", Severity.ERROR, "thiếu site.yml"

    MENDED = "KC601", Severity.NOTE, "văn bản đã được làm sạch"

    DOUBLED_WORD = "KC701", Severity.WARNING, "chữ viết hai lần"
    SPACE_BESIDE_MARK = "KC702", Severity.WARNING, "dấu cách thừa cạnh dấu câu"
    NO_SPACE_AFTER_MARK = "KC703", Severity.WARNING, "thiếu dấu cách sau dấu câu"
    BROKEN_HYPHEN = "KC704", Severity.WARNING, "gạch nối có dấu cách thừa"
    KNOWN_SLIP = "KC705", Severity.WARNING, "lỗi chính tả thường gặp"
    UNEXPLAINED = "KC706", Severity.WARNING, "chữ viết tắt chưa giải nghĩa"
    NO_SYLLABLE = "KC707", Severity.WARNING, "chữ không có trong tiếng Việt"
    RARE_PAIR = "KC708", Severity.NOTE, "cặp chữ ít gặp, có lẽ sai dấu"

    FIGURE_SUM = "KC801", Severity.WARNING, "các phần cộng lại không bằng số đã ghi"
    FIGURE_NOT_IN_TEXT = "KC802", Severity.WARNING, "số đã khai báo không có trong bài"
    FIGURE_AGAINST_DATA = "KC803", Severity.WARNING, "số trong bài trái với dữ liệu của trang"
    TABLE_SUM = "KC804", Severity.WARNING, "dòng cộng của bảng không đúng"

    def __init__(self, code: str, severity: Severity, summary: str) -> None:
        self.code = code
        self.severity = severity
        self.summary = summary


RULES: Mapping[str, Rule] = {rule.code: rule for rule in Rule}
"""Code → rule."""

Where = tuple[str | int, ...]
"""Keys that lead to a value of a header: `("awards", 0, "level")`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken by an entry, before anybody knows the line.

    `where` is the path of keys inside the front matter: `("awards", 0, "level")`.
    `message` says what is wrong, `advice` what to write instead; both are Vietnamese
    sentences.
    """

    rule: Rule
    where: Where
    message: str
    advice: str


class Fold(StrEnum):
    """Why a problem is counted and not shown: a person knows of it already."""

    ACCEPTED = "đã chấp nhận"
    """The header of the entry says so (`accepted`)."""
    SAMPLE = "ở dữ liệu minh họa"
    """It is about sample data (`sample`)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place: `file` is relative to the content folder, `line` from 1."""

    file: str
    line: int
    rule: Rule
    message: str
    advice: str = ""
    fold: Fold | None = None

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """Sorts by file, then by line."""
        return self.file, self.line, self.rule.code, self.message

    def folded(self, fold: Fold) -> "Problem":
        """The same, which a person knows of already."""
        return Problem(self.file, self.line, self.rule, self.message, self.advice, fold)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.advice}".rstrip()
