import Platform

extension FileStatus {
  /// What stands at a path, nil if nothing does.
  static func of(path: String) -> FileStatus? {
    try? FileStatus(path: path.utf8)
  }
}
