import ArgumentParser

/// How much memory writing an index may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Memory for postings, in megabytes (16 to 3072), before a run is written to disk.", valueName: "mb"))
  private var memory = 512

  /// The same in bytes.
  var byteCount: Int { memory << 20 }

  func validate() throws {
    guard (16...3072).contains(memory) else { throw ValidationError("--memory must be from 16 to 3072.") }
  }
}
