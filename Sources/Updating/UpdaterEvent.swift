/// What a log should tell of an ``IndexUpdater``.
public enum UpdaterEvent: Sendable {
  /// Something was done that takes a while, or that a user may wonder about.
  case note(String)
  /// Something is not as it should be, and what can be done about it.
  case warning(String)
}
