"""A filter for system calls: those that are named stop for a tracer, others run at full speed."""

import ctypes
import platform
import struct
import sys
from collections.abc import Sequence

X86_64 = 0xC000003E  # AUDIT_ARCH_X86_64
NUMBER, ARCHITECTURE = 0, 4  # where they stand in what the filter is shown
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06  # of the filter's language: BPF_LD|W|ABS, JEQ|K, RET|K
ALLOW, TRACE = 0x7FFF0000, 0x7FF00000
FORM = "HBBI"  # of a step
STEP = struct.calcsize(FORM)
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # of prctl


class Program(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def is_possible() -> bool:
    """Whether this machine has what tracing needs."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def program(numbers: Sequence[int]) -> bytes:
    """The filter's code."""
    count = len(numbers)
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUALS, 0, count + 1, X86_64),  # another architecture: allowed, at the end
        (LOAD, 0, 0, NUMBER),
        *((EQUALS, count - i, 0, number) for i, number in enumerate(numbers)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, TRACE),
    ]
    return packed(steps)


def stop_at(numbers: Sequence[int]) -> None:
    """Have this process, and all that it starts, stop for its tracer at these calls."""
    install(program(numbers))


def install(code: bytes) -> None:
    """Have a filter look at every call of this process, and of all that it starts, from now on."""
    kept = ctypes.create_string_buffer(code)
    asked = Program(len(code) // STEP, ctypes.cast(kept, ctypes.c_void_p).value)
    libc = ctypes.CDLL(None, use_errno=True)
    for words in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SECCOMP, FILTER, ctypes.byref(asked), 0, 0)):
        if libc.prctl(*words) != 0:
            raise OSError(ctypes.get_errno(), "calls can't be filtered here")


def packed(steps: Sequence[tuple[int, int, int, int]]) -> bytes:
    """A filter's steps as the kernel takes them."""
    return b"".join(struct.pack(FORM, *step) for step in steps)
