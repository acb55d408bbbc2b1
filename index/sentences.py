"""The sentences of passages by their meaning, in a file of their own beside the passages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from index.being_written import BeingWritten
from index.disk import naming
from index.encoder import Vector
from index.read_only import ReadOnly
from index.sentence_codes import nearness

SENTENCES_FILE = "sentences.sqlite"
SCHEMA = """
PRAGMA page_size = 16384;  -- of the usual size a page would hold three rows, and lose a fifth
CREATE TABLE sentences (
    row INTEGER PRIMARY KEY,  -- the passage's
    codes BLOB NOT NULL       -- of its sentences, in order, as sentence_codes has them
) STRICT;
CREATE INDEX sentences_row ON sentences (row);  -- to count them without the codes
"""


class SentenceWriter(BeingWritten):
    """Writes the codes of passages, row by row; the file is finished at the end of `with`."""

    schema = SCHEMA

    def __init__(self, folder: Path, *, row: int = 0) -> None:
        """Begin the file of a folder, or go on in the one that is there with passage `row`."""
        super().__init__(folder / SENTENCES_FILE)
        self.row = row

    def add(self, codes: Sequence[bytes]) -> None:
        """Write the codes of the passages that come next.

        Raises:
            OSError: they could not be written.
        """
        with naming(self.path):
            self.connection.executemany(
                "INSERT INTO sentences VALUES (?, ?)", enumerate(codes, self.row)
            )
        self.row += len(codes)

    def remove(self, rows: Iterable[int]) -> None:
        """Take out the codes of passages that went.

        Raises:
            OSError: it could not be written.
        """
        with naming(self.path):
            self.connection.executemany(
                "DELETE FROM sentences WHERE row = ?", ((row,) for row in rows)
            )


class Sentences(ReadOnly):
    """The file that a `SentenceWriter` wrote."""

    holds = "sentences"
    columns = ("row FROM sentences", "codes FROM sentences")

    def __len__(self) -> int:
        """How many passages there are codes of."""
        return int(self.ask("SELECT count(*) FROM sentences")[0][0])

    def codes(self, rows: Iterable[int]) -> dict[int, bytes]:
        """The codes of some passages' sentences, by row."""
        query = "SELECT row, codes FROM sentences WHERE row IN (SELECT value FROM json_each(?))"
        return dict(self.ask(query, (json.dumps(list(rows)),)))

    def nearness(self, rows: Iterable[int], question: Vector) -> Mapping[int, list[float]]:
        """How near the sentences of some passages are to a question, by row.

        To be compared within a passage only.

        Args:
            rows: the passages'.
            question: its vector as the encoder gives it, centre and all.
        """
        return {row: nearness(codes, question) for row, codes in self.codes(rows).items()}
