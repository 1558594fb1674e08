"""What the process that sets pages may not do: use the network, start programs, take all memory, run for ever.

A template is a program that an administrator writes. Typst itself lets it read nothing outside its folder; what is
left is closed here. The filter of system calls exists on Linux alone; elsewhere only the proxies that lead nowhere
and the refusal of packages stand between a template and the network.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys

MEMORY_BYTES = 1 << 30  # a letter needs some 0.1 GB, a report of a thousand pages 0.5

# Numbers of system calls by machine: socket, connect, execve, execveat, ptrace; and the mark of the architecture.
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117)),
}
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER_MODE = 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_GREATER, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 1  # the last: EPERM
OTHER_CALLS = 0x40000000  # the second table of numbers on x86_64


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def _steps(mark: int, calls: tuple[int, ...]) -> bytes:
    """Return the filter: another architecture dies, the calls are refused, all others go through."""

    def step(code: int, yes: int, no: int, value: int) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    last = len(calls)
    said = [
        step(LOAD, 0, 0, 4),
        step(JUMP_EQUAL, 1, 0, mark),
        step(RETURN, 0, 0, KILL),
        step(LOAD, 0, 0, 0),
        step(JUMP_GREATER, last + 1, 0, OTHER_CALLS),
        *(step(JUMP_EQUAL, last - place, 0, call) for place, call in enumerate(calls)),
        step(RETURN, 0, 0, ALLOW),
        step(RETURN, 0, 0, REFUSE),
    ]
    return b"".join(said)


def no_network() -> bool:
    """Refuse this process sockets and programs from now on. Returns whether the system could be asked to."""
    known = CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None:
        return False
    steps = _steps(*known)
    kept = ctypes.create_string_buffer(steps, len(steps))
    program = _Program(len(steps) // 8, ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def confine() -> None:
    """Confine this process for the rest of its life."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = "http://127.0.0.1:9"
    with contextlib.suppress(ValueError, OSError):  # a system may not know the limit
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    no_network()


def allow_seconds(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0 takes the limit away."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
