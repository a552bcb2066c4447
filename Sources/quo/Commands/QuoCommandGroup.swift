import ArgumentParser

/// A command that only has others below it: without one of them it has nothing to do.
protocol QuoCommandGroup: ParsableCommand {}
