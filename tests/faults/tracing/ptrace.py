"""Runs a function in a child and shows each of its calls on files before it is carried out.

The calls of all threads are seen, whoever makes them: Python, SQLite, FAISS, tantivy.
"""

import contextlib
import ctypes
import os
import signal
from collections.abc import Callable, Sequence

from tests.faults.tracing import seccomp
from tests.faults.tracing.calls import NAMES as CALLS
from tests.faults.tracing.calls import SIZES, Caller

TRACE_ME, CONTINUE, GET, SET, OPTIONS = 0, 7, 12, 13, 0x4200
WALL = 0x40000000  # wait for threads, too
SECCOMP_EVENT = 7
# Follow threads and children, tell of filtered calls, and let nothing outlive the tracer.
FOLLOW = 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000
NAMES = (
    "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
    "fs_base gs_base ds es fs gs"
)
ARGUMENTS = ("rdi", "rsi", "rdx", "r10", "r8", "r9")


class Registers(ctypes.Structure):
    """What a stopped thread's call and its arguments are."""

    _fields_ = tuple((name, ctypes.c_ulonglong) for name in NAMES.split())

    @property
    def arguments(self) -> tuple[int, ...]:
        """The six arguments of a call."""
        return tuple(getattr(self, name) for name in ARGUMENTS)


LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.restype = ctypes.c_long
LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)

KILL = "kill"  # what a decision may say, beside an error's number, "short" and nothing
Decide = Callable[[Caller, int, tuple[int, ...]], "int | str | None"]


def ptrace(request: int, thread: int, value: object = None) -> None:
    """Ask the kernel for something of a stopped thread.

    Raises:
        ProcessLookupError: the thread is gone: killed in the meantime.
    """
    if LIBC.ptrace(request, thread, None, value) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def begin(work: Callable[[], object], numbers: Sequence[int]) -> int:
    """Start a child that does some work and stops at some calls; gives its process id."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        ptrace(OPTIONS, child, FOLLOW)
        return child
    try:
        ptrace(TRACE_ME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        seccomp.stop_at(numbers)
        work()
    finally:
        os._exit(99)  # work that ends by itself leaves with a status of its own


def run(work: Callable[[], object], numbers: Sequence[int], decide: Decide, limit: int) -> int:
    """Do some work in a child; gives its exit status, or its signal as a negative number.

    Args:
        work: ends in `os._exit`.
        numbers: of the calls at which it stops.
        decide: what becomes of each: an error's number in its place, "short" for half of a
            write, "kill" to kill the child, None to let it be.
        limit: seconds; past them the child is killed.
    """
    child = begin(work, numbers)
    caller = Caller(child)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(limit)
    try:
        go_on(child)
        while True:
            thread, status = os.waitpid(-1, WALL)
            if os.WIFSTOPPED(status):
                with contextlib.suppress(ProcessLookupError):
                    resume(thread, status, child, caller, decide)
            elif thread == child:
                return os.waitstatus_to_exitcode(status)
    finally:
        signal.alarm(0)
        caller.close()


def resume(thread: int, status: int, child: int, caller: Caller, decide: Decide) -> None:
    """Let a stopped thread go on, as is decided."""
    received, event = os.WSTOPSIG(status), status >> 16
    if event != SECCOMP_EVENT:
        own = received in (signal.SIGTRAP, signal.SIGSTOP)  # the tracing's, not meant for it
        go_on(thread, 0 if own else received)
        return
    registers = Registers()
    ptrace(GET, thread, ctypes.addressof(registers))
    decided = decide(caller, registers.orig_rax, registers.arguments)
    if decided == KILL:
        os.kill(child, signal.SIGKILL)
        return
    if decided == "short":
        size = ARGUMENTS[SIZES[CALLS[registers.orig_rax]]]
        setattr(registers, size, max(1, getattr(registers, size) // 2))
        ptrace(SET, thread, ctypes.addressof(registers))
    elif isinstance(decided, int):
        registers.orig_rax = 2**64 - 1  # no call
        registers.rax = 2**64 - decided
        ptrace(SET, thread, ctypes.addressof(registers))
    go_on(thread)


def go_on(thread: int, received: int = 0) -> None:
    """Let a stopped thread run, with a signal that it was sent."""
    ptrace(CONTINUE, thread, received)
