"""Where things lie: in the repository, and in the folder that holds all that is made."""
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PEERS = REPOSITORY / 'Benchmarks' / 'peers'
DEFAULT_WORK = REPOSITORY / 'Benchmarks' / '.work'


@dataclass(frozen=True)
class Work:
    """The folder of installed engines, prepared corpora and indexes."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / 'venv' / 'bin' / 'python'

    def corpus(self, name: str) -> Path:
        return self.folder / 'corpora' / name


def size_of(path: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in path.rglob('*') if file.is_file())
