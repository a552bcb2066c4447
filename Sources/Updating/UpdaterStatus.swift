/// What an ``IndexUpdater`` is at.
public struct UpdaterStatus: Equatable, Sendable {
  /// Requests that wait to be committed.
  public internal(set) var waitingCount = 0
  /// Bytes of the documents in them.
  public internal(set) var waitingBytes = 0
  /// Whether segments are being merged.
  public internal(set) var isMerging = false
  /// Whether folders are being looked through or files read.
  public internal(set) var isReading = false
  /// Whether the file is being copied.
  public internal(set) var isCopying = false
  /// Why nothing can be written, such as a full disk; nil if it can, as far as is known.
  public internal(set) var obstacle: String?

  /// Whether nothing is going on and nothing waits.
  public var isAtRest: Bool { waitingCount == 0 && !isMerging && !isReading && !isCopying }
}
