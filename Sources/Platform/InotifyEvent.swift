/// One piece of news from ``Inotify``.
package struct InotifyEvent: Equatable, Sendable {
  /// What has happened, as the kernel's bits have it.
  package struct Kinds: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// A file's bytes have changed (`IN_MODIFY`).
    package static let modified = Kinds(rawValue: 0x2)
    /// Permissions, times, owners or the like have changed (`IN_ATTRIB`).
    package static let attributes = Kinds(rawValue: 0x4)
    /// A file that could be written to was closed (`IN_CLOSE_WRITE`).
    package static let closedAfterWriting = Kinds(rawValue: 0x8)
    /// An entry is not in the folder any more, but elsewhere (`IN_MOVED_FROM`).
    package static let movedFrom = Kinds(rawValue: 0x40)
    /// An entry is in the folder now that was elsewhere (`IN_MOVED_TO`).
    package static let movedTo = Kinds(rawValue: 0x80)
    /// There is a new entry (`IN_CREATE`).
    package static let created = Kinds(rawValue: 0x100)
    /// An entry is gone (`IN_DELETE`).
    package static let deleted = Kinds(rawValue: 0x200)
    /// The folder itself is gone (`IN_DELETE_SELF`).
    package static let selfDeleted = Kinds(rawValue: 0x400)
    /// The folder itself is elsewhere now (`IN_MOVE_SELF`).
    package static let selfMoved = Kinds(rawValue: 0x800)
    /// The file system was unmounted (`IN_UNMOUNT`).
    package static let unmounted = Kinds(rawValue: 0x2000)
    /// Events were lost because the queue was full (`IN_Q_OVERFLOW`).
    package static let queueOverflow = Kinds(rawValue: 0x4000)
    /// The watch has ended (`IN_IGNORED`).
    package static let watchEnded = Kinds(rawValue: 0x8000)
    /// The entry is a folder (`IN_ISDIR`).
    package static let isFolder = Kinds(rawValue: 0x4000_0000)
  }

  /// The number of the watched folder; -1 for `.queueOverflow`.
  package let watch: Int32
  package let kinds: Kinds
  /// The entry's name; empty where the event is about the folder itself.
  package let name: [UInt8]

  package init(watch: Int32, kinds: Kinds, name: [UInt8] = []) {
    self.watch = watch
    self.kinds = kinds
    self.name = name
  }

  /// Events are missing.
  package static let overflow = InotifyEvent(watch: -1, kinds: .queueOverflow)
}
