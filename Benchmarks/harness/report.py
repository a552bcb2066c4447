"""docs/BENCHMARKS.md, written from results."""
import datetime
from collections.abc import Sequence
from pathlib import Path

from . import charts
from .agreement import compare
from .engines import QUO
from .measuring import MODES
from .queries import CLASSES, COMMON_WORDS
from .ratios import mean, percentile, ratio, times, to_best
from .results import Results, Size

WHAT_IS_ASKED = {'TOP_10': 'the ten best documents', 'COUNT': 'the number of documents', 'TOP_10_COUNT': 'both in one'}
PICTURES = 'benchmarks'
# How many differing queries are named of each peer.
NAMED = 5


def number(value: float | None, unit: float = 1) -> str:
    """Three significant digits."""
    if value is None:
        return ''
    value /= unit
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f'{value:,.{digits}f}'


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ['---', *['---:'] * (len(head) - 1)], *rows]
    return '\n'.join('| ' + ' | '.join(line) + ' |' for line in lines)


def classes(results: Results) -> list[str]:
    present = {query.group for query in results.queries}
    return [group for group in CLASSES if group in present]


def title(results: Results, engine: str) -> str:
    return results.engines[engine]['title'].split(' (', 1)[0]


def against_the_best(results: Results) -> str:
    """Quo over the best peer: the table that says whether Quo is ahead."""
    def cell(mode: str, group: str | None, share: float | None = None) -> str:
        found = to_best(results, mode, group, share)
        return f'{number(found[0])} ({title(results, found[1]).split(" ")[0]})' if found else ''

    rows = [[group, str(sum(query.group == group for query in results.queries)), *(cell(mode, group) for mode in MODES)]
            for group in classes(results)]
    everything = str(len(results.queries))
    rows.append(['all, ratio of the p50', everything, *(cell(mode, None, 0.5) for mode in MODES)])
    rows.append(['all, ratio of the p99', everything, *(cell(mode, None, 0.99) for mode in MODES)])
    return table(['class', 'queries', *MODES], rows)


def ratios(results: Results, mode: str) -> str:
    peers = [peer for peer in results.peers if results.answers(peer, mode)]
    rows = [[group, *(number(ratio(results, peer, mode, group)) for peer in peers)] for group in classes(results)]
    return table(['Quo ÷', *(title(results, peer) for peer in peers)], rows)


def means(results: Results, mode: str) -> str:
    engines = [engine for engine in results.engines if results.answers(engine, mode)]

    rows = [
        [group, *(number(mean(times(results, engine, mode, group)), 1000) for engine in engines)] for group in classes(results)]
    for label, share in (('all, p50', 0.5), ('all, p99', 0.99)):
        rows.append([label, *(number(percentile(times(results, engine, mode, None), share), 1000) for engine in engines)])
    return table(['µs', *(title(results, engine) for engine in engines)], rows)


def building(results: Results) -> str:
    text = results.corpus['text_bytes']
    rows = []
    for engine, figures in results.engines.items():
        build = figures['build']
        rows.append([
            title(results, engine), number(build['wall']), number(build['cpu']), number(text / 1e6 / build['cpu']),
            number(build['peak'], 1e6), number(build['size'], 1e6), number(build['size'] / text)])
    return table(['', 'seconds', 'CPU seconds', 'MB per CPU second', 'peak MB', 'index MB', 'index ÷ text'], rows)


def serving(results: Results) -> str:
    rows = [
        [title(results, engine), number(figures['floor'], 1000), number(figures['start'], 1e-3), number(figures['memory']['private'], 1e6),
         number(figures['memory']['resident'], 1e6)]
        for engine, figures in results.engines.items()]
    return table(['', 'an answer that finds nothing, µs', 'start to first answer, ms', 'private MB', 'resident MB'], rows)


def agreement(results: Results) -> str:
    rows, named = [], []
    for peer in results.peers:
        found = compare(results.engines[QUO]['answers'], results.engines[peer]['answers'])
        rows.append([
            title(results, peer), f'{found.counts:,}', f'{len(found.differing_counts):,}', f'{found.tops:,}',
            f'{len(found.differing_tops):,}', f'{100 * found.shared / found.tops:.2f} %' if found.tops else ''])
        differing = found.differing_counts[:NAMED]
        if 0 < len(found.differing_tops) <= NAMED:
            differing += found.differing_tops
        named += [f'- {title(results, peer)}: `{text}`' for text in differing]
    head = ['', 'counts', 'differ', 'top tens', 'differ but for ties', 'documents shared']
    return table(head, rows) + ('\n\n' + '\n'.join(named) if named else '')


def growth(results: Results, measured: dict[str, Size], folder: Path) -> str:
    sizes = sorted(measured, key=int)
    documents = [measured[size]['documents'] for size in sizes]
    parts = []
    for mode in ('TOP_10', 'COUNT'):
        quo = {group: [measured[size]['engines'][QUO][mode].get(group) for size in sizes] for group in classes(results)}
        microseconds = {group: [value / 1000 if value else None for value in row] for group, row in quo.items()}
        file = f'growth-{slug(mode)}.svg'
        (folder / file).write_text(charts.growth_curves(f'Quo, {mode}', documents, microseconds, 'mean µs of CPU'))
        parts.append(f'![Quo, {mode}, mean time of each class over the number of documents]({PICTURES}/{file})')
        engines = list(measured[sizes[-1]]['engines'])

        def grown(engine: str, group: str, mode: str = mode) -> str:
            first, last = (measured[size]['engines'][engine].get(mode, {}).get(group) for size in (sizes[0], sizes[-1]))
            return f'{number(last / first)}' if first and last else ''

        rows = [[group, *(grown(engine, group) for engine in engines)] for group in classes(results)]
        parts.append(table([f'{mode}: times dearer on all than on 1/8', *(title(results, engine) for engine in engines)], rows))
    return '\n\n'.join(parts)


