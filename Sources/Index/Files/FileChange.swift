/// A change of what an index knows of files.
public enum FileChange: Equatable, Sendable {
  /// A file is as the entry says, whatever was known of its path before.
  case set(FileEntry)
  /// Nothing is known any more of what stands at a path.
  case forget([UInt8])
}
