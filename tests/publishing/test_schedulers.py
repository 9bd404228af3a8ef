"""This machine publishes by the clock: told to its scheduler, shown, and taken back."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from khuyencong.publishing.errors import PublishingError
from khuyencong.publishing.scheduling.chores import Chore, chores
from khuyencong.publishing.scheduling.schedulers import SCHEDULERS
from tests.rendering.conftest import Desk

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
OTHERS = (
    b"# B\xe1\xba\xa3ng c\xe1\xbb\xa7a v\xc4\x83n ph\xc3\xb2ng\r\n"
    b"MAILTO=an@thu.example\n"
    b"0 3 * * * /usr/bin/sao-luu --ten \xcf\xf2 >/dev/null\n"
    b"\n"
    b"*/5 * * * * cd /srv && python -m khuyencong publish khac --content /srv/content --due\n"
)
"""A table with a line of Windows, one that is no Unicode, and one of another target."""
TABLE = """\
#!/bin/sh
# As crontab(1) of Debian answers, with a file of its own.
case $1 in
-l) cat "$TABLE" 2>/dev/null || { echo "no crontab for an" >&2; exit 1; } ;;
-) [ "$REFUSES" ] && { echo "you (an) are not allowed to use this program" >&2; exit 1; }
   cat >"$TABLE" ;;
