/// A folder or file that an index follows.
struct Root: Equatable, Sendable {
  private static let slash = UInt8(ascii: "/")

  /// Its path, absolute, without a slash at its end.
  var path: [UInt8]
  /// Whether files without text are taken in by their names.
  var includesNames = false
  /// Paths below it that were removed from the index, and are left out.
  var excluded: Set<[UInt8]> = []

  init(path: [UInt8]) {
    self.path = path
  }

  /// Whether a path is that of the root, or of something below it.
  func holds(_ path: [UInt8]) -> Bool {
    path == self.path || path.starts(with: Self.prefix(of: self.path))
  }

  /// What the paths of all begin with that stands below a folder.
  static func prefix(of folder: [UInt8]) -> [UInt8] {
    folder.last == slash ? folder : folder + [slash]
  }
}
