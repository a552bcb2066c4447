import Platform
import SearchAPI

/// An index as the command line of a daemon names it.
struct ServedIndexArgument: Equatable {
  /// The name by which requests choose it; nil for the standard one.
  let name: [UInt8]?
  /// Its directory, from the root on.
  let directory: [UInt8]

  /// Reads `name=directory`, or a directory alone. A name holds no slash: what does is all directory.
  init(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isNamed = parts.count == 2 && !parts[0].isEmpty && !parts[0].contains("/")
    name = isNamed ? Array(parts[0].utf8) : nil
    directory = FileSystem.absolutePath(of: Array((isNamed ? String(parts[1]) : argument).utf8))
  }

  /// An index without a name.
  init(directory: [UInt8]) {
    name = nil
    self.directory = directory
  }

  /// An index that a daemon serves, so that another one can.
  init(name: String, directory: [UInt8]) {
    self.name = Array(name.utf8)
    self.directory = directory
  }

  /// The value of the daemon's option.
  var bytes: [UInt8] { (name.map { $0 + [UInt8(ascii: "=")] } ?? []) + directory }
}
