"""Who asks a run to stop is told that it stopped, whatever it was doing."""

import signal

import pytest

from khuyencong.stop_signals import Stopped, deferred_stop, stopping


def test_a_signal_ends_what_is_done_within() -> None:
    with pytest.raises(Stopped) as stopped, stopping():
        signal.raise_signal(signal.SIGTERM)
    assert stopped.value.exitcode == 128 + signal.SIGTERM


@pytest.mark.parametrize("failure", [OSError("không đọc được"), SystemExit(2)])
def test_a_stop_that_a_library_took_for_a_failure_is_a_stop(failure: BaseException) -> None:
    with pytest.raises(Stopped), stopping():
        try:
            signal.raise_signal(signal.SIGTERM)
        except Stopped:
            raise failure from None


@pytest.mark.parametrize("failure", [OSError("đĩa hỏng"), SystemExit(2)])
def test_a_failure_without_a_signal_is_a_failure(failure: BaseException) -> None:
    with pytest.raises(type(failure)), stopping():
        raise failure


def test_a_stop_waits_for_what_may_not_be_left_half_done() -> None:
    done = []
    with pytest.raises(Stopped), stopping():
        with deferred_stop():
            signal.raise_signal(signal.SIGTERM)
            done.append("rename")
        done.append("never")
    assert done == ["rename"]
