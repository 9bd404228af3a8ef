"""Nhập kết quả bình chọn: paste the list, look at what was matched, write it."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from khuyencong.desk.inputs import Inputs
from khuyencong.desk.requests import Asked
from khuyencong.desk.rounds import PRODUCTS, Line, Round
from khuyencong.desk.screen_renderer import go_to_list, screen
from khuyencong.desk.workspace import Workspace
from khuyencong.model.declaration import Declared
from khuyencong.model.field_forms import choice_in
from khuyencong.model.keys import inner_declaration
from khuyencong.model.kinds import KINDS
from khuyencong.model.validation import validate

_GROUP = "group"


@dataclass(frozen=True)
class RoundScreens:
    """Answers about a round."""

    workspace: Workspace

    def open(self, asked: Asked) -> Response:
        """The empty form."""
        return self._screen(asked, {}, "")

    def enter(self, asked: Asked) -> Response:
        """Show what each line was matched to; with `ghi`, write what is ticked."""
        award = {key: asked.get(key) for key in _award().model_fields}
        group, pasted = asked.get(_GROUP), asked.get("danh-sach")
        _, faults = validate(_award(), {key: value for key, value in award.items() if value})
        trouble = next((f"{fault.message} {fault.advice}" for fault in faults), "")
        if not trouble and not pasted.strip():
            trouble = "Dán danh sách sản phẩm vào ô dưới."
        if trouble:
            return self._screen(asked, {**award, _GROUP: group}, pasted, trouble=trouble)
        entered = Round(award, group)
        lines = list(entered.lines(self.workspace, pasted))
        if asked.get("ghi") != "1":
            return self._screen(asked, {**award, _GROUP: group}, pasted, lines=lines)
        ticked = set(asked.all("dong"))
        meant = [_as_meant(line, asked) for line in lines if str(line.number) in ticked]
        chosen = [line for line in meant if not entered.has(self.workspace, line.source)]
        entries = (entered.enter(self.workspace, line, asked.session) for line in chosen)
        troubles = [each for each in entries if each]
        if troubles:
            return self._screen(asked, award, pasted, trouble="\n".join(troubles))
        new = sum(not line.source for line in chosen)
        said = (
            f"Đã ghi kết quả cho {len(chosen)} sản phẩm, trong đó {new} sản phẩm mới là bản nháp."
        )
        return go_to_list(said, loai=PRODUCTS, buoc="nhap" if new else "")

    def _screen(
        self,
        asked: Asked,
        values: dict[str, str],
        pasted: str,
        *,
        lines: Any = (),
        trouble: str = "",
    ) -> Response:
        form = Inputs().fields(_award(), values)
        groups = choice_in(KINDS[PRODUCTS].model_fields[_GROUP].annotation) or ()
        return screen(
            "binh-chon",
            asked,
            HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
            inputs=form,
            groups=[(each.value, each.label) for each in groups],
            group=values.get(_GROUP, ""),
            pasted=pasted,
            rows=lines,
            trouble=trouble,
            lists={},
        )


def _as_meant(line: Line, asked: Asked) -> Line:
    """A line with the product that a person chose of those offered."""
    if not line.offered:
        return line
    source = asked.get(f"vao.{line.number}")
    return replace(line, source=source if source in {each.source for each in line.offered} else "")


def _award() -> type[Declared]:
    """The declaration of an award, wherever it stands."""
    found = inner_declaration(KINDS[PRODUCTS].model_fields["awards"].annotation)
    if found is None or not issubclass(found, Declared):
        raise TypeError("awards are records")
    return found
