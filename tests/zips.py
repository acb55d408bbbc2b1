"""Zip archives, good and hostile, made in memory."""

import io
import stat
import struct
import zipfile

LINE = "Rest is allowed at any time of the day, and nobody has to earn it by being tired. "


def article(about="Rest"):
    """An article of some fifty words, as bytes."""
    return f"# On {about}\n\n{LINE.replace('Rest', about) * 3}\n".encode()


def zipped(files, *, compress=zipfile.ZIP_DEFLATED):
    """An archive of files: path → bytes, or (bytes, unix mode)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compress) as archive:
        for path, given in files.items():
            data, mode = given if isinstance(given, tuple) else (given, stat.S_IFREG | 0o644)
            info = zipfile.ZipInfo(path)
            info.external_attr = mode << 16
            info.compress_type = compress
            archive.writestr(info, data)
    return target.getvalue()


def unsaid(files):
    """An archive that has its names in UTF-8 and does not say so, as many programs write it."""
    data = bytearray(zipped(files))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset + 1] &= ~0x08
            at = data.find(mark, at + 4)
    return bytes(data)


def overlapping(count=50):
    """An archive whose many entries all share one file's bytes."""
    data = zipped({"a.txt": LINE.encode() * 10_000})
    at = data.rfind(b"PK\x05\x06")
    start = struct.unpack_from("<L", data, at + 16)[0]
    entry = data[start:at]
    end = bytearray(data[at:])
    struct.pack_into("<HHL", end, 8, count, count, len(entry) * count)
    return data[:start] + entry * count + bytes(end)


def lying(size=100):
    """An archive that states a smaller size for its one file than it unpacks to."""
    data = bytearray(zipped({"a.txt": b"0" * 5_000_000}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, size)
    return bytes(data)


def locked():
    """An archive whose one file is marked as encrypted."""
    data = bytearray(zipped({"a.txt": article()}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(mark) + offset] |= 1
    return bytes(data)


def bomb():
    """An archive of 300 kB that unpacks to 300 MB."""
    zeros = b"0" * 9_900_000
    return zipped({f"{number}.txt": zeros for number in range(31)})


HOSTILE = {  # what it is: the archive, and what its refusal says
    "a bomb": (bomb, "its files unpack to 307 MB"),
    "one file that grows": (
        lambda: zipped({"a.txt": b"0" * 5_000_000}),
        "times its packed size",
    ),
    "entries that share bytes": (overlapping, "made to harm"),
    "a size that is a lie": (lying, "Damaged inside the archive"),
    "10,000 entries": (
        lambda: zipped({f"{number}.txt": b"x" for number in range(10_000)}),
        "it has 10,000 files",
    ),
    "a path upwards": (lambda: zipped({"../../evil.txt": article()}), "leads out of the archive"),
    "a path upwards for Windows": (
        lambda: zipped({"..\\..\\evil.txt": article()}),
        "leads out of the archive",
    ),
    "an absolute path": (lambda: zipped({"/etc/evil.txt": article()}), "An absolute path"),
    "an absolute path for Windows": (lambda: zipped({"C:\\evil.txt": article()}), "An absolute"),
    "a link": (
        lambda: zipped({"passwords.txt": (b"/etc/passwd", stat.S_IFLNK | 0o777)}),
        "A link to another file",
    ),
    "a device": (lambda: zipped({"zero.txt": (b"", stat.S_IFCHR | 0o666)}), "device"),
    "a pipe": (lambda: zipped({"pipe.txt": (b"", stat.S_IFIFO | 0o666)}), "a pipe"),
    "an archive inside": (
        lambda: zipped({"inner.zip": zipped({"a.txt": article()})}),
        "An archive inside an archive",
    ),
    "an archive inside, by another name": (
        lambda: zipped({"inner.txt": zipped({"a.txt": article()})}),
        "by its first bytes it is a zip archive",
    ),
    "a picture by another name": (
        lambda: zipped({"a.txt": b"\x89PNG\r\n\x1a\n" + bytes(200)}),
        "by its first bytes it is a PNG picture",
    ),
    "a program": (lambda: zipped({"run.exe": b"MZ"}), "Unknown type '.exe'"),
    "a locked file": (locked, "Locked with a password"),
    "an uncommon packing": (
        lambda: zipped({"a.txt": article()}, compress=zipfile.ZIP_LZMA),
        "uncommon way",
    ),
    "a name that turns its letters": (
        lambda: zipped({"safe\u202etxt.exe.txt": article()}),
        "can't be seen",
    ),
    "a name without end": (lambda: zipped({"a" * 500 + ".txt": article()}), "longer than 300"),
    "no archive": (lambda: b"Rest is allowed.", "Not a zip archive"),
    "half an archive": (lambda: zipped({"a.txt": article()})[:-30], "Not a zip archive"),
    "nothing": (lambda: b"", "Not a zip archive"),
}
