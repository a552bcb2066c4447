"""What was measured, kept as JSON."""
import datetime
import json
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypedDict

from .engines import QUO
from .queries import Query


class Found(TypedDict):
    """What an engine answered to a query, and the medians of the nanoseconds that it took."""

    payload: str
    cpu: float
    wall: float


# Mode → query → what was found; queries that the engine cannot answer are not among them.
Answers = dict[str, dict[str, Found]]


class Measured(TypedDict):
    """Answers, nanoseconds of an answer that finds nothing, seconds from the start to the first answer, and bytes of memory after the
    last."""

    answers: Answers
    floor: float
    start: float
    memory: dict[str, int]


class Figures(Measured):
    """All that was measured of an engine."""

    title: str
    build: dict[str, float]


class Size(TypedDict):
    """A part of a corpus, and the mean nanoseconds on it: engine → mode → class → mean."""

    documents: int
    engines: dict[str, dict[str, dict[str, float | None]]]


@dataclass
class Results:
    """The figures of one run: those of the engines, Quo's first, and of each number of eighths of the corpus."""

    corpus: dict[str, Any]
    command: str
    queries: list[Query]
    engines: dict[str, Figures]
    machine: dict[str, Any]
    growth: dict[str, Size] | None = None

    @property
    def peers(self) -> list[str]:
        return [name for name in self.engines if name != QUO]

    def answers(self, engine: str, mode: str) -> dict[str, Found]:
        return self.engines[engine]['answers'].get(mode, {})

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)))

    @classmethod
    def load(cls, file: Path) -> 'Results':
        values = json.loads(file.read_text())
        values['queries'] = [Query(**query) for query in values['queries']]
        return cls(**values)


def machine() -> dict[str, Any]:
    """What the figures were taken on, and when."""
    processor = platform.processor() or platform.machine()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as lines:
            processor = next((line.split(':', 1)[1].strip() for line in lines if line.startswith('model name')), processor)
    except OSError:
        pass
    return {
        'processor': processor, 'cores': os.cpu_count(), 'memory': os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES'),
        'system': f'{platform.system()} {platform.release()}', 'date': datetime.date.today().isoformat()}
