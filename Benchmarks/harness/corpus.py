"""A corpus as all engines get it: a document a line, lower-case words of a to z and digits between single blanks.

So prepared, every engine indexes the same terms, whatever it would make of other text.
"""
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

# What is longer than any engine's longest term is cut.
WORD = re.compile('[a-z0-9]{1,64}')
DOCUMENTS, FREQUENCIES, DESCRIPTION = 'documents.txt', 'frequencies.tsv', 'corpus.json'


@dataclass(frozen=True)
class Description:
    """What is known of a corpus; `source` tells whether it has to be prepared again."""

    source: list[str | int]
    document_count: int
    token_count: int
    text_bytes: int


@dataclass(frozen=True)
class Corpus:
    """A prepared corpus."""

    folder: Path
    description: Description

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def documents(self) -> Path:
        return self.folder / DOCUMENTS

    def frequencies(self) -> dict[str, int]:
        """In how many documents each word stands, the most frequent words first."""
        with open(self.folder / FREQUENCIES, encoding='ascii') as lines:
            return {word: int(count) for word, count in (line.split('\t') for line in lines)}


def open_text(path: Path) -> IO[str]:
    if path.suffix == '.gz':
        return gzip.open(path, 'rt', encoding='utf-8', errors='replace')
    return open(path, encoding='utf-8', errors='replace')


def texts(sources: list[Path]) -> Iterator[str]:
    """Title and text of each line of each file."""
    for source in sources:
        with open_text(source) as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                    yield f'{record.get("title") or ""} {record["text"] or ""}'
                except (ValueError, KeyError, AttributeError) as error:
                    raise SystemExit(f'bench: {source}, line {number}: not a JSON object with "text": {error!r}') from error


def fingerprint(sources: list[Path]) -> list[str | int]:
    statuses = [(source.resolve(), source.stat()) for source in sources]
    return [part for path, status in statuses for part in (str(path), status.st_size, status.st_mtime_ns)]


def load(folder: Path) -> Corpus | None:
    try:
        return Corpus(folder, Description(**json.loads((folder / DESCRIPTION).read_text())))
    except (OSError, ValueError, TypeError):
        return None


def prepare(sources: list[Path], folder: Path) -> Corpus:
    """Makes the corpus of the files in a folder, unless it lies there already."""
    known = load(folder)
    source = fingerprint(sources)
    if known and known.description.source == source:
        return known
    text_bytes = 0

    def documents() -> Iterator[list[str]]:
        nonlocal text_bytes
        for text in texts(sources):
            # The blank between title and text is not theirs.
            text_bytes += len(text.encode('utf-8', 'surrogatepass')) - 1
            yield WORD.findall(text.lower())

    counts = write(documents(), folder)
    return describe(folder, Description(source, *counts, text_bytes))


def part(corpus: Corpus, eighths: int, folder: Path) -> Corpus:
    """Of every eight documents the first few: a smaller corpus of the same kind."""
    source = [*corpus.description.source, eighths]
    known = load(folder)
    if known and known.description.source == source:
        return known
    with open(corpus.documents, encoding='ascii') as lines:
        counts = write((line.split() for number, line in enumerate(lines) if number % 8 < eighths), folder)
    return describe(folder, Description(source, *counts, corpus.description.text_bytes * eighths // 8))


def write(documents: Iterator[list[str]], folder: Path) -> tuple[int, int]:
    """Writes documents and the frequencies of their words; how many documents and words there were."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DESCRIPTION).unlink(missing_ok=True)
    frequencies: Counter[str] = Counter()
    document_count = token_count = 0
    with open(folder / DOCUMENTS, 'w', encoding='ascii') as output:
        for words in documents:
            # A document without words keeps its line, and so its number.
            output.write(' '.join(words) + '\n')
            frequencies.update(set(words))
            document_count += 1
            token_count += len(words)
    with open(folder / FREQUENCIES, 'w', encoding='ascii') as output:
        for word, count in sorted(frequencies.items(), key=lambda item: (-item[1], item[0])):
            output.write(f'{word}\t{count}\n')
    return document_count, token_count


def describe(folder: Path, description: Description) -> Corpus:
    """The description is written last: where it lies, the rest is whole."""
    (folder / DESCRIPTION).write_text(json.dumps(asdict(description)))
    return Corpus(folder, description)
