"""The command line of scripts/bench."""
import argparse
import os
import shlex
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from . import counts, report, selftest
from .building import build
from .corpus import Corpus, prepare
from .engines import QUO, Engine, peers, quo
from .growth import grow
from .measuring import Plan, figures, measure, note
from .places import DEFAULT_WORK, REPOSITORY, Work
from .process import EngineFailed, pin
from .queries import choose
from .results import Results, machine

DOCUMENT = REPOSITORY / 'docs' / 'BENCHMARKS.md'
RESULTS = 'results.json'


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog='scripts/bench', description='Measures Quo beside other engines, and writes docs/BENCHMARKS.md.',
        epilog='Commands: run (what is done if none is named), growth (add the curves of growth to the results of a run), '
               'report (write the document from stored results), counts (check the counts that have thresholds), self-test. '
               'Engines: lucene, tantivy, pisa, fts5, xapian; those that Benchmarks/peers/setup has installed if none is named.')
    parser.add_argument('words', metavar='[COMMAND] [ENGINE…]', nargs='*')
    parser.add_argument('--corpus', metavar='FILE', type=Path, action='append', help='JSON lines; may be given several times')
    parser.add_argument('--queries', metavar='FILE', type=Path, help='lines {"query": …} that are taken before drawn ones')
    parser.add_argument('--name', help='of the corpus, in the document (default: from the first file)')
    parser.add_argument('--growth', action='store_true', help='with run: growth as well')
    parser.add_argument('--per-class', metavar='N', type=int, default=50, help='queries of each class (default: 50)')
    parser.add_argument('--passes', metavar='N', type=int, default=5, help='of each engine over the queries (default: 5)')
    parser.add_argument('--budget', metavar='SECONDS', type=float, default=60, help='for an engine in a mode (default: 60)')
    parser.add_argument('--core', metavar='N', type=int, help='where all runs; -1 for any (default: the last one)')
    parser.add_argument('--work', metavar='DIR', type=Path, default=DEFAULT_WORK, help='default: Benchmarks/.work')
    parser.add_argument('--document', metavar='FILE', type=Path, default=DOCUMENT, help='default: docs/BENCHMARKS.md')
    parser.add_argument('--quod', metavar='FILE', type=Path, help='default: built for release')
    parser.add_argument('--update', action='store_true', help='with counts: write the thresholds anew')
    return parser.parse_intermixed_args()


def built_quod(given: Path | None) -> Path:
    if given:
        return given.resolve()
    note('building quod')
    script = subprocess.run([REPOSITORY / 'scripts' / 'build-release'], check=True, stdout=subprocess.PIPE, text=True)
    return Path(script.stdout.strip()) / 'quod'


def chosen_engines(names: list[str], work: Work, quod: Path) -> list[Engine]:
    """Quo, and the peers that are named or, if none is, installed."""
    known = {engine.name: engine for engine in peers(work)}
    for name in names:
        if name not in known and name != QUO:
            sys.exit(f'bench: there is no engine {name}: {", ".join(known)}')
        if name != QUO and not known[name].is_ready:
            sys.exit(f'bench: {name} is not installed: Benchmarks/peers/setup {shlex.quote(str(work.folder))} {name}')
    wanted = [engine for engine in known.values() if (engine.name in names if names else engine.is_ready)]
    for engine in known.values():
        if not names and not engine.is_ready:
            note(f'{engine.name} is not installed, and left out')
    return [quo(quod), *wanted]


def prepared(options: argparse.Namespace, work: Work) -> Corpus:
    if not options.corpus:
        sys.exit('bench: --corpus FILE is needed: JSON lines with "text"; Benchmarks/README.md names some')
    for file in [*options.corpus, *([options.queries] if options.queries else [])]:
        if not file.is_file():
            sys.exit(f'bench: {file} is not a file')
    name = options.name or options.corpus[0].name.removesuffix('.gz').removesuffix('.jsonl')
    note(f'preparing {name}')
    return prepare(options.corpus, work.corpus(name))


def repeatable(options: argparse.Namespace) -> str:
    """The command that takes these figures again, without the folders of this machine."""
    words = ['scripts/bench', *options.words, *(['--growth'] if options.growth else [])]
    for file in options.corpus:
        words += ['--corpus', file.name]
    if options.queries:
        words += ['--queries', options.queries.name]
    return shlex.join(words)


def run(options: argparse.Namespace, names: list[str], work: Work) -> None:
    corpus = prepared(options, work)
    engines = chosen_engines(names, work, built_quod(options.quod))
    queries = choose(corpus, options.queries, options.per_class)
    if not queries:
        sys.exit(f'bench: {corpus.name} holds no words of a to z to ask for')
    builds = {}
    for engine in engines:
        note(f'building the index of {engine.name}')
        builds[engine.name] = build(engine, corpus)
    pin(core(options))
    note(f'asking {len(queries)} queries')
    plan = Plan(options.passes, options.budget)
    measured = figures(engines, builds, measure(engines, corpus, queries, plan))
    results = Results(
        {'name': corpus.name, **asdict(corpus.description)}, repeatable(options), queries, measured, machine())
    results.save(corpus.folder / RESULTS)
    if options.growth:
        add_growth(options, results, engines, corpus)
    report.write(results, options.document)
    note(f'written: {options.document}')


def add_growth(options: argparse.Namespace, results: Results, engines: list[Engine], corpus: Corpus) -> None:
    """Fewer passes: four sizes are to be measured."""
    results.growth = grow(engines, corpus, results.queries, Plan(max(1, options.passes // 2), options.budget / 4))
    results.save(corpus.folder / RESULTS)


def stored(options: argparse.Namespace, work: Work) -> tuple[Corpus, Results]:
    corpus = prepared(options, work)
    try:
        return corpus, Results.load(corpus.folder / RESULTS)
    except OSError:
        sys.exit(f'bench: nothing has been measured on {corpus.name} yet')


def core(options: argparse.Namespace) -> int | None:
    if options.core == -1:
        return None
    return options.core if options.core is not None else max(os.sched_getaffinity(0))


def main() -> None:
    options = arguments()
    command, names = 'run', options.words
    if names and names[0] in ('run', 'growth', 'report', 'counts', 'self-test'):
        command, names = names[0], names[1:]
    work = Work(options.work.resolve())
    try:
        if command == 'run':
            run(options, names, work)
        elif command == 'counts':
            sys.exit(counts.update() if options.update else counts.check())
        elif command == 'self-test':
            sys.exit(selftest.run(built_quod(options.quod)))
        else:
            corpus, results = stored(options, work)
            if command == 'growth':
                pin(core(options))
                add_growth(options, results, chosen_engines(names, work, built_quod(options.quod)), corpus)
            report.write(results, options.document)
    except EngineFailed as error:
        sys.exit(f'bench: {error}')
