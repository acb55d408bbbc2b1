"""Whatever happens to a file of a build, it is noticed before anyone gets an answer from it."""

import os
import random

import pytest

from index.opened import open_build, open_index
from index.publish import read_current


def flip_bit(data, chance):
    """One bit somewhere."""
    position = chance.randrange(len(data))
    data[position] ^= 1 << chance.randrange(8)


def flip_bit_of_the_header(data, chance):
    """One bit of the first 96 bytes, where lengths and types are."""
    position = chance.randrange(min(96, len(data)))
    data[position] ^= 1 << chance.randrange(8)


def truncate(data, chance):
    """The end is gone."""
    del data[chance.randrange(len(data)) :]


def append(data, chance):
    """Something stands behind the end."""
    data += chance.randbytes(chance.randint(1, 100))


def zero_block(data, chance):
    """A sector was never written; a one in it keeps it from being what it was."""
    start = chance.randrange(len(data))
    end = min(len(data), start + 512)
    if any(data[start:end]):
        data[start:end] = bytes(end - start)
    else:
        data[start] = 1


def random_block(data, chance):
    """A page holds another file's bytes."""
    start = chance.randrange(len(data))
    end = min(len(data), start + 4096)
    data[start:end] = bytes(byte ^ chance.randint(1, 255) for byte in data[start:end])


DAMAGES = (flip_bit, flip_bit_of_the_header, truncate, append, zero_block, random_block)


def unnoticed(home, times, seed):
    """The damages of so many that did not keep a build from being opened."""
    chance = random.Random(seed)
    index = home / "index"
    pointer = read_current(index).current
    folder = index / pointer.name
    files = sorted(
        p for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock" and p.stat().st_size
    )
    missed = []
    for number in range(times):
        file, damage = files[number % len(files)], chance.choice(DAMAGES)
        whole = file.read_bytes()
        data = bytearray(whole)
        damage(data, chance)
        file.write_bytes(data)
        try:
            open_build(index, pointer).close()
            missed.append((file.name, damage.__name__))
        except ValueError:
            pass
        file.write_bytes(whole)
    open_build(index, pointer).close()
    return missed


def test_all_of_two_hundred_damages_are_noticed(own_home):
    """Bits, blocks and ends of every file of a build in turn; the whole build opens afterwards."""
    assert unnoticed(own_home, 200, 1) == []


@pytest.mark.soak
def test_all_of_many_damages_are_noticed(own_home):
    """Two thousand, or as many as WELLREAD_DAMAGES says."""
    assert unnoticed(own_home, int(os.environ.get("WELLREAD_DAMAGES", "2000")), 2) == []


def test_a_whole_build_answers_after_all(own_home):
    """The damages above are undone, so that what is refused is refused for the damage."""
    assert unnoticed(own_home, 6, 3) == []
    with open_index(own_home) as index:
        assert index.warning == ""
