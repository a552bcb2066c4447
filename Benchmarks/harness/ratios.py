"""Means, ratios and percentiles of what was measured."""
import math
from collections.abc import Iterable

from .engines import QUO
from .results import Results


def mean(values: Iterable[float]) -> float | None:
    values = list(values)
    return sum(values) / len(values) if values else None


def percentile(values: Iterable[float], share: float) -> float | None:
    """The least value that at least `share` of them do not exceed."""
    values = sorted(values)
    return values[max(0, math.ceil(share * len(values)) - 1)] if values else None


def times(results: Results, engine: str, mode: str, group: str | None, others: Iterable[str] = ()) -> list[float]:
    """The processor times, in nanoseconds, of the queries of a class (of all classes for None) that this engine and all others answer."""
    answers = results.answers(engine, mode)
    other_answers = [results.answers(other, mode) for other in others]
    return [
        answers[query.text]['cpu'] for query in results.queries
        if (group is None or query.group == group) and query.text in answers and all(query.text in each for each in other_answers)]


def ratio(results: Results, peer: str, mode: str, group: str | None, share: float | None = None) -> float | None:
    """Quo's mean time over a peer's, for the queries that both answer; with `share`, the ratio of the percentiles."""
    ours, theirs = times(results, QUO, mode, group, [peer]), times(results, peer, mode, group, [QUO])
    if not theirs:
        return None
    measure = mean if share is None else lambda values: percentile(values, share)
    our, their = measure(ours), measure(theirs)
    return our / their if our is not None and their else None


def to_best(results: Results, mode: str, group: str | None, share: float | None = None) -> tuple[float, str] | None:
    """The ratio to the best peer, which is the greatest ratio, and who that is."""
    ratios = [(found, peer) for peer in results.peers if (found := ratio(results, peer, mode, group, share)) is not None]
    return max(ratios, default=None)
