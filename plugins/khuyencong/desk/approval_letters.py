"""Letters that ask somebody who is not at a desk to approve a story: one file, one code.

A code stands for one version of one text. Whoever holds the letter knows its code, so an approval
by code publishes nothing: it is written into the header, and the log says who typed it.
"""

import hmac
import re
import secrets
from dataclasses import dataclass

import msgspec

from khuyencong.desk.struct_folder import StructFolder

_LETTERS = "23456789ABCDEFGHKMNPQRTUVWXY"
"""Without those that are taken for one another."""
MOST_TRIES = 5
"""Wrong codes after which a letter is void."""


class WrongCodeError(ValueError):
    """What was typed approves nothing; a Vietnamese sentence says why."""


class ApprovalLetter(msgspec.Struct, frozen=True):
    """What was sent to whom."""

    name: str
    """Sixteen hex digits."""
    source: str
    version: str
    """Of the file that was sent."""
    chief: str
    asked_by: str
    at: str
    """Moment, ISO 8601."""
    code: str
    wrong: int = 0
    """How many wrong codes were typed."""

    @property
    def is_void(self) -> bool:
        """Whether wrong codes were tried too often."""
        return self.wrong >= MOST_TRIES


@dataclass(frozen=True)
class ApprovalLetters(StructFolder[ApprovalLetter]):
    """The letters of a desk that wait for an answer."""

    kind: type[ApprovalLetter] = ApprovalLetter

    def send(
        self, source: str, version: str, *, chief: str, asked_by: str, at: str
    ) -> ApprovalLetter:
        """A letter about a version of a file, in the place of an older one to the same person."""
        for old in self.about(source):
            if old.chief == chief:
                self.discard(old.name)
        letter = ApprovalLetter(
            secrets.token_hex(8), source, version, chief, asked_by, at, new_code()
        )
        self.keep(letter)
        return letter

    def about(self, source: str) -> list[ApprovalLetter]:
        """The letters about a file, the newest first."""
        return [letter for letter in self.all() if letter.source == source]

    def answered(self, source: str, version: str, typed: str) -> ApprovalLetter:
        """The letter whose code was typed; whoever writes the approval discards it then.

        Raises:
            WrongCodeError: there is none, or the text is another by now.
        """
        waiting = [letter for letter in self.about(source) if not letter.is_void]
        if not waiting:
            raise WrongCodeError("Bài này chưa có thư duyệt nào còn dùng được; tải thư mới.")
        code = plain(typed)
        for letter in waiting:
            if hmac.compare_digest(plain(letter.code), code):
                if letter.version != version:
                    self.discard(letter.name)
                    raise WrongCodeError(
                        "Bài đã sửa sau khi gửi, nên mã của bản cũ không dùng được; gửi bản mới."
                    )
                return letter
        for letter in waiting:
            self.keep(msgspec.structs.replace(letter, wrong=letter.wrong + 1))
        raise WrongCodeError("Mã không đúng. Gõ lại đúng như trong tin trả lời, ví dụ: K7M-4QX.")


def new_code() -> str:
    """Six letters that are easy to read aloud: one in 480 million."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def plain(code: str) -> str:
    """A code as it is compared: as people type it, with a space, without the dash, in small
    letters."""
    return re.sub(r"[^0-9A-Z]", "", code.upper())
