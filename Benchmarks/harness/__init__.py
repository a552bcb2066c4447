"""Measures Quo beside other engines, on one machine, in one run.

command     the command line of scripts/bench
places      where things lie
corpus      JSON lines into a document a line
queries     queries drawn from a corpus or read from a file, and their classes
engines     how each engine is built, served and found to be there
process     an engine at work, asked line by line
building    indexes, and what it took to build them
measuring   the times of queries
agreement   whether the engines found the same
growth      the same queries on parts of a corpus
results     what was measured, kept as JSON
ratios      means, ratios, percentiles
report      docs/BENCHMARKS.md
charts      its pictures
selftest    all of it on a small corpus
"""
