"""The times of queries."""
import statistics
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from .building import index_folder, log_file
from .corpus import Corpus
from .engines import Engine
from .process import ServedEngine, start_time
from .queries import Query
from .results import Answers, Figures, Found, Measured

MODES = ('TOP_10', 'COUNT', 'TOP_10_COUNT')
STARTS = 5
FLOOR_PASSES = 500
ABSENT_WORD = 'qzxjvkqzxjvkqzxjvk'


@dataclass(frozen=True)
class Plan:
    """How often queries are asked. An engine whose passes have taken `budget` seconds in a mode does no more of them."""

    passes: int = 5
    budget: float = 60


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure(engines: list[Engine], corpus: Corpus, queries: list[Query], plan: Plan) -> dict[str, Measured]:
    """Of each engine the answers with the medians of their times, the least that a query takes, the time to the first answer, and the
    memory at the end.

    All engines are served at once and asked in turns, a pass each, so that an hour in which the machine is slow is slow for all.
    """
    starts = {
        engine.name: statistics.median(
            start_time(engine, index_folder(corpus, engine), log_file(corpus, engine), queries[0].text) for _ in range(STARTS))
        for engine in engines}
    with ExitStack() as stack:
        served = [
            stack.enter_context(ServedEngine(engine, index_folder(corpus, engine), log_file(corpus, engine)))
            for engine in engines]
        answers: dict[str, Answers] = {engine.name: {} for engine in engines}
        for mode in MODES:
            note(f'  {mode}')
            for name, found in measure_mode(served, mode, queries, plan).items():
                answers[name][mode] = found
        return {
            process.engine.name: {
                'answers': answers[process.engine.name], 'floor': floor(process), 'start': starts[process.engine.name],
                'memory': process.memory()}
            for process in served}


def floor(process: ServedEngine) -> float:
    """The median of what a query takes that finds nothing: the cost of asking."""
    return statistics.median(process.ask('TOP_10', ABSENT_WORD).cpu for _ in range(FLOOR_PASSES))


def figures(engines: list[Engine], builds: dict[str, dict[str, float]], measured: dict[str, Measured]) -> dict[str, Figures]:
    """All figures of each engine."""
    return {
        engine.name: Figures(
            title=engine.title, build=builds[engine.name], answers=found['answers'], floor=found['floor'],
            start=found['start'], memory=found['memory'])
        for engine in engines if (found := measured[engine.name])}


def measure_mode(served: list[ServedEngine], mode: str, queries: list[Query], plan: Plan) -> dict[str, dict[str, Found]]:
    """Of each engine the answers of a mode."""
    passes = {process.engine.name: Passes(process, mode) for process in served}
    for each in passes.values():
        each.warm(queries, plan)
    for _ in range(plan.passes):
        for each in passes.values():
            if each.seconds < plan.budget:
                each.run(queries)
    return {name: each.medians() for name, each in passes.items()}


class Passes:
    """The passes of one engine over the queries in one mode."""

    def __init__(self, process: ServedEngine, mode: str):
        self.process = process
        self.mode = mode
        self.seconds = 0.0
        self.payloads: dict[str, str] = {}
        self.cpu: dict[str, list[int]] = {}
        self.wall: dict[str, list[int]] = {}

    def warm(self, queries: Iterable[Query], plan: Plan) -> None:
        """Passes that are not kept, but for what cannot be answered."""
        start = time.perf_counter()
        answers = {query.text: self.process.ask(self.mode, query.text) for query in queries}
        self.payloads = {text: answer.payload for text, answer in answers.items() if answer.is_supported}
        for _ in range(self.process.engine.warm_passes - 1):
            if time.perf_counter() - start > plan.budget:
                break
            for text in self.payloads:
                self.process.ask(self.mode, text)

    def run(self, queries: Iterable[Query]) -> None:
        start = time.perf_counter()
        for query in queries:
            if query.text in self.payloads:
                answer = self.process.ask(self.mode, query.text)
                self.cpu.setdefault(query.text, []).append(answer.cpu)
                self.wall.setdefault(query.text, []).append(answer.wall)
        self.seconds += time.perf_counter() - start

    def medians(self) -> dict[str, Found]:
        return {
            text: {'payload': payload, 'cpu': statistics.median(self.cpu[text]), 'wall': statistics.median(self.wall[text])}
            for text, payload in self.payloads.items()}
