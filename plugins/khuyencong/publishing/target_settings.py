"""`xuat-ban.yml`, beside `content/`: where a site is published to. It never holds a secret."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import Field

from khuyencong.content.folder import ContentError
from khuyencong.content.settings_file import read_settings
from khuyencong.model.declaration import Choice, Declared
from khuyencong.model.fields import Amount, Flag, Text, TextList, WebAddress
from khuyencong.model.rules import Fault, Rule
from khuyencong.model.values import without_passwords
from khuyencong.publishing.errors import NoSettingsError, PublishingError
from khuyencong.store.cache_folder import CACHE_FOLDER
from khuyencong.store.digest import hex_digest_of

SETTINGS_FILE = "xuat-ban.yml"
SCHEMES = (
    *("file", "ssh", "sftp", "ftps", "ftp", "s3", "https+webdav", "http+webdav"),
    *("git+https", "git+ssh", "git+file"),
)
_EXAMPLE = "ssh://web@may-chu.example/srv/khuyencong"
_NOT_HERE = (
    "có mật khẩu. Bỏ mật khẩu khỏi địa chỉ và đổi mật khẩu đó; mật khẩu mới cất trong "
    "kho khóa của máy hoặc biến môi trường (docs/dua-len-mang.md)."
)


class Server(Choice):
    """Web servers for which something is sent along: their config, or compressed copies."""

    NGINX = "nginx", "nginx"
    CADDY = "caddy", "Caddy"
    APACHE = "apache", "Apache"
    IIS = "iis", "IIS"
    PAGES = "pages", "Cloudflare Pages, Netlify"


class Zalo(Declared):
    """An official account of Zalo that tells somebody."""

    app_id: Text = Field(
        title="Mã ứng dụng",
        description="Mã ứng dụng gắn với Official Account, ở trang quản lý ứng dụng của Zalo.",
        examples=["4573832098765432100"],
    )
    user_id: Text = Field(
        title="Người nhận",
        description="Mã người nhận, là người đã quan tâm Official Account.",
        examples=["2512523625412515"],
    )
    message_address: WebAddress = Field(
        "https://openapi.zalo.me/v3.0/oa/message/cs",
        title="Nơi gửi tin",
        description="Địa chỉ gửi tin tư vấn của Zalo.",
        examples=["https://openapi.zalo.me/v3.0/oa/message/cs"],
    )
    token_address: WebAddress = Field(
        "https://oauth.zaloapp.com/v4/oa/access_token",
        title="Nơi đổi mã",
        description="Địa chỉ đổi mã làm mới lấy mã truy cập của Zalo.",
        examples=["https://oauth.zaloapp.com/v4/oa/access_token"],
    )


class Notify(Declared):
    """Whom to tell when a publication by the clock fails."""

    file: Text = Field(
        "",
        title="Tệp ghi lại",
        description="Tệp cạnh xuat-ban.yml, mỗi lần hỏng thêm một dòng.",
        examples=["loi-dua-len-mang.txt"],
    )
    mail: TextList = Field(
        (),
        title="Thư",
        description="Những địa chỉ thư nhận báo hỏng.",
        examples=["[kythuat@khuyencong.example]"],
    )
    smtp: Text = Field(
        "",
        title="Máy chủ thư",
        description="Máy chủ gửi thư; mật khẩu cất trong kho khóa với tên `smtp`.",
        examples=["smtp://an@mail.khuyencong.example:587"],
        pattern=r"^smtps?://",
    )
    sender: Text = Field(
        "",
        title="Người gửi",
        description="Địa chỉ ghi ở dòng người gửi; trống: người nhận đầu tiên.",
        examples=["trang@khuyencong.example"],
    )
    webhook: Flag = Field(
        False,
        title="Webhook",
        description="Báo qua webhook; địa chỉ của nó cất trong kho khóa với tên `webhook`.",
        examples=["yes"],
    )
    zalo: Zalo | None = Field(
        None,
        title="Zalo",
        description="Báo qua Official Account của Zalo; hai mã bí mật cất trong kho khóa.",
        examples=["{app_id: '45738', user_id: '25125'}"],
    )
    chat_id: Text = Field(
        "",
        title="Nhóm Telegram",
        description="Mã nhóm nhận tin, khi webhook là của Telegram.",
        examples=["-100123"],
    )


class Announce(Declared):
    """Whom to tell of what changed."""

    websub: Flag = Field(
        False,
        title="WebSub",
        description="Báo cho `hub` của site.yml để máy của báo, đài nhận tin ngay.",
        examples=["yes"],
    )
    indexnow: Text = Field(
        "",
        title="Khóa IndexNow",
        description="Khóa IndexNow của trang; tệp cùng tên đặt ở gốc trang.",
        examples=["0123456789abcdef"],
        pattern=r"^[A-Za-z0-9-]{8,128}$|^$",
    )
    list: Text = Field(
        "",
        title="Danh sách trang đổi",
        description="Tệp cạnh xuat-ban.yml, mỗi lần đăng ghi lại địa chỉ các trang vừa đổi.",
        examples=["trang-vua-doi.txt"],
    )
    indexnow_address: WebAddress = Field(
        "https://api.indexnow.org/indexnow",
        title="Nơi nhận IndexNow",
        description="Địa chỉ nhận của IndexNow.",
        examples=["https://api.indexnow.org/indexnow"],
    )


class TargetSettings(Declared):
    """A place to publish to."""

    address: Text = Field(
        title="Địa chỉ",
        description="Nơi gửi tệp: `file:///…`, `ssh://…`, `sftp://…`, `ftps://…`, `s3://…`, "
        "`https+webdav://…`, `git+ssh://…`.",
        examples=[_EXAMPLE],
    )
    url: WebAddress = Field(
        "",
        title="Địa chỉ trang",
        description="Địa chỉ mà người đọc mở, để kiểm tra sau khi đăng; trống: `url` của site.yml.",
        examples=["https://khuyencong.example"],
    )
    keep: Amount = Field(
        5,
        title="Số bản giữ lại",
        description="Bao nhiêu bản đã đăng được giữ để quay lại.",
        examples=["5"],
        ge=1,
        le=100,
    )
    host_key: Text = Field(
        "",
        title="Dấu khóa máy chủ",
        description="Dấu khóa (SHA256:…) của máy chủ SSH, hỏi người quản trị.",
        examples=["SHA256:Yq0kX…"],
    )

    server: Server | None = Field(
        None,
        title="Máy chủ web",
        description="Máy chủ web ở nơi đăng; tệp cấu hình hay bản nén của nó được gửi cùng trang.",
        examples=["apache"],
    )
    access_log: TextList = Field(
        (),
        title="Nhật ký máy chủ web",
        description="Tệp, thư mục hay mẫu tên tệp nhật ký (access log) của máy chủ web, để đếm "
        "người đọc.",
        examples=["[/var/log/nginx/access.log]"],
    )
    notify: Notify | None = Field(
        None,
        title="Báo khi hỏng",
        description="Báo cho ai khi đưa lên mạng theo giờ không thành.",
        examples=["file: loi-dua-len-mang.txt"],
    )
    signed: Flag = Field(
        False,
        title="Ký danh sách",
        description="Ký danh sách tin, sản phẩm, số liệu để cổng quốc gia nhận biết; khóa tạo bằng "
        "`khuyencong key`.",
        examples=["yes"],
    )
    announce: Announce | None = Field(
        None,
        title="Báo tin mới",
        description="Báo cho dịch vụ nào sau khi đăng.",
        examples=["websub: yes"],
    )
    endpoint: WebAddress = Field(
        "",
        title="Địa chỉ dịch vụ S3",
        description="Địa chỉ mà nhà cung cấp kho S3 cho; trống: Amazon.",
        examples=["https://s3.nha-cung-cap.example"],
    )
    region: Text = Field(
        "",
        title="Vùng",
        description="Vùng của kho S3, khi nhà cung cấp yêu cầu.",
        examples=["vn-hn-1"],
    )


class PublishingSettings(Declared):
    """All of `xuat-ban.yml`."""

    targets: Mapping[str, TargetSettings] = Field(
        title="Nơi đăng",
        description="Mỗi nơi đăng một tên; nơi đầu tiên được dùng khi không gọi tên.",
        examples=["chinh"],
    )


@dataclass(frozen=True, slots=True)
class ChosenTarget:
    """A target by the name that somebody gave it, or by its address."""

    name: str
    settings: TargetSettings

    @property
    def address(self) -> SplitResult:
        """The address of the target, taken apart."""
        return urlsplit(self.settings.address)

    @property
    def folder(self) -> str:
        """Path of the folder at the host."""
        return unquote(self.address.path)

    def own_path(self, suffix: str = "") -> Path:
        """Where this machine keeps what it knows of the target between publications."""
        name = f"{hex_digest_of(self.settings.address)}{suffix}"
        return Path(CACHE_FOLDER, "publishing", name).absolute()


def choose_target(content: Path, wanted: str | None) -> ChosenTarget:
    """The target that is meant: by name, by address, or the first of `xuat-ban.yml`.

    Raises:
        ContentError: `xuat-ban.yml` has errors; it names all of them.
        PublishingError: there is no such target.
    """
    if wanted and "://" in wanted:
        chosen = ChosenTarget(wanted, TargetSettings(address=wanted))
    else:
        targets = read_targets(content)
        name = wanted or next(iter(targets))
        if name not in targets:
            raise PublishingError(
                f"{SETTINGS_FILE} không có nơi đăng “{without_passwords(name)}”. "
                f"Các nơi: {', '.join(targets)}."
            )
        chosen = ChosenTarget(name, targets[name])
    if fault := address_fault(chosen.settings.address):
        # A log, and whoever is told of a failure, gets this sentence: no password stands in it.
        shown = without_passwords(chosen.settings.address)
        raise PublishingError(f"Địa chỉ “{shown}”: {fault}")
    return chosen


def targets_file(content: Path) -> Path:
    """`xuat-ban.yml`, beside a content folder; whether it is there or not."""
    return content.absolute().parent / SETTINGS_FILE


def read_targets(content: Path) -> Mapping[str, TargetSettings]:
    """Name → target, as `xuat-ban.yml` has them.

    Raises:
        ContentError: the file has errors.
        PublishingError: there is none.
    """
    file = targets_file(content)
    if not file.is_file():
        raise NoSettingsError(
            f"Chưa khai báo nơi đăng: chưa có tệp {SETTINGS_FILE} cạnh thư mục {content.name}/. "
            "Nhờ người quản trị tạo tệp đó với ba dòng:\n"
            f"targets:\n  chinh:\n    address: {_EXAMPLE}"
        )
    settings, read = read_settings(file, SETTINGS_FILE, PublishingSettings, _faults)
    if settings is None or read.has_error:
        raise ContentError(read.problems)
    return settings.targets


def _faults(settings: PublishingSettings) -> list[Fault]:
    """Rules between keys; and a secret, which has no place in a file that is handed round."""
    if not settings.targets:
        advice = f"Viết ví dụ: `chinh:` rồi dòng con `address: {_EXAMPLE}`."
        return [Fault(Rule.MISSING, ("targets",), "Chưa có nơi đăng nào.", advice)]
    return [
        Fault(Rule.WRONG_VALUE, ("targets", name, *where), f"{label}: {fault}", "")
        for name, target in settings.targets.items()
        for where, label, fault in _faults_of(target)
        if fault
    ]


def _faults_of(target: TargetSettings) -> Iterator[tuple[tuple[str, ...], str, str]]:
    yield ("address",), "Địa chỉ nơi đăng", address_fault(target.address)
    smtp = target.notify.smtp if target.notify else ""
    if without_passwords(smtp) != smtp:
        yield ("notify", "smtp"), "Máy chủ thư", _NOT_HERE


def address_fault(text: str) -> str:
    """What is wrong with the address of a target; nothing when it can be used."""
    try:
        address = urlsplit(text)
        port_known = address.port is None or address.port > 0
    except ValueError:
        return f"không đọc được. Viết như `{_EXAMPLE}`."
    if address.scheme not in SCHEMES or not port_known:
        return f"cần bắt đầu bằng một trong: {', '.join(f'{name}://' for name in SCHEMES)}."
    if address.password:
        return _NOT_HERE
    if address.scheme == "file":
        return "" if not address.hostname and address.path else "viết như `file:///srv/khuyencong`."
    if address.scheme == "s3":
        return "" if address.netloc else "viết như `s3://ten-kho/thu-muc`."
    if address.scheme == "git+file":
        return "" if not address.hostname and address.path else "viết như `git+file:///srv/trang`."
    if address.scheme.startswith("http"):
        return "" if address.hostname else "viết như `https+webdav://an@may-chu.example/trang`."
    return "" if address.hostname and len(address.path) > 1 else f"viết như `{_EXAMPLE}`."
