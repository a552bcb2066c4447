import ArgumentParser
import Platform
import SearchAPI

/// Which index a command works on.
struct IndexOption: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The directory of the index. (default: $XDG_DATA_HOME/quo/index, or the user's)", valueName: "dir"),
    completion: .directory)
  private var option: String?

  /// The directory that was named, or the usual one; empty where neither is there, which validation refuses.
  var directory: String { option ?? Self.standard ?? "" }

  func validate() throws {
    guard option != nil || Self.standard != nil else {
      throw ValidationError("There is no home directory to look for an index in; name one with --index.")
    }
  }

  /// Makes the folders above the usual directory: those above another are the user's business.
  func makeParents() throws {
    if option == nil { try Self.makeStandardParents() }
  }

  /// Makes the folders above the usual directory.
  static func makeStandardParents() throws {
    guard let directory = standard, let slash = directory.lastIndex(of: "/") else { return }
    try FileSystem.makeDirectories(at: Array(directory[..<slash].utf8))
  }

  /// The usual directory.
  static var standard: String? { StandardPaths.index().map { String(decoding: $0, as: UTF8.self) } }
}
