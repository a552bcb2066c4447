/// Why an ``IndexUpdater`` did not do what was asked.
public enum UpdaterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// So much waits to be written that nothing more is taken; ask again.
  case busy
  /// Whoever asked has given it up. What was committed stays.
  case cancelled
  /// The updater has been stopped.
  case stopped
  /// Another process writes to the index.
  case lockedByAnotherProcess
  /// The disk is full. Nothing was changed, and queries go on; ask again when there is room.
  case diskFull
  /// The index cannot be written here, for a reason.
  case readOnly(String)

  /// The message for people.
  public var description: String {
    switch self {
    case .busy: "too many changes wait to be written; ask again"
    case .cancelled: "given up; what was committed stays"
    case .stopped: "the daemon is stopping; what was committed stays"
    case .lockedByAnotherProcess: "another process writes to the index; ask again when it has ended"
    case .diskFull: "the disk is full; nothing was changed, and queries go on"
    case .readOnly(let reason): "the index cannot be changed: \(reason)"
    }
  }
}
