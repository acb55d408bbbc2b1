"""What can happen to the bytes of a file: each takes some bytes and a chance, and gives others."""

HEADER = 96  # bytes, where lengths and types are


def flip_bit(data, chance):
    """One bit somewhere."""
    return flipped(data, chance.randrange(len(data) * 8))


def flip_bit_of_the_header(data, chance):
    """One bit of the first 96 bytes."""
    return flipped(data, chance.randrange(min(HEADER, len(data)) * 8))


def truncate(data, chance):
    """The end is gone."""
    return data[: chance.randrange(len(data))]


def append(data, chance):
    """Something stands behind the end."""
    return data + chance.randbytes(chance.randint(1, 100))


def zero_block(data, chance):
    """A sector was never written; a one in it keeps it from being what it was."""
    start = chance.randrange(len(data))
    end = min(len(data), start + 512)
    block = bytes(end - start) if any(data[start:end]) else b"\1" + data[start + 1 : end]
    return data[:start] + block + data[end:]


def random_block(data, chance):
    """A page holds another file's bytes."""
    start = chance.randrange(len(data))
    block = data[start : start + 4096]
    other = bytes(byte ^ chance.randint(1, 255) for byte in block)
    return data[:start] + other + data[start + 4096 :]


DAMAGES = (flip_bit, flip_bit_of_the_header, truncate, append, zero_block, random_block)


def flipped(data, bit):
    """The same bytes with one bit turned."""
    at, of = divmod(bit, 8)
    return data[:at] + bytes([data[at] ^ 1 << of]) + data[at + 1 :]


def every_header_bit(data):
    """The same bytes with each bit of the header turned in its turn."""
    for bit in range(min(HEADER, len(data)) * 8):
        yield flipped(data, bit)
