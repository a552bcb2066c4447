/// How far something is that takes a while.
public struct UpdateProgress: Equatable, Sendable {
  /// What is being done.
  public enum Phase: String, Sendable {
    /// Folders are gone through, to see what has changed.
    case scanning
    /// Files are read and taken in.
    case reading
    /// Segments are merged.
    case merging
    /// The file is copied.
    case copying
  }

  /// What is being done.
  public var phase: Phase
  /// Files, or segments, that are done.
  public var done = 0
  /// Of how many; nil while that is not known.
  public var total: Int?
  /// Bytes that are done.
  public var doneBytes: UInt64 = 0
  /// Of how many; nil while that is not known.
  public var totalBytes: UInt64?

  init(_ phase: Phase) {
    self.phase = phase
  }
}
