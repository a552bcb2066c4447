import ArgumentParser

/// Which index a command works on.
struct IndexOption: ParsableArguments {
  @Option(name: .customLong("index"), help: ArgumentHelp("The directory of the index.", valueName: "dir"))
  var directory: String
}
