#!/usr/bin/env python3
"""SQLite's FTS5, by Python's own sqlite3.

  fts5_peer.py build DIR < DOCUMENTS
  fts5_peer.py serve DIR
"""
import sqlite3
import sys
from pathlib import Path

from peer import ALL, ANY, Hit, Peer, Query, documents, serve


def open_database(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / 'index.sqlite')


def build(folder: Path) -> None:
    """The text itself is not kept, as in the other engines; row numbers begin at 1."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_database(folder) as database:
        database.execute("create virtual table documents using fts5(text, content='', tokenize='ascii')")
        database.executemany(
            'insert into documents(rowid, text) values (?, ?)', enumerate(documents(sys.stdin.buffer), start=1))
        database.execute("insert into documents(documents) values ('optimize')")


class FTS5(Peer):
    COUNT = 'select count(*) from documents where documents match ?'
    TOP = 'select rowid, rank from documents where documents match ? order by rank limit ?'

    def __init__(self, folder: Path):
        self.database = open_database(folder)

    @staticmethod
    def expression(query: Query) -> str:
        """The query in FTS5's own language; every word is quoted, so that none is an operator."""
        if query.kind in (ANY, ALL):
            return (' OR ' if query.kind == ANY else ' AND ').join(f'"{word}"' for word in query.words)
        return f'"{" ".join(query.words)}"'

    def count(self, query: Query) -> int:
        return self.database.execute(self.COUNT, (self.expression(query),)).fetchone()[0]

    def top(self, query: Query, limit: int) -> list[Hit]:
        rows = self.database.execute(self.TOP, (self.expression(query), limit))
        return [(row - 1, -rank) for row, rank in rows]


if __name__ == '__main__':
    if len(sys.argv) != 3 or sys.argv[1] not in ('build', 'serve'):
        sys.exit(__doc__)
    if sys.argv[1] == 'build':
        build(Path(sys.argv[2]))
    else:
        serve(FTS5(Path(sys.argv[2])))
