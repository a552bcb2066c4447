import Platform

/// What all parts of a run share.
struct Run: Sendable {
  /// From it all else follows.
  let seed: UInt64
  let isQuick: Bool
  /// How many processes work at a time.
  let jobs: Int
  /// The library that stands between a program and its system calls.
  let shim: String
  /// The program `quod`.
  let daemon: String
  /// For how many minutes the soak goes on.
  let minutes: Double
  /// Where indexes are made: in memory, best.
  let scratch: String
  /// Where what failed is kept.
  let evidence: String

  /// How many of something there are in this run.
  func count(quick: Int, full: Int) -> Int { isQuick ? quick : full }

  /// An empty folder of its own.
  func makeFolder(_ name: String) throws -> String {
    let path = scratch + "/" + name
    Files.remove(path)
    try Files.makeDirectories(path)
    return path
  }

  /// Keeps a folder for who wants to find out why something failed.
  func keep(_ folder: String, as name: String) -> String {
    let target = evidence + "/" + name
    Files.remove(target)
    try? Files.makeDirectories(evidence)
    Files.copy(folder, to: target)
    return target
  }
}

/// One kind of torture.
protocol Part {
  static var name: String { get }
  /// One line for people.
  static var summary: String { get }
  static func run(_ run: Run, _ tally: Tally) throws
}
