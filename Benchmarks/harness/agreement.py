"""Whether engines found the same: equal counts, and equal top tens but for ties."""
from dataclasses import dataclass, field

from .process import Answer
from .results import Answers

# Scores that differ by less are tied: engines round differently on the way.
TOLERANCE = 1e-5
Hits = list[tuple[int, float]]


@dataclass
class Agreement:
    """What a peer's answers have in common with Quo's."""

    counts: int = 0
    tops: int = 0
    equal_tops: int = 0
    # The sum of the shares of top tens that are in both.
    shared: float = 0
    differing_counts: list[str] = field(default_factory=list)
    differing_tops: list[str] = field(default_factory=list)


def close(left: float, right: float) -> bool:
    return abs(left - right) <= TOLERANCE * max(abs(left), abs(right))


def same_but_for_ties(ours: Hits, theirs: Hits) -> bool:
    """Whether two lists differ at most in the order of documents with equal scores, and in which of those tied for the last places are
    in. Scores of two engines need not be of one scale: each list is looked at with its own."""
    if len(ours) != len(theirs):
        return False
    if not ours:
        return True
    our_scores, their_documents = dict(ours), {document for document, _ in theirs}
    for (_, our_score), (document, score) in zip(ours, theirs, strict=True):
        if document in our_scores:
            if not close(our_scores[document], our_score):
                return False
        elif not close(score, theirs[-1][1]):
            return False
    return all(close(score, ours[-1][1]) for document, score in ours if document not in their_documents)


def compare(ours: Answers, theirs: Answers) -> Agreement:
    """Compares what both have answered."""
    agreement = Agreement()
    for mode, answers in theirs.items():
        for query, answer in answers.items():
            if query not in ours[mode]:
                continue
            our, their = (Answer(found['payload'], 0, 0) for found in (ours[mode][query], answer))
            if mode != 'TOP_10':
                agreement.counts += 1
                if our.count != their.count:
                    agreement.differing_counts.append(f'{mode} {query}: {our.count} and {their.count}')
            if mode != 'COUNT':
                agreement.tops += 1
                if same_but_for_ties(our.hits, their.hits):
                    agreement.equal_tops += 1
                else:
                    agreement.differing_tops.append(f'{mode} {query}')
                in_ours = {document for document, _ in our.hits}
                agreement.shared += (
                    sum(document in in_ours for document, _ in their.hits) / len(their.hits) if their.hits else not our.hits)
    return agreement
