/// Why an ``IndexUpdater`` did not do what was asked.
public enum UpdaterError: Error, Equatable, Sendable {
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
}
