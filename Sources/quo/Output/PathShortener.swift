import Platform

/// Leaves out the current directory of the paths below it.
struct PathShortener {
  /// The directory with a slash behind it; nil where it cannot be told, or is the root.
  private let prefix: [UInt8]?

  /// Asks for the current directory.
  init() {
    let directory = FileSystem.resolvedPath(of: [UInt8(ascii: ".")])
    prefix = directory.flatMap { $0.last == Self.slash ? nil : $0 + [Self.slash] }
  }

  /// The path as it is from the current directory, if it is below it and absolute.
  func shortened(_ path: [UInt8]) -> [UInt8] {
    guard let prefix, path.starts(with: prefix) else { return path }
    let rest = path.dropFirst(prefix.count)
    // Of two slashes, the second would make another absolute path.
    return rest.isEmpty || rest.first == Self.slash ? path : Array(rest)
  }

  private static let slash = UInt8(ascii: "/")
}
