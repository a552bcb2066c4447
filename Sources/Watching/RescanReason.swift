/// Why a root has to be looked through.
package enum RescanReason: Equatable, Sendable {
  /// It is watched from now on.
  case started
  /// It is there again, or something else stands in its place.
  case returned
  /// Somebody has asked for it.
  case requested
  /// More has changed at once than is told one by one.
  case tooManyChanges
  /// More has happened at once than the kernel keeps for us.
  case queueOverflow
  /// A file system was mounted or unmounted in it.
  case mountsChanged
  /// It cannot be watched as a whole, for a reason that was given before, and it is time to look.
  case interval
  /// It holds more folders than may be watched: `watched` of all roots are. From now on it is looked through at intervals.
  case tooManyFolders(watched: Int)
  /// It is on a file system of this type, where others change files without our kernel's knowledge. From now on it is looked
  /// through at intervals.
  case networkFileSystem(type: String)
  /// The system tells nothing of changes, for the reason given. From now on it is looked through at intervals.
  case unavailable(String)

  /// Whether the user should know, because changes will be found late from now on.
  package var isWarning: Bool {
    switch self {
    case .tooManyFolders, .networkFileSystem, .unavailable: true
    case .started, .returned, .requested, .tooManyChanges, .queueOverflow, .mountsChanged, .interval: false
    }
  }
}

extension RescanReason: CustomStringConvertible {
  /// A clause for a log, and for a warning what can be done about it.
  package var description: String {
    switch self {
    case .started: "it is watched from now on"
    case .returned: "it is there again"
    case .requested: "it was asked for"
    case .tooManyChanges: "too much has changed at once"
    case .queueOverflow: "the kernel's queue of changes was full (fs.inotify.max_queued_events)"
    case .mountsChanged: "a file system was mounted or unmounted in it"
    case .interval: "it cannot be watched as a whole"
    case .tooManyFolders(let watched):
      "it has more folders than may be watched (\(watched) are); it is looked through at intervals instead. Let "
        + "fs.inotify.max_user_watches be greater: sysctl fs.inotify.max_user_watches=\(Self.advisedLimit(watched))"
    case .networkFileSystem(let type):
      "it is on a network file system (\(type)), which does not tell what others change; it is looked through at intervals"
    case .unavailable(let reason):
      "changes cannot be watched (\(reason)); it is looked through at intervals instead"
    }
  }

  /// Twice as many as are watched, and a power of two of at least half a million, which is what editors advise.
  private static func advisedLimit(_ watched: Int) -> Int {
    var limit = 1 << 19
    while limit / 2 < watched, limit < 1 << 30 { limit *= 2 }
    return limit
  }
}
