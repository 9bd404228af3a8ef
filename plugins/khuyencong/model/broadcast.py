"""Programmes on television and radio."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from khuyencong.model.chapters import ADVICE, ChapterLine, disorder, part_begun
from khuyencong.model.declaration import Declared
from khuyencong.model.entry import Entry
from khuyencong.model.fields import (
    ContentPath,
    EventList,
    Name,
    SoundPath,
    SubtitlePath,
    Text,
    Video,
)
from khuyencong.model.rules import Fault, Rule

SOUND = (".mp3", ".m4a")
"""Endings of files that every player of podcasts plays."""


class Person(Declared):
    """Somebody who appears in a broadcast."""

    name: Text = Field(title="Tên", description="Tên người.", examples=["Người dẫn (minh họa)"])
    role: Text = Field(
        "",
        title="Vai trò",
        description="Việc của người đó trong chương trình.",
        examples=["Dẫn chương trình"],
    )


class Shot(Declared):
    """Footage that a station may cut into its own programme (b-roll)."""

    scene: Text = Field(title="Cảnh", description="Thấy gì.", examples=["Phơi miến, toàn cảnh"])
    duration: Annotated[Text, Field(pattern=r"^(\d{1,3}:[0-5]\d)?$")] = Field(
        "", title="Thời lượng", description="Phút:giây.", examples=["00:25"]
    )
    file: ContentPath | None = Field(
        None, title="Tệp", description="Trong thư mục `tep/`.", examples=["tep/phoi-mien.mp4"]
    )


class Broadcast(Entry):
    """Chương trình truyền hình, phát thanh."""

    folder: ClassVar[str] = "truyen-hinh"
    label: ClassVar[str] = "chương trình truyền hình"
    moment_keys: ClassVar[tuple[str, ...]] = (*Entry.moment_keys, "airs")

    series: Name = Field(
        "",
        title="Chương trình",
        description="Tên chương trình nhiều số; các số cùng tên xếp chung một trang.",
        examples=["Chuyên mục Khuyến công"],
        json_schema_extra={"since": "0.2.0"},
    )
    channel: Text = Field(
        "", title="Kênh", description="Đài, kênh phát.", examples=["Đài PT-TH tỉnh"]
    )
    airs: EventList = Field(
        (), title="Giờ phát sóng", description="Danh sách ngày giờ.", examples=["28/11/2026 19:45"]
    )
    cancelled: Text = Field(
        "",
        title="Hủy, lý do",
        description="Ghi lý do khi đài không phát nữa; lịch trong điện thoại người đọc tự báo hủy. "
        "Đổi giờ phát thì sửa `airs`.",
        examples=["Đài dành sóng truyền hình trực tiếp"],
        json_schema_extra={"since": "0.2.0"},
    )
    duration: Annotated[Text, Field(pattern=r"^(\d{1,3}:[0-5]\d)?$")] = Field(
        "", title="Thời lượng", description="Phút:giây.", examples=["14:30"]
    )
    video: Video | None = Field(
        None,
        title="Video",
        description="Tệp trong `tep/` hoặc địa chỉ https://.",
        examples=["tep/so-10.mp4"],
    )
    audio: SoundPath | None = Field(
        None,
        title="Âm thanh",
        description="Tệp `.mp3` hoặc `.m4a` trong `tep/`: phát trên trang và trong podcast.",
        examples=["tep/so-10.mp3"],
        json_schema_extra={"since": "0.2.0"},
    )
    chapters: tuple[ChapterLine, ...] = Field(
        (),
        title="Các phần",
        description="Mốc bắt đầu từng phần để người xem, người nghe chọn.",
        examples=["- {start: 01:10, name: Hai nguồn kinh phí}"],
        json_schema_extra={"since": "0.2.0"},
    )
    transcript: SubtitlePath | None = Field(
        None, title="Phụ đề", description="Tệp `.vtt` hoặc `.srt`.", examples=["tep/so-10.vtt"]
    )
    script: Text = Field(
        "", title="Lời dẫn", description="Lời người dẫn đọc.", examples=["Thưa quý vị…"]
    )
    people: tuple[Person, ...] = Field(
        (),
        title="Người xuất hiện",
        description="Người dẫn, người được phỏng vấn.",
        examples=["- name: Người dẫn (minh họa)"],
    )
    broll: tuple[Shot, ...] = Field(
        (),
        title="Cảnh quay",
        description="Hình để đài dựng thêm.",
        examples=["- scene: Phơi miến, toàn cảnh"],
    )

    @property
    def sound(self) -> str:
        """The file of `tep/` that is heard without a picture; empty where there is none."""
        video = self.video or ""
        away = video.startswith("https://")
        return self.audio or (video if video.endswith(SOUND) and not away else "")

    @property
    def spoken(self) -> str:
        """The script without the names of its parts."""
        return "\n".join(line for line in self.script.splitlines() if not part_begun(line))

    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        for number, why in disorder([each.start for each in self.chapters], self.duration):
            yield Fault(Rule.CHAPTER_MISPLACED, ("chapters", number, "start"), why, ADVICE)
        if self.published and self.video and not self.transcript:
            yield Fault(
                Rule.NO_SUBTITLES,
                ("video",),
                "Video chưa có phụ đề (`transcript`): người điếc không theo dõi được.",
                "Thêm dòng `transcript: tep/….srt`; video không có lời thì ghi "
                "`accepted: {KC252: video không có lời}`.",
            )
        elif self.published and self.audio and not (self.transcript or self.script):
            yield Fault(
                Rule.NO_SUBTITLES,
                ("audio",),
                "Âm thanh chưa có lời bằng chữ: người điếc không theo dõi được.",
                "Thêm dòng `transcript: tep/….srt`, hoặc chép lời vào `script`.",
            )
