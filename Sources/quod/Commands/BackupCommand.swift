import ArgumentParser
import Index
import Terminal

/// Copies an index.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy an index to another directory.",
    discussion: """
      The index may be in use, and be written to: the copy has the state of one moment. It is an index like any other, so \
      to get it back, copy it once more or serve it where it is.

        quod backup --index ~/articles.quo /media/disk/articles-2025-01-31.quo
      """)

  @OptionGroup var index: IndexOption

  @Argument(
    help: ArgumentHelp("Where to: a directory that is empty, or not there.", valueName: "destination"),
    completion: .directory)
  var destination: String

  func run() throws {
    let clock = Stopwatch()
    let byteCount = try IndexReader(directory: index.directory).copy(to: destination)
    try Output.result(
      "copied \(Quantity.bytes(UInt64(byteCount))) to \(TerminalText.literal(destination)) in "
        + Quantity.elapsed(clock.elapsed.wall))
  }
}
