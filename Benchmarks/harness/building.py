"""Indexes, and what it took to build them."""
import os
import shutil
import subprocess
import time
from pathlib import Path

from .corpus import Corpus
from .engines import Engine
from .places import size_of
from .process import EngineFailed


def index_folder(corpus: Corpus, engine: Engine) -> Path:
    return corpus.folder / 'indexes' / engine.name


def log_file(corpus: Corpus, engine: Engine) -> Path:
    return corpus.folder / f'{engine.name}.log'


def build(engine: Engine, corpus: Corpus) -> dict[str, float]:
    """Builds the index anew: seconds of the clock and of processors, bytes of memory at the peak, bytes of the index's files."""
    index = index_folder(corpus, engine)
    shutil.rmtree(index, ignore_errors=True)
    index.parent.mkdir(parents=True, exist_ok=True)
    log = log_file(corpus, engine)
    start = time.perf_counter()
    with open(corpus.documents, 'rb') as documents, open(log, 'wb') as messages:
        process = subprocess.Popen(engine.build(index), stdin=documents, stdout=messages, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise EngineFailed(f'{engine.name} built no index (exit status {process.returncode}); see {log}')
    return {
        'wall': time.perf_counter() - start, 'cpu': usage.ru_utime + usage.ru_stime, 'peak': usage.ru_maxrss * 1024,
        'size': size_of(index)}
