"""The same queries on 1/8, 1/4, 1/2 and all of a corpus."""
from .building import build
from .corpus import Corpus, part
from .engines import Engine
from .measuring import Plan, measure, note
from .queries import CLASSES, Query
from .ratios import mean
from .results import Size

EIGHTHS = (1, 2, 4, 8)


def grow(engines: list[Engine], corpus: Corpus, queries: list[Query], plan: Plan) -> dict[str, Size]:
    """The mean times of each class at each size; see `Results.growth`."""
    return {str(eighths): at_size(engines, corpus, queries, plan, eighths) for eighths in EIGHTHS}


def at_size(engines: list[Engine], corpus: Corpus, queries: list[Query], plan: Plan, eighths: int) -> Size:
    note(f'{eighths}/8 of the corpus')
    smaller = part(corpus, eighths, corpus.folder / f'eighths-{eighths}')
    for engine in engines:
        build(engine, smaller)
    found = measure(engines, smaller, queries, plan)
    means = {
        engine.name: {
            mode: {
                group: mean(answers[query.text]['cpu'] for query in queries if query.group == group and query.text in answers)
                for group in CLASSES}
            for mode, answers in found[engine.name]['answers'].items()}
        for engine in engines}
    return {'documents': smaller.description.document_count, 'engines': means}
