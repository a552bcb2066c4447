"""An engine at work, asked line by line."""
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from .engines import Engine

UNSUPPORTED = 'UNSUPPORTED'


class EngineFailed(Exception):
    """The engine ended, or said that something went wrong."""


@dataclass(frozen=True)
class Answer:
    """What came back, and the nanoseconds that the engine's own clocks say: those of the wall, and of its thread's processor time."""

    payload: str
    wall: int
    cpu: int

    @property
    def is_supported(self) -> bool:
        return self.payload != UNSUPPORTED

    @property
    def count(self) -> int | None:
        head = self.payload.split(' ', 1)[0]
        return int(head) if head.isdigit() else None

    @property
    def hits(self) -> list[tuple[int, float]]:
        pairs = (hit.split(':') for hit in self.payload.split(' ')[1:])
        return [(int(document), float(score)) for document, score in pairs]


class ServedEngine:
    """The process of an engine that answers queries; to be used in a `with` statement."""

    def __init__(self, engine: Engine, index: Path, log: Path):
        self.engine = engine
        self.log = log
        with open(log, 'wb') as errors:
            self.process = subprocess.Popen(
                engine.serve(index), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)

    def __enter__(self) -> 'ServedEngine':
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind:
            self.process.kill()
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def ask(self, mode: str, query: str) -> Answer:
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin and stdout
        try:
            stdin.write(f'{mode}\t{query}\n'.encode())
            stdin.flush()
        except BrokenPipeError:
            pass
        line = stdout.readline().decode()
        payload, *times = line.rstrip('\n').split('\t')
        if len(times) != 2 or payload.startswith('ERROR'):
            raise EngineFailed(f'{self.engine.name} answered {line!r} to {mode} {query}; see {self.log}')
        return Answer(payload, *map(int, times))

    def memory(self) -> dict[str, int]:
        """Bytes of memory that the process holds: all of it, and what is its own and no file's."""
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as lines:
            fields = dict(line.split(':', 1) for line in lines if ':' in line)
        return {name: int(fields[key].split()[0]) * 1024 for name, key in (('resident', 'VmRSS'), ('private', 'RssAnon'))}


def start_time(engine: Engine, index: Path, log: Path, query: str) -> float:
    """Seconds from the start of the process to its first answer."""
    start = time.perf_counter()
    with ServedEngine(engine, index, log) as served:
        served.ask('TOP_10', query)
        return time.perf_counter() - start


def pin(core: int | None) -> None:
    """Keeps this process, and those that it starts, on one core."""
    if core is not None:
        os.sched_setaffinity(0, {core})
