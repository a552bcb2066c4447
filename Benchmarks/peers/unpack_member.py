#!/usr/bin/env python3
"""Takes one file out of a package of PyPI, a wheel or a source archive, wherever in it the file lies.

  unpack_member.py PACKAGE NAME TARGET
"""
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import BinaryIO


def copy(source: BinaryIO, target: Path) -> None:
    """Under another name until it is whole."""
    part = target.with_suffix('.part')
    with open(part, 'wb') as file:
        shutil.copyfileobj(source, file)
    part.rename(target)


def unpack(package: Path, name: str, target: Path) -> bool:
    """Whether the file was there."""
    if zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as archive:
            for member in archive.namelist():
                if member.endswith(f'/{name}'):
                    with archive.open(member) as source:
                        copy(source, target)
                    return True
        return False
    with tarfile.open(package) as archive:
        for entry in archive:
            source = archive.extractfile(entry) if entry.name.endswith(f'/{name}') else None
            if source:
                copy(source, target)
                return True
    return False


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if not unpack(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])):
        sys.exit(f'{sys.argv[1]} holds no {sys.argv[2]}')
