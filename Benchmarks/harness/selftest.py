"""All of the harness on a small corpus, with Quo and the FTS5 of Python alone: a few seconds."""
import json
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from . import report
from .agreement import compare, same_but_for_ties
from .building import build
from .corpus import prepare
from .engines import QUO, in_python, quo
from .growth import grow
from .measuring import MODES, Plan, figures, measure
from .queries import CLASSES, choose
from .results import Results, machine

DOCUMENTS, WORDS = 400, 300
# Two lists of hits, and whether they are the same but for ties.
COMPARED = [
    ([(1, 3.0), (2, 2.0)], [(1, 3.0), (2, 2.0)], True),
    ([(1, 3.0), (2, 3.0)], [(2, 6.0), (1, 6.0)], True),
    ([(1, 3.0), (2, 2.0), (3, 1.0)], [(1, 3.0), (2, 2.0), (4, 1.0)], True),
    ([(1, 3.0), (2, 2.0)], [(2, 3.0), (1, 2.0)], False),
    ([(1, 3.0), (2, 2.0), (3, 1.0)], [(1, 3.0), (4, 2.0), (3, 1.0)], False),
    ([(1, 3.0), (2, 2.0)], [(1, 3.0)], False),
]


def write_corpus(file: Path) -> None:
    """Documents of made-up words, few of which are very frequent."""
    generator = random.Random(1)
    words = [f'w{number}' for number in range(WORDS)]
    weights = [1 / (number + 3) for number in range(WORDS)]
    with open(file, 'w', encoding='utf-8') as output:
        for number in range(DOCUMENTS):
            text = ' '.join(generator.choices(words, weights, k=generator.randrange(60)))
            output.write(json.dumps({'id': number, 'title': f'Título {number}', 'text': text}) + '\n')


def run(quod: Path) -> int:
    """The exit status: 0 if both engines count the same everywhere, and the report can be written."""
    with tempfile.TemporaryDirectory() as folder:
        source, work = Path(folder) / 'corpus.jsonl', Path(folder)
        write_corpus(source)
        corpus = prepare([source], work / 'corpus')
        engines = [quo(quod), in_python('fts5', 'SQLite FTS5', Path(sys.executable))]
        builds = {engine.name: build(engine, corpus) for engine in engines}
        queries = choose(corpus, None, 8)
        measured = figures(engines, builds, measure(engines, corpus, queries, Plan(passes=1)))
        results = Results(
            {'name': corpus.name, **asdict(corpus.description)}, 'scripts/bench self-test', queries, measured, machine(),
            grow(engines[:1], corpus, queries, Plan(passes=1)))
        results.save(work / 'results.json')
        report.write(Results.load(work / 'results.json'), work / 'BENCHMARKS.md')
        problems = list(compare(measured[QUO]['answers'], measured['fts5']['answers']).differing_counts)
        problems += [f'{ours} and {theirs}' for ours, theirs, same in COMPARED if same_but_for_ties(ours, theirs) != same]
        answered = sum(len(measured[QUO]['answers'][mode]) for mode in MODES)
        if answered != len(MODES) * len(queries):
            problems.append(f'Quo answers {answered} of {len(MODES) * len(queries)}')
        problems += [f'no query of the class {group}' for group in CLASSES if group not in {query.group for query in queries}]
        problems += [f'{file.name} is no number' for file in (work / report.PICTURES).iterdir() if 'nan' in file.read_text()]
        for problem in problems:
            print(problem)
        print(f'{len(queries)} queries in {len(MODES)} modes, {len(problems)} problems')
        return 1 if problems else 0
