"""The process that sets pages: what a template cannot do, and that the next letter is set all the same."""

import os
import subprocess
import sys

import pytest

from palat.kernel.letters.layout import MAIN, Template, UnableToLayOut, render, shipped
from palat.kernel.letters.paper.press.confine import CALLS
from palat.kernel.letters.paper.press.pool import Pool, PressFailed, Work
from palat.kernel.letters.templating.samples import sample
from palat.kernel.letters.templating.trying import faults

LETTER = sample("announcement")


def with_line(line: str) -> Template:
    """The shipped template of an announcement with one more line."""
    files = dict(shipped("announcement").files)
    return Template({**files, MAIN: files[MAIN] + line + "\n"})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('#read("/etc/passwd")', "อ่านได้เฉพาะไฟล์ในโฟลเดอร์ของตนเอง"),
        ('#read("../../../../etc/passwd")', "อ่านได้เฉพาะไฟล์ในโฟลเดอร์ของตนเอง"),
        ('#import "@preview/cetz:0.3.0"', "ใช้แพ็กเกจหรือเครือข่ายภายนอกไม่ได้"),
        ('#import ("@pre" + "view/cetz:0.3.0")', "ใช้แพ็กเกจหรือเครือข่ายภายนอกไม่ได้"),
        ("#data.wrong", "ไม่มีช่องชื่อ “wrong”"),
        ("#nowhere", "ไม่รู้จักชื่อ “nowhere”"),
        ("#let f(x) = f(x + 1)\n#f(1)", "เรียกตัวเองซ้ำไม่รู้จบ"),
    ],
)
def test_what_a_template_may_not_do_is_told_in_plain_words(line, words):
    with pytest.raises(UnableToLayOut) as broken:
        render(LETTER, with_line(line))
    (fault,) = faults(broken.value)
    assert words in fault.words
    assert fault.file == MAIN
    assert fault.line > 1
    assert "palat-press" not in fault.message


def test_template_that_never_ends_is_stopped_and_the_next_letter_is_set():
    with pytest.raises(UnableToLayOut, match="จึงหยุดไว้"):
        render(LETTER, with_line("#for i in range(200000000) { let x = calc.pow(2.0, 0.5) }"), seconds=0.5)
    assert render(LETTER).startswith(b"%PDF")


def test_template_that_takes_all_memory_is_stopped(capfd):
    with pytest.raises(UnableToLayOut, match="หน่วยความจำ"):
        render(LETTER, with_line('#let a = "x" * 3000000000\n#a'))
    assert render(LETTER).startswith(b"%PDF")


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.uname().machine not in CALLS, reason="no filter of system calls here"
)
def test_confined_process_opens_no_socket_and_starts_no_program():
    said = subprocess.run(
        [sys.executable, "-c", CONFINED], capture_output=True, text=True, timeout=60, check=True
    ).stdout.split()
    assert said == ["socket:1", "program:1", "alive"]


CONFINED = """
import os, socket, subprocess
from palat.kernel.letters.paper.press.confine import confine
confine()
try:
    socket.socket()
except OSError as refused:
    print(f"socket:{refused.errno}")
try:
    subprocess.run(["/bin/true"], check=False)
except OSError as refused:
    print(f"program:{refused.errno}")
print("alive")
"""


def test_nothing_of_one_letter_is_left_for_the_next():
    """A template that looks for the picture of the letter before finds none."""
    looks = with_line('#read("check.svg").len()')
    assert render(LETTER, looks).startswith(b"%PDF")
    from dataclasses import replace

    with pytest.raises(UnableToLayOut, match="not found"):
        render(replace(LETTER, verification=None), looks)


def test_press_that_died_is_replaced():
    pool = Pool(1)
    work = Work("x", {"main.typ": "x"}, {}, 730000, fonts=())
    try:
        pool.set(work)
        press = pool.idle.get_nowait()
        press.child.kill()
        press.child.wait()
        pool.idle.put(press)
        assert pool.set(work).pages == 1 or pool.set(work).fault
        slow = Work("y", {"main.typ": "#{ for i in range(200000000) { let x = 1 } }"}, {}, 730000, seconds=0.2)
        with pytest.raises(PressFailed):
            pool.set(slow)
    finally:
        pool.close()


def test_press_that_was_stopped_leaves_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    slow = Work("y", {"main.typ": "#{ for i in range(200000000) { let x = 1 } }"}, {}, 730000, seconds=0.2)
    with pytest.raises(PressFailed):
        Pool(1).set(slow)
    assert list(tmp_path.iterdir()) == []


def test_no_secret_of_ours_goes_along(monkeypatch):
    from palat.kernel.letters.paper.press import pool

    assert not {name for name in pool.KEPT if "PALAT" in name or "DATABASE" in name}
