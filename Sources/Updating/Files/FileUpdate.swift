/// Which files and folders are to be taken in, and how.
public struct FileUpdate: Sendable {
  /// Absolute paths; all roots if there are none.
  public var paths: [[UInt8]]
  /// Whether folders and files named become roots, which are followed from now on.
  public var isFollowed = true
  /// Whether files without text are taken in by their names.
  public var includesNames = false
  /// Whether files are read again that seem unchanged.
  public var rereads = false

  /// Asks for some paths.
  public init(paths: [[UInt8]]) {
    self.paths = paths
  }
}
