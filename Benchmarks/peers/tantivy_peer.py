#!/usr/bin/env python3
"""Tantivy, by its binding tantivy-py.

  tantivy_peer.py build DIR < DOCUMENTS
  tantivy_peer.py serve DIR

The binding counts through a collector even where the count is not wanted for the order, and wraps what it finds in objects: see what
docs/BENCHMARKS.md says of it.
"""
import sys
from pathlib import Path

import tantivy

from peer import ALL, ANY, Hit, Peer, Query, documents, serve

TOKENIZER, TEXT, NUMBER = 'words', 'text', 'number'
# What a build may hold before it writes a segment; enough to write few of them.
BUILD_MEMORY = 1 << 30


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(TEXT, stored=False, tokenizer_name=TOKENIZER, index_option='position')
    builder.add_unsigned_field(NUMBER, stored=False, indexed=False, fast=True)
    return builder.build()


def open_index(folder: Path) -> tantivy.Index:
    index = tantivy.Index(schema(), path=str(folder))
    index.register_tokenizer(TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def build(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    writer = open_index(folder).writer(heap_size=BUILD_MEMORY, num_threads=1)
    for number, text in enumerate(documents(sys.stdin.buffer)):
        document = tantivy.Document()
        document.add_text(TEXT, text)
        document.add_unsigned(NUMBER, number)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class Tantivy(Peer):
    def __init__(self, folder: Path):
        index = open_index(folder)
        self.schema = index.schema
        self.searcher = index.searcher()

    def compiled(self, query: Query) -> tantivy.Query:
        if len(query.words) == 1:
            return tantivy.Query.term_query(self.schema, TEXT, query.words[0])
        if query.kind in (ANY, ALL):
            occur = tantivy.Occur.Should if query.kind == ANY else tantivy.Occur.Must
            terms = [tantivy.Query.term_query(self.schema, TEXT, word) for word in query.words]
            return tantivy.Query.boolean_query([(occur, term) for term in terms])
        return tantivy.Query.phrase_query(self.schema, TEXT, query.words)

    def hits(self, result: tantivy.SearchResult) -> list[Hit]:
        addresses = [address for _, address in result.hits]
        numbers = self.searcher.fast_field_values(NUMBER, addresses) if addresses else []
        return [(number, score) for number, (score, _) in zip(numbers, result.hits, strict=True)]

    def count(self, query: Query) -> int:
        # At least one hit must be asked for.
        return self.searcher.search(self.compiled(query), limit=1, count=True).count

    def top(self, query: Query, limit: int) -> list[Hit]:
        return self.hits(self.searcher.search(self.compiled(query), limit=limit, count=False))

    def top_and_count(self, query: Query, limit: int) -> tuple[list[Hit], int]:
        result = self.searcher.search(self.compiled(query), limit=limit, count=True)
        return self.hits(result), result.count


if __name__ == '__main__':
    if len(sys.argv) != 3 or sys.argv[1] not in ('build', 'serve'):
        sys.exit(__doc__)
    if sys.argv[1] == 'build':
        build(Path(sys.argv[2]))
    else:
        serve(Tantivy(Path(sys.argv[2])))
