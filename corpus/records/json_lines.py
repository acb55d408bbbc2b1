"""JSON Lines: each line an object, read one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from corpus.records.lines import Line, lines_of
from corpus.records.record import Row, broken_off

TYPES = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
NO_OBJECT = "A line of JSON Lines is an object, {{…}}, and this one is {what}."


def read_json_lines(file: BinaryIO) -> Iterator[Row]:
    """The objects of a file, in order; empty lines are passed over.

    >>> import io
    >>> [row.values for row in read_json_lines(io.BytesIO(b'{"text": "Rest."}'))]
    [{'text': 'Rest.'}]
    """
    number = 0
    for line in lines_of(file):
        if line.ends:
            yield broken_off(number + 1, line.refused)
            return
        if line.text.strip() or line.refused:
            number += 1
            yield row_of(number, line)


def row_of(number: int, line: Line) -> Row:
    """A line as a row, or why it is none."""
    if line.refused:
        return Row(number, {}, line.refused)
    try:
        value = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, f"Not JSON: {str(error) or 'nested too deep'}.")
    if not isinstance(value, dict):
        return Row(number, {}, NO_OBJECT.format(what=TYPES.get(type(value), "a number or null")))
    return Row(number, value)
