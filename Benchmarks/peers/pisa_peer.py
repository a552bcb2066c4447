#!/usr/bin/env python3
"""PISA, by the extension module of pyterrier-pisa alone, without PyTerrier.

  pisa_peer.py build DIR < DOCUMENTS
  pisa_peer.py serve DIR

PISA has no positions and does not count: it answers TOP_10 of terms, unions and intersections.
"""
import ctypes
import importlib.util
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from peer import ALL, PHRASE, Hit, Peer, Query, Unsupported, serve

ENCODING, SCORER, NO_STEMMER = 'block_simdbp', 'bm25', ''
DOCUMENTS_PER_BATCH = 100_000


def pisa() -> ModuleType:
    """The extension module, loaded from its file: the package around it wants all of PyTerrier. It needs TBB, whose library lies
    with the environment."""
    ctypes.CDLL(str(Path(sys.prefix) / 'lib' / 'libtbb.so.2'), mode=ctypes.RTLD_GLOBAL)
    for folder in sys.path:
        for file in (Path(folder) / 'pyterrier_pisa').glob('_pisathon*.so'):
            specification = importlib.util.spec_from_file_location('_pisathon', file)
            if specification and specification.loader:
                module = importlib.util.module_from_spec(specification)
                specification.loader.exec_module(module)
                return module
    sys.exit('pisa_peer: pyterrier-pisa is not installed')


def prepare(module: ModuleType, folder: Path) -> object:
    """Opens the index; the first time, it is compressed and the bounds of its blocks are computed."""
    context = module.RetrievalContext()
    module.prepare_index(context, str(folder), ENCODING, SCORER, NO_STEMMER, bm25_k1=1.2, bm25_b=0.75)
    return context


def build(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    module = pisa()
    with tempfile.NamedTemporaryFile(dir=folder) as numbered:
        for number, line in enumerate(sys.stdin.buffer):
            numbered.write(b'%d %s\n' % (number, line.rstrip(b'\n')))
        numbered.flush()
        module.index(numbered.name, str(folder), NO_STEMMER, DOCUMENTS_PER_BATCH, 1)
    prepare(module, folder)
    # What only building needs is not part of the index.
    for file in [*folder.glob('inv.*'), *(folder / name for name in ('fwd', 'fwd.documents', 'fwd.terms', 'fwd.urls'))]:
        file.unlink(missing_ok=True)


class PISA(Peer):
    def __init__(self, folder: Path):
        self.module = pisa()
        self.context = prepare(self.module, folder)

    def count(self, query: Query) -> int:
        raise Unsupported

    def top(self, query: Query, limit: int) -> list[Hit]:
        if query.kind == PHRASE:
            raise Unsupported
        numbers, ranks = (ctypes.c_int32 * limit)(), (ctypes.c_int32 * limit)()
        names, scores = (ctypes.c_void_p * limit)(), (ctypes.c_float * limit)()
        count = self.module.retrieve(
            self.context, algorithm(query), [(0, dict.fromkeys(query.words, 1.0))], k=limit, threads=1, pretokenised=1, query_weighted=0,
            result_qidxs=numbers, result_docnos=names, result_ranks=ranks, result_scores=scores)
        return [(taken(names[index]), scores[index]) for index in range(count)]


def algorithm(query: Query) -> str:
    """The fastest of PISA's, as measured on Simple English Wikipedia."""
    if len(query.words) == 1:
        return 'block_max_wand'
    return 'block_max_ranked_and' if query.kind == ALL else 'block_max_maxscore'


def taken(name: int | None) -> int:
    """The number of a document from a string that the module made and left to its caller."""
    string = ctypes.cast(name, ctypes.py_object)
    number = int(string.value)
    ctypes.pythonapi.Py_DecRef(string)
    return number


if __name__ == '__main__':
    if len(sys.argv) != 3 or sys.argv[1] not in ('build', 'serve'):
        sys.exit(__doc__)
    os.environ.setdefault('OMP_NUM_THREADS', '1')
    if sys.argv[1] == 'build':
        build(Path(sys.argv[2]))
    else:
        serve(PISA(Path(sys.argv[2])))