def slug(mode: str) -> str:
    return mode.lower().replace('_', '-')


def write(results: Results, document: Path) -> None:
    """Writes the document, and its pictures beside it."""
    folder = document.parent / PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    corpus, machine = results.corpus, results.machine
    date = datetime.date.fromisoformat(machine['date'])
    parts = [
        '# Benchmarks against other engines',
        '<!-- Written by scripts/bench; what is changed here is lost at its next run. -->',
        f'Quo beside {", ".join(title(results, peer) for peer in results.peers)}: the same documents, the same queries, the same hour. '
        f'{corpus["document_count"]:,} documents of {corpus["name"]}, {number(corpus["text_bytes"], 1e6)} MB of title and text, '
        f'{corpus["token_count"] / 1e6:.1f} million words; {len(results.queries)} queries; {machine["cores"]} cores, '
        f'{machine["processor"]}, {machine["memory"] / 2 ** 30:.0f} GiB, {machine["system"]}; {date.day} {date:%B %Y}.',
        '## In short',
        'Mean processor time of Quo over that of the best peer, which is named: below 1, Quo is ahead of all of them.',
        against_the_best(results),
        '## How it is measured',
        METHOD.format(common=COMMON_WORDS, classes=len(CLASSES)),
        '## Ratios',
    ]
    for mode in MODES:
        peers = [peer for peer in results.peers if results.answers(peer, mode)]
        series = {title(results, peer): [ratio(results, peer, mode, group) for group in classes(results)] for peer in peers}
        file = f'ratios-{slug(mode)}.svg'
        (folder / file).write_text(charts.ratio_bars(f'{mode}: Quo ÷ peer, mean CPU time', classes(results), series))
        parts += [
            f'### {mode}: {WHAT_IS_ASKED[mode]}', f'![{mode}: ratios of mean CPU time]({PICTURES}/{file})',
            ratios(results, mode), 'Mean processor time, and the percentiles over all queries:', means(results, mode)]
    parts += [
        '## Building', building(results), BUILDING, '## Serving', serving(results), SERVING, '## The same answers', agreement(results),
        AGREEMENT]
    if results.growth:
        parts += ['## As the collection grows', GROWTH, growth(results, results.growth, folder)]
    parts += ['## Versions', '\n'.join(f'- {figures["title"]}' for figures in results.engines.values())]
    parts += ['## Take them again', REPRODUCING.format(command=results.command)]
    document.write_text('\n\n'.join(parts) + '\n')


METHOD = """\
- Documents are title and text as lower-case words of `[a-z0-9]`, so that all engines index the same terms; they keep positions, but
  not the text. BM25 has k1 1.2 and b 0.75 everywhere.
- Queries are drawn from the corpus with a fixed seed, or come from a file first. The {classes} classes are terms, and, or and phrases of 2,
  3, and 4 words or more; *common* are those of the {common} most frequent words alone.
- Each engine answers lines in a process of its own and takes the time itself, from the line that was read to the answer that is ready,
  parsing included: processor time of the thread that answers, the median of several passes after one to warm up (more for
  Lucene, whose machine compiles as it runs). All run on one core, in turns, pass by pass.
- A ratio compares the means of a class over the queries that both engines answer. A mean is made by the slow queries, as waiting is.

What the figures do not say: Tantivy, PISA and FTS5 are reached through Python, which is part of every answer (*Serving* has an answer
that finds nothing). tantivy-py takes little less time for the ten best of a union than for these and their number, so that its TOP_10
and COUNT of terms and unions are upper bounds on what Tantivy can do. PISA has no positions, hence no phrases, and does not count; of
its algorithms the one that was fastest for most queries of a form is used."""
BUILDING = """\
From lines of words to an index on disk, on any core, in the way that an engine makes one segment or file of it: Quo with its defaults, Lucene merged
to one segment, FTS5 optimised. PISA writes its input anew with numbers first. Sizes are those of all files in the folder; PISA's are
without positions."""
SERVING = """\
Processor time of a query for a word that no document has, which is what asking costs. From the start of the process to its first answer, the index in the page cache, the median of five. Memory is taken after all queries:
private is what belongs to the process alone, resident counts the mapped pages of its index as well."""
AGREEMENT = """\
Against Quo's answers. Top tens may differ in documents of equal scores. FTS5, Xapian and PISA weigh a frequent word otherwise (a
different inverse document frequency), and keep lengths exactly or in other steps, so that their order is another one; Lucene's is to be the
same."""
GROWTH = """\
The same queries on 1/8, 1/4, 1/2 and all of the documents, every eighth from the whole. Eight times the documents take eight times as
long where all of a list is read, and less where most of it is skipped."""
REPRODUCING = """\
```sh
Benchmarks/peers/setup Benchmarks/.work     # the engines, from Debian and PyPI; 0.4 GB
{command}
```

Any file of JSON lines with `text`, and `title` if there is one, will do, compressed with gzip or not; several are taken as one.
[Benchmarks/README.md](../Benchmarks/README.md) names public ones. `scripts/bench --help` has the options; what is installed, prepared and
built lies in `Benchmarks/.work`."""
