"""Each line is counted once, whatever became of its file meanwhile."""

from datetime import timedelta
from pathlib import Path

import pytest

from khuyencong.statistics.errors import NoLogError
from tests.statistics.logs import NOW, STORY, append, combined, counted, on, read, views, write


def test_a_log_that_grows_is_read_on_where_it_stopped(tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(27), on(28))
    assert read(tmp_path, log).lines == 2
    append(log, on(28), on(28, client="203.0.113.8"))
    assert read(tmp_path, log).lines == 2
    assert views(tmp_path) == {STORY: (4, 3)}, "the same reader of the same day is still one"
    assert read(tmp_path, log).lines == 0
    assert views(tmp_path) == {STORY: (4, 3)}


def test_a_log_that_was_renamed_and_compressed_goes_on(tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(26), on(27))
    read(tmp_path, log)
    append(log, on(27, client="203.0.113.9"))
    write(tmp_path / "access.log.2.gz", log.read_text())
    log.unlink()
    write(log, on(28))
    read(tmp_path, log)
    assert views(tmp_path) == {STORY: (4, 4)}


def test_a_log_that_was_copied_and_emptied_is_a_new_one(tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(27))
    read(tmp_path, log)
    log.rename(tmp_path / "access.log.1")
    write(log, on(28), on(28, client="203.0.113.9"))
    read(tmp_path, log)
    assert views(tmp_path) == {STORY: (3, 3)}


def test_old_logs_that_come_later_are_added(tmp_path: Path) -> None:
    read(tmp_path, write(tmp_path / "access.log", on(28)))
    read(tmp_path, tmp_path / "access.log", write(tmp_path / "old.gz", on(10), on(11)))
    assert counted(tmp_path).views == 3
    assert [day.day for day in counted(tmp_path).days] == [10, 11, 28]


def test_days_stay_when_their_log_is_gone(tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(27), on(28))
    read(tmp_path, log)
    log.unlink()
    write(log, on(28, client="203.0.113.9"))
    read(tmp_path, log)
    assert views(tmp_path) == {STORY: (3, 3)}
    for number in (1, 2):
        append(log, on(28, path="/"))
        read(tmp_path, log)
        assert views(tmp_path) == {STORY: (3, 3), "/": (number, number)}


def test_two_logs_of_one_site_are_one_count(tmp_path: Path) -> None:
    plain = write(tmp_path / "http.log", on(28), on(28, path="/"))
    secure = write(tmp_path / "https.log", on(28, client="203.0.113.9"), on(28))
    for _ in range(2):
        read(tmp_path, plain, secure)
        assert views(tmp_path) == {STORY: (3, 2), "/": (1, 1)}


def test_a_line_that_is_being_written_waits(tmp_path: Path) -> None:
    log = write(tmp_path / "access.log", on(28), on(28, path="/")[:60])
    read(tmp_path, log)
    assert views(tmp_path) == {STORY: (1, 1)}
    write(log, on(28), on(28, path="/"))
    read(tmp_path, log)
    assert views(tmp_path) == {STORY: (1, 1), "/": (1, 1)}


def test_wrong_days_and_lines_without_sense_are_left_out(tmp_path: Path) -> None:
    lines = [
        "\x1b[31m<b>x</b>\n",
        combined(when="28/Nov/2099:08:00:00 +0700"),
        on(28),
        "\xff\x00\n",
    ]
    reading = read(tmp_path, write(tmp_path / "access.log", *lines))
    assert (reading.lines, reading.unreadable) == (4, 3)
    assert views(tmp_path) == {STORY: (1, 1)}
    read(tmp_path, tmp_path / "access.log", now=NOW + timedelta(days=1))
    assert views(tmp_path) == {STORY: (1, 1)}


def test_a_line_of_ten_megabytes_is_passed_over(tmp_path: Path) -> None:
    long = combined(f"/{'a' * 10_000_000}/")
    reading = read(tmp_path, write(tmp_path / "access.log", long, on(28), long, on(28)))
    assert reading.unreadable == 2 and views(tmp_path) == {STORY: (2, 1)}


def test_a_damaged_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    whole = write(tmp_path / "access.log.2.gz", on(26), *[on(27)] * 2000).read_bytes()
    (tmp_path / "access.log.2.gz").write_bytes(whole[:-20])
    (tmp_path / "access.log.3.gz").write_bytes(b"\x1f\x8bno gzip")
    reading = read(tmp_path, write(tmp_path / "access.log", on(28)))
    assert sorted(problem.partition(": ")[2] for problem in reading.problems) == [
        "chỉ đọc được một phần (tệp nén bị hỏng).",
        "không đọc được (tệp nén bị hỏng).",
    ]
    assert counted(tmp_path).days.keys() >= {NOW.date()}


def test_a_log_of_iis_keeps_its_fields_where_it_goes_on(tmp_path: Path) -> None:
    head = (
        "#Software: IIS\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n"
    )
    line = "2026-11-{} 02:00:00 203.0.113.7 GET {} 200 Mozilla/5.0+(Windows)+Firefox/130\n"
    log = write(tmp_path / "u_ex.log", head, line.format(27, "/"), line.format(28, "/"))
    read(tmp_path, log)
    append(log, line.format(28, "/tin-tuc/"))
    read(tmp_path, log)
    assert views(tmp_path) == {"/": (2, 2), "/tin-tuc/": (1, 1)}


def test_a_folder_a_pattern_and_a_file_name_logs(tmp_path: Path) -> None:
    logs = tmp_path / "nginx"
    logs.mkdir()
    write(logs / "access.log", on(28))
    write(logs / "access.log.1", on(27))
    write(logs / "error.log", "2026/11/28 [error] open() failed\n")
    for place in (logs, logs / "access*", logs / "access.log"):
        data = tmp_path / f"so-{place.name.strip('*')}"
        data.mkdir(exist_ok=True)
        assert read(data, place).unreadable == 0
        assert views(data) == {STORY: (2, 2)}


def test_a_place_without_a_log_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoLogError, match=r"Không thấy nhật ký ở “.*khong-co\.log”"):
        read(tmp_path, tmp_path / "khong-co.log")


def test_a_file_that_is_no_log_is_told(tmp_path: Path) -> None:
    file = write(tmp_path / "bai.docx", "PK\x03\x04 không phải nhật ký\n" * 9)
    assert read(tmp_path, file).problems == [
        f"{file}: không phải nhật ký truy cập của máy chủ web."
    ]


def test_a_log_that_does_not_name_programs_is_told(tmp_path: Path) -> None:
    line = '203.0.113.7 - - [28/Nov/2026:08:00:00 +0700] "GET / HTTP/1.1" 200 5120\n'
    log = write(tmp_path / "access.log", line)
    assert "đổi máy chủ sang kiểu “combined”" in " ".join(read(tmp_path, log).problems)
    assert views(tmp_path) == {"/": (1, 1)}


def test_an_empty_log_is_no_fault(tmp_path: Path) -> None:
    reading = read(tmp_path, write(tmp_path / "access.log"))
    assert reading.lines == 0 and not reading.problems
