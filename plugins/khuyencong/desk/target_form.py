"""Where the site lies, as a person who rents a web host knows it, and as `xuat-ban.yml` has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote, urlsplit

from khuyencong.content.front_matter import parse_yaml
from khuyencong.editing.header_yaml import with_fields
from khuyencong.editing.yaml_writer import Value
from khuyencong.publishing.target_settings import (
    SETTINGS_FILE,
    PublishingSettings,
    TargetSettings,
    address_fault,
    targets_file,
)
from khuyencong.store.atomic import atomic_write

FIRST_NAME = "chinh"
"""Name of the target that a centre begins with."""
FOLDER = "file"
WAYS = {
    "ftps": "FTP có mã hóa (FTPS): phần lớn nhà cung cấp máy chủ web có",
    "ftp": "FTP thường: chỉ khi nhà cung cấp không có FTPS",
    "sftp": "SFTP, SSH: máy chủ của Sở, của tỉnh",
    FOLDER: "Một thư mục trên máy này hoặc trên ổ đĩa mạng",
}
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class TargetForm:
    """What the form asks; a password is no part of it."""

    way: str = "ftps"
    host: str = ""
    user: str = ""
    folder: str = ""
    url: str = ""

    @classmethod
    def of(cls, settings: TargetSettings) -> "TargetForm | None":
        """A target in the form; None for one that is reached in a way which it does not offer."""
        address = urlsplit(settings.address)
        if address.scheme not in WAYS:
            return None
        user, _, host = address.netloc.rpartition("@")
        folder = unquote(address.path)
        folder = folder[1:] if _DRIVE.match(folder[1:]) else folder
        return cls(address.scheme, host, unquote(user), folder, settings.url)

    @classmethod
    def typed(cls, way: str, host: str, user: str, folder: str, url: str) -> "TargetForm":
        """The form as a person fills it in; `khuyencong.tinh.gov.vn` is meant as HTTPS."""
        is_bare = url and "://" not in url
        return cls(way, host, user, folder, f"https://{url}" if is_bare else url)

    @property
    def address(self) -> str:
        """The address of the target (RFC 3986)."""
        if self.way == FOLDER:
            is_windows = _DRIVE.match(self.folder)
            path = PureWindowsPath(self.folder) if is_windows else Path(self.folder)
            return path.as_uri()
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"{self.way}://{user}{self.host}/{quote(self.folder.strip('/'))}"

    def faults(self) -> list[str]:
        """What is missing or wrong, each as a sentence for the person who filled it in."""
        found = []
        if self.way not in WAYS:
            found.append("Chọn cách gửi.")
        elif self.way == FOLDER:
            if not (_DRIVE.match(self.folder) or Path(self.folder).is_absolute()):
                found.append("Ghi đủ đường dẫn thư mục, như D:\\trang hoặc /srv/khuyencong.")
        else:
            if not _HOST.fullmatch(self.host):
                found.append("Ghi tên máy chủ do nhà cung cấp cấp, như ftp.trungtam.vn.")
            if not self.user:
                found.append("Ghi tên đăng nhập do nhà cung cấp cấp.")
            if not self.folder.strip("/"):
                found.append("Ghi thư mục trang trên máy chủ, như /public_html.")
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", self.url):
            found.append("Ghi địa chỉ người đọc mở, như https://khuyencong.tinh.gov.vn.")
        if not found and (fault := address_fault(self.address)):
            found.append(f"Địa chỉ nơi đặt trang {fault}")
        return found


def keep_settings(content: Path, name: str, changed: Mapping[str, Value]) -> None:
    """Write settings of a target into `xuat-ban.yml`; its others and other targets stay.

    Raises:
        HeaderError: the file is written in a way that cannot be changed by a program.
        OSError: it cannot be written.
    """
    file = targets_file(content)
    old = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    targets: dict[str, Value] = {}
    if old:
        known = parse_yaml(old, SETTINGS_FILE, PublishingSettings).values.get("targets")
        targets |= known if isinstance(known, Mapping) else {}
    before = targets.get(name)
    kept = before if isinstance(before, Mapping) else {}
    targets[name] = {**kept, **changed}
    atomic_write(file, with_fields(old, {"targets": targets}, PublishingSettings).encode())
