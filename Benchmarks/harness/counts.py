"""The counts of the library that have thresholds: bytes and numbers, which no other load of the machine changes.

The benchmarks are those of Benchmarks/CountBenchmarks; to run them and to compare is the work of the package ordo-one/benchmark.
"""
import re
import subprocess

from .places import REPOSITORY

PACKAGE = REPOSITORY / 'Benchmarks'
THRESHOLDS = PACKAGE / 'Thresholds'
COMMAND = ['swift', 'package', '--allow-writing-to-package-directory', 'benchmark', 'thresholds']
OPTIONS = ['--target', 'CountBenchmarks', '--path', THRESHOLDS.name, '--no-progress']
# A count that is smaller than its threshold fails as well, with this in the tool's words.
BETTER = 'BETTER than the defined thresholds'
WORSE = 'WORSE than the defined thresholds'


def tool(operation: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, operation, *OPTIONS], cwd=PACKAGE, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def check() -> int:
    """The exit status: 0 if no count is above its threshold."""
    done = tool('check')
    # The tables of what differs, without the messages of the build before them.
    print(done.stdout[match.start():] if (match := re.search('^=+\nDeviations', done.stdout, re.M)) else last_line(done))
    if BETTER in done.stdout and WORSE not in done.stdout:
        print('Some counts are better than their thresholds; scripts/bench counts --update writes these anew.')
        return 0
    return 1 if done.returncode else 0


def update() -> int:
    """Writes the thresholds anew, those of benchmarks that are gone left out."""
    before = list(THRESHOLDS.glob('*.json'))
    contents = {file: file.read_bytes() for file in before}
    for file in before:
        file.unlink()
    done = tool('update')
    if done.returncode or not list(THRESHOLDS.glob('*.json')):
        for file, content in contents.items():
            file.write_bytes(content)
        print(done.stdout)
        return 1
    print(f'{len(list(THRESHOLDS.glob("*.json")))} files written in {THRESHOLDS.relative_to(REPOSITORY)}')
    return 0


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout.rstrip().splitlines()[-1] if not done.returncode else done.stdout
