"""Queries and their classes.

`a b` asks for any of the words, `+a +b` for all, `"a b"` for the phrase. A class is the form and the number of words; what consists of
very frequent words only is a class of its own, because its cost is of another order.
"""
import json
import math
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .corpus import WORD, Corpus

FORMS = ('and', 'or', 'phrase')
CLASSES = ('term', *(f'{form} {size}' for form in FORMS for size in ('2', '3', '4+', 'common')))
# How many of the most frequent words make a query a common one.
COMMON_WORDS = 100
LONGEST = 6


@dataclass(frozen=True)
class Query:
    text: str
    group: str


def group_of(text: str, common: set[str]) -> tuple[str, list[str]] | None:
    """The class and the words of a query; nothing for what is none of the three forms."""
    words = text.split()
    if text.startswith('"') and text.endswith('"') and text.count('"') == 2:
        form, words = 'phrase', text.strip('"').split()
    elif words and all(word.startswith('+') for word in words):
        form, words = 'and', [word[1:] for word in words]
    else:
        form = 'or'
    if not words or not all(WORD.fullmatch(word) for word in words):
        return None
    if len(words) == 1:
        return 'term', words
    if all(word in common for word in words):
        return f'{form} common', words
    return f'{form} {len(words) if len(words) < 4 else "4+"}', words


def choose(corpus: Corpus, file: Path | None, per_class: int, seed: int = 1) -> list[Query]:
    """At most `per_class` queries of each class: those of the file first, as far as their words stand in the corpus, then drawn ones."""
    frequencies = corpus.frequencies()
    common = set(list(frequencies)[:COMMON_WORDS])
    chosen: dict[str, dict[str, None]] = {group: {} for group in CLASSES}
    given = read(file) if file else []
    for texts in (given, draw(corpus, list(frequencies), common, per_class, random.Random(seed))):
        for text in texts:
            found = group_of(text, common)
            if found and len(chosen[found[0]]) < per_class and all(word in frequencies for word in found[1]):
                chosen[found[0]][text] = None
    return [Query(text, group) for group in CLASSES for text in chosen[group]]


def read(file: Path) -> Iterator[str]:
    """The queries of a file of lines {"query": …}, such as that of the search-benchmark-game."""
    with open(file, encoding='utf-8') as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield json.loads(line)['query']
                except (ValueError, KeyError, TypeError) as error:
                    raise SystemExit(f'bench: {file}, line {number}: not a JSON object with "query": {error!r}') from error


def draw(corpus: Corpus, words: list[str], common: set[str], per_class: int, generator: random.Random) -> Iterator[str]:
    """Terms of all frequencies, and phrases as they stand in the documents, whose words are asked for apart as well."""
    for _ in range(4 * per_class):
        # The logarithm of a word's rank is even: as many of the ten most frequent as of the next ninety, and so on.
        yield words[int(math.exp(generator.uniform(0, math.log(len(words))))) - 1] if words else ''
    with open(corpus.documents, encoding='ascii') as lines:
        documents = [line for line in lines if line.strip()]
    for size in (2, 3, 4, None):
        for phrase in phrases(documents, size, common, 2 * per_class, generator):
            yield f'"{" ".join(phrase)}"'
            if len(set(phrase)) == len(phrase):
                yield ' '.join(f'+{word}' for word in phrase)
                yield ' '.join(phrase)


def phrases(
    documents: list[str], size: int | None, common: set[str], number: int, generator: random.Random
) -> Iterable[list[str]]:
    """Runs of words from documents: of a size (4 is 4 to `LONGEST`), not all of them common, or of common words alone."""
    found: dict[tuple[str, ...], None] = {}
    # A corpus may hold too few.
    for _ in range(200 * number):
        if len(found) == number or not documents:
            break
        words = generator.choice(documents).split()
        start = generator.randrange(len(words))
        if size is None:
            length = generator.randint(2, LONGEST)
        else:
            length = size if size < 4 else generator.randint(4, LONGEST)
        run = words[start:start + length]
        if len(run) == length and all(word in common for word in run) == (size is None):
            found[tuple(run)] = None
    return [list(run) for run in found]
