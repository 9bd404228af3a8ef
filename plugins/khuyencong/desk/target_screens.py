"""Nơi đặt trang: where the site is sent to, entered once."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from khuyencong.content.folder import ContentError
from khuyencong.desk.requests import Asked
from khuyencong.desk.screen_renderer import go, screen
from khuyencong.desk.target_form import FIRST_NAME, FOLDER, WAYS, TargetForm, keep_settings
from khuyencong.editing.header_yaml import HeaderError
from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.secrets import find_secret, keep_secret
from khuyencong.publishing.target_settings import SETTINGS_FILE, read_targets, targets_file
from khuyencong.store.os_reason import os_reason

_NO_KEYRING = (
    "Đã ghi nơi đặt trang, nhưng máy này chưa có kho khóa để cất mật khẩu. Nhờ người phụ trách kỹ "
    "thuật cài: python -m pip install keyring; rồi ghi mật khẩu lại ở đây."
)


@dataclass(frozen=True)
class TargetScreens:
    """Answers about the place where the site lies."""

    content: Path

    def open(self, asked: Asked) -> Response:
        """The form, as `xuat-ban.yml` has it."""
        name, form, trouble = self._known()
        return self._screen(asked, name, form, [trouble] if trouble else [])

    def save(self, asked: Asked) -> Response:
        """Write it; the password goes into the keyring of the machine and nowhere else."""
        form = TargetForm.typed(
            *(asked.get(name).strip() for name in ("cach", "may-chu", "ten", "thu-muc", "url"))
        )
        name, known, trouble = self._known()
        if trouble or known is None:
            return self._screen(asked, name, known, [trouble])
        faults = form.faults()
        if faults:
            return self._screen(asked, name, form, faults)
        try:
            keep_settings(self.content, name, {"address": form.address, "url": form.url})
            if password := asked.get("mat-khau"):
                keep_secret(name, "password", password)
        except ImportError:
            return self._screen(asked, name, form, [_NO_KEYRING])
        except HeaderError:
            said = f"{SETTINGS_FILE} viết theo cách riêng; sửa tệp đó bằng Notepad."
            return self._screen(asked, name, form, [said])
        except PublishingError as error:
            return self._screen(asked, name, form, [f"Đã ghi nơi đặt trang. {error}"])
        except OSError as error:
            said = f"Không ghi được {SETTINGS_FILE}: {os_reason(error)}."
            return self._screen(asked, name, form, [said])
        return go("dua-len-mang", "Đã ghi nơi đặt trang. Bấm “Xem thay đổi” để nối thử tới đó.")

    def _known(self) -> tuple[str, TargetForm | None, str]:
        """Name of the first target, what the form shows of it, and why it cannot be changed."""
        if not targets_file(self.content).is_file():
            return FIRST_NAME, TargetForm(), ""
        try:
            name, settings = next(iter(read_targets(self.content).items()))
        except ContentError as error:
            return FIRST_NAME, None, "\n".join(map(str, error.problems))
        form = TargetForm.of(settings)
        said = f"Nơi đặt trang là {settings.address}; muốn đổi thì sửa {SETTINGS_FILE}."
        return name, form, "" if form else said

    def _screen(
        self, asked: Asked, name: str, form: TargetForm | None, troubles: list[str]
    ) -> Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if troubles else HTTPStatus.OK
        has_password = bool(form and form.way != FOLDER and find_secret(name))
        return screen(
            *("noi-dang", asked, status),
            form=form,
            ways=WAYS,
            troubles=troubles,
            has_password=has_password,
        )