esac
"""


@pytest.fixture
def wanted(tmp_path: Path) -> list[Chore]:
    content = tmp_path / "nội dung 'của' 100% $HOME" / "content"
    content.mkdir(parents=True)
    return chores("máy chủ", content)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table of a user who is not that of this machine."""
    program, file = tmp_path / "bin" / "crontab", tmp_path / "bang"
    program.parent.mkdir()
    program.write_text(TABLE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("TABLE", str(file))
    return file


def test_lines_of_cron_come_and_go_and_all_others_stay(table: Path, wanted: list[Chore]) -> None:
    cron = SCHEDULERS["cron"]
    table.write_bytes(OTHERS)
    cron.install(wanted)
    once = table.read_bytes()
    assert once.startswith(OTHERS) and len(cron.standing(wanted)) == 2
    cron.install(wanted)
    assert table.read_bytes() == once
    cron.remove(wanted)
    assert table.read_bytes() == OTHERS and cron.standing(wanted) == []


def test_a_line_that_somebody_pasted_is_not_doubled_and_a_comment_stays(
    table: Path, wanted: list[Chore]
) -> None:
    pasted = SCHEDULERS["cron"].files(wanted)["crontab"].replace(sys.executable, "/cu/python")
    table.write_text(f"{pasted}# tạm dừng: {pasted}")
    SCHEDULERS["cron"].install(wanted)
    lines = table.read_text().splitlines()
    assert [line for line in lines if "/cu/python publish" in line] == []
    assert sum("khuyencong publish" in line and line[0] == "*" for line in lines) == 1
    assert sum("tạm dừng" in line for line in lines) == 1


def test_a_table_that_may_not_be_written_is_told(
    table: Path, wanted: list[Chore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFUSES", "1")
    with pytest.raises(PublishingError, match=r"crontab không nhận \(you \(an\) are not allowed"):
        SCHEDULERS["cron"].install(wanted)
    assert not table.exists()


def test_a_scheduler_that_is_not_there_is_told(
    wanted: list[Chore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PublishingError, match="không có lệnh crontab"):
        SCHEDULERS["cron"].install(wanted)


def test_two_folders_of_one_machine_do_not_take_each_others_names(tmp_path: Path) -> None:
    names = {each.name for home in "ab" for each in chores("chinh", tmp_path / home / "content")}
    names |= {each.name for each in chores("chính", tmp_path / "a" / "content")}
    assert len(names) == 6 and all(name.isascii() and " " not in name for name in names)


def test_a_folder_with_a_line_break_in_its_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishingError, match="dấu xuống dòng"):
        chores("chinh", tmp_path / "a\n* * * * * rm -rf ~\n" / "content")


def test_a_backslash_at_the_end_of_a_folder_swallows_no_line_of_a_unit(tmp_path: Path) -> None:
    for text in SCHEDULERS["systemd"].files(chores("chinh", tmp_path / "50%\\" / "c")).values():
        assert "\\\n" not in text


@pytest.mark.slow
def test_the_line_for_cron_runs_in_a_shell(wanted: list[Chore]) -> None:
    lines = SCHEDULERS["cron"].files(wanted)["crontab"].splitlines()
    assert [line.split(" cd ")[0] for line in lines] == ["*/5 * * * *", "17 * * * *"]
    for line in lines:
        shell = f"cd {line.partition(' cd ')[2]}".replace(r"\%", "%")
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True)
        assert done.returncode == 2 and "chưa có tệp xuat-ban.yml" in done.stderr


def test_the_task_of_windows_is_sound_xml_and_makes_up_for_missed_starts(
    wanted: list[Chore],
) -> None:
    tasks = list(SCHEDULERS["windows"].files(wanted).values())
    for task, words in zip(tasks, ("--due --yes", "--whole --notify --due"), strict=True):
        root = etree.fromstring(task.encode("utf-16"))
        assert root.findtext(f".//{TASK}StartWhenAvailable") == "true"
        arguments = str(root.findtext(f".//{TASK}Arguments"))
        assert words in arguments and '"máy chủ"' in arguments


@pytest.mark.slow
@pytest.mark.audit
def test_wine_takes_the_tasks(wanted: list[Chore], tmp_path: Path) -> None:
    """Its `schtasks` makes and removes tasks; to a question it says yes whatever is asked."""
    if not shutil.which("wine"):
        pytest.skip("needs wine: apt-get install wine64")
    program = tmp_path / "bin" / "schtasks"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nexec wine schtasks "$@"\n')
    program.chmod(0o755)
    prefix = tmp_path / "wine"
    environment = {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all"}
    environment["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        subprocess.run(["wineboot", "-i"], check=False, capture_output=True, timeout=300)
        SCHEDULERS["windows"].install(wanted)
        SCHEDULERS["windows"].install(wanted)
        kept = prefix / "drive_c" / "windows" / "system32" / "tasks"
        assert {file.name for file in kept.iterdir()} == {chore.name for chore in wanted}
        SCHEDULERS["windows"].remove(wanted)
        assert not list(kept.iterdir())
        subprocess.run(["wineserver", "-k"], check=False)


def apart(script: str, home: Path) -> str:
    """What a script says on a machine whose /run, tables and settings are its own."""
    begin = (
        "set -e; mount -t tmpfs tmpfs /run; mount -t tmpfs tmpfs /var/spool/cron\n"
        "mkdir -p /run/systemd/system /run/user /var/spool/cron/crontabs\n"
        f"export HOME={home} XDG_RUNTIME_DIR=/run/user; unset DBUS_SESSION_BUS_ADDRESS\n"
        f'khuyencong() {{ "{sys.executable}" -m khuyencong "$@"; }}; cd {home}\n'
    )
    command = ["unshare", "--mount", "bash", "-c", begin + script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def centre(office: Desk) -> Desk:
    office.story(slug="bai")
    settings = f"targets:\n  chinh:\n    address: file://{office.home}/web\n"
    (office.home / "xuat-ban.yml").write_text(settings)
    return office


@pytest.mark.privileged
@pytest.mark.programs
@pytest.mark.slow
def test_the_table_of_cron_itself(centre: Desk) -> None:
    if not shutil.which("crontab"):
        pytest.skip("needs cron (tests/tools/install.sh)")
    said = apart(
        "printf '0 3 * * * /usr/bin/sao-luu\\n' | crontab -\n"
        "khuyencong schedule --for cron --install; crontab -l >mot\n"
        "khuyencong schedule --for cron --install; crontab -l >hai; cmp mot hai; cat hai\n"
        "khuyencong schedule --for cron --remove; crontab -l",
        centre.home,
    )
    table = (centre.home / "hai").read_text()
    assert table.startswith("0 3 * * * /usr/bin/sao-luu\n") and table.count("\n") == 3
    assert "Lần đưa lên tới: ngay lần máy xem tới." in said
    assert said.endswith(
        "Máy này chưa đặt lịch (cron) cho nơi đăng chinh.\n0 3 * * * /usr/bin/sao-luu\n"
    )


@pytest.mark.audit
@pytest.mark.privileged
@pytest.mark.programs
@pytest.mark.slow
def test_the_timers_of_systemd_itself(centre: Desk) -> None:
    manager = "/lib/systemd/systemd"
    if not Path(manager).exists():
        pytest.skip("needs systemd (tests/tools/install.sh)")
    said = apart(
        f"{manager} --user >/dev/null 2>&1 & manager=$!\n"
        "until systemctl --user is-system-running 2>/dev/null | grep -q running; do sleep 0.05;"
        " kill -0 $manager; done\n"
        "khuyencong schedule --install; khuyencong schedule --install\n"
        "systemctl --user start $(systemctl --user show -p Unit --value 'khuyencong-*.timer' |"
        " grep -v verify)\n"
        "khuyencong schedule --show\n"
        "khuyencong schedule --remove; systemctl --user list-timers --all\n"
        "kill $manager",
        centre.home,
    )
    assert said.count(".timer (đang chạy): Đưa trang khuyến công lên mạng theo giờ (chinh)") == 3
    assert (centre.home / "web" / "current" / "index.html").exists()
    assert "Lần đưa lên tới: lúc 00:00 ngày" in said
    assert "chưa đặt lịch (systemd)" in said and "0 timers listed" in said
    assert not list((centre.home / ".config/systemd/user").glob("khuyencong*"))


@pytest.mark.programs
def test_the_units_are_sound_for_systemd(tmp_path: Path, wanted: list[Chore]) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("needs systemd (tests/tools/install.sh)")
    for name, text in SCHEDULERS["systemd"].files(wanted).items():
        (tmp_path / name).write_text(text)
    units = sorted(tmp_path.glob("khuyencong*"))
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "khuyencong" in line]
    assert done.returncode == 0 and ours == [], done.stderr
