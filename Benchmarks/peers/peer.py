"""The line protocol that every engine speaks, for those that Python reaches.

A line MODE<TAB>QUERY is answered by PAYLOAD<TAB>NANOSECONDS<TAB>CPU_NANOSECONDS. MODE is COUNT, TOP_10, TOP_10_COUNT or PING; QUERY is
`a b` (any of the words), `+a +b` (all of them) or `"a b"` (the phrase). PAYLOAD is the number of documents, or `-` where it was not
asked for, and ` DOCUMENT:SCORE` of each hit, the best first; documents are numbered from 0 in the order of the lines that were indexed.
"""
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

ANY, ALL, PHRASE = 'any', 'all', 'phrase'
Hit = tuple[int, float]


class Query(NamedTuple):
    """What is asked for: words, and how they belong together."""

    kind: str
    words: list[str]

    @classmethod
    def parse(cls, text: str) -> 'Query':
        if text.startswith('"'):
            return cls(PHRASE, text.strip('"').split())
        if text.startswith('+'):
            return cls(ALL, [word.removeprefix('+') for word in text.split()])
        return cls(ANY, text.split())


class Unsupported(Exception):
    """The engine has no such query."""


class Peer(ABC):
    """An engine with an index that is open."""

    @abstractmethod
    def count(self, query: Query) -> int:
        """How many documents match."""

    @abstractmethod
    def top(self, query: Query, limit: int) -> list[Hit]:
        """The best documents."""

    def top_and_count(self, query: Query, limit: int) -> tuple[list[Hit], int]:
        """The best documents, and how many match."""
        return self.top(query, limit), self.count(query)


def documents(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream without their ends."""
    return (line.rstrip(b'\n').decode() for line in stream)


def payload(peer: Peer, mode: str, text: str) -> str:
    """The answer to a line, without its times."""
    if mode == 'PING':
        return '0'
    query = Query.parse(text)
    if mode == 'COUNT':
        return str(peer.count(query))
    if mode == 'TOP_10':
        hits, head = peer.top(query, 10), '-'
    elif mode == 'TOP_10_COUNT':
        hits, count = peer.top_and_count(query, 10)
        head = str(count)
    else:
        raise Unsupported
    return ''.join([head, *(f' {document}:{score:.9g}' for document, score in hits)])


def serve(peer: Peer) -> None:
    """Answers the standard input until it ends."""
    for line in sys.stdin:
        wall, cpu = time.perf_counter_ns(), time.thread_time_ns()
        mode, _, text = line.rstrip('\n').partition('\t')
        try:
            answer = payload(peer, mode, text)
        except Unsupported:
            answer = 'UNSUPPORTED'
        cpu, wall = time.thread_time_ns() - cpu, time.perf_counter_ns() - wall
        print(answer, wall, cpu, sep='\t', flush=True)
