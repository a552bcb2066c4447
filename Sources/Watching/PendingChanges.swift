/// The paths of which something is to be told, each once, and when.
///
/// What has happened to a path is not kept in its order: what counts is what stands there when it is told. Times are
/// milliseconds of one clock.
struct PendingChanges {
  /// What has happened to an entry of a folder.
  enum Event {
    case appeared, lostFile, lostFolder, modified, closed, otherChange
  }

  /// What is known of one path.
  struct Entry {
    /// The folder in which it was last seen, and its name there.
    fileprivate(set) var folder: WatchedFolder
    let name: [UInt8]
    /// When it came in.
    let since: Int
    /// A file or folder that stood there is gone.
    fileprivate(set) var lostEntry = false
    /// What is gone was a folder.
    fileprivate(set) var lostFolder = false
    /// Somebody has written to the file and has not closed it yet.
    fileprivate(set) var isBeingWritten = false
    /// It may be known although it was not told.
    fileprivate(set) var mayBeKnown = false
  }

  private var entries: [[UInt8]: Entry] = [:]
  private var countsByRoot: [ObjectIdentifier: Int] = [:]
  /// How many entries are being written.
  private var writtenCount = 0
  /// Whether there is something to tell besides.
  private var isTouched = false
  /// When the first of all that is to be told came in, and when something last happened; nil where there is nothing.
  private var first: Int?
  private var last = 0

  /// How many paths there are.
  var count: Int { entries.count }

  /// Takes in that something has happened to an entry of a folder.
  mutating func add(_ event: Event, _ name: [UInt8], of folder: WatchedFolder, at now: Int) {
    let path = folder.path(of: name)
    let known = entries[path]
    var entry = known ?? Entry(folder: folder, name: name, since: now)
    entry.folder = folder
    switch event {
    case .appeared, .closed: entry.isBeingWritten = false
    case .lostFile, .lostFolder:
      entry.isBeingWritten = false
      entry.lostEntry = true
      if event == .lostFolder { entry.lostFolder = true }
    case .modified: entry.isBeingWritten = true
    case .otherChange: break
    }
    entries[path] = entry
    if known == nil { countsByRoot[ObjectIdentifier(folder.root), default: 0] += 1 }
    let wasBeingWritten = known?.isBeingWritten == true
    writtenCount += (entry.isBeingWritten ? 1 : 0) - (wasBeingWritten ? 1 : 0)
    first = first ?? now
    // Who goes on writing to a file does not keep the others waiting.
    if !(wasBeingWritten && event == .modified) { last = now }
  }

  /// Takes in that there is something to tell besides.
  mutating func touch(at now: Int) {
    isTouched = true
    first = first ?? now
    last = now
  }

  /// When what there is should be told; nil where there is nothing.
  func dueTime(_ options: WatchOptions) -> Int? {
    guard let first else { return nil }
    let latest = first + options.maximumDelay
    return entries.count > writtenCount || isTouched ? min(last + options.quietTime, latest) : latest
  }

  /// Whether something waits as long as it should at most.
  func isOverdue(at now: Int, _ options: WatchOptions) -> Bool {
    first.map { now >= $0 + options.maximumDelay } ?? false
  }

  /// How many of the paths are in a root.
  func count(of root: WatchedRoot) -> Int {
    countsByRoot[ObjectIdentifier(root)] ?? 0
  }

  /// Forgets the paths in a root.
  mutating func removeAll(of root: WatchedRoot) {
    guard countsByRoot.removeValue(forKey: ObjectIdentifier(root)) != nil else { return }
    entries = entries.filter { $0.value.folder.root !== root }
    writtenCount = entries.values.count { $0.isBeingWritten }
    if entries.isEmpty, !isTouched { first = nil }
  }

  /// Takes out all that can be told: a file that is being written stays for a while.
  mutating func takeDue(at now: Int, _ options: WatchOptions) -> [[UInt8]: Entry] {
    var kept: [[UInt8]: Entry] = [:]
    if writtenCount > 0 {
      for (path, var entry) in entries where entry.isBeingWritten && now < entry.since + options.maximumDelay {
        // What a rescan may have found before stays possible for as long as we wait.
        if entry.folder.root.isAfterRescan { entry.mayBeKnown = true }
        kept[path] = entry
      }
    }
    var taken: [[UInt8]: Entry] = [:]
    swap(&taken, &entries)
    countsByRoot = [:]
    for (path, entry) in kept {
      taken[path] = nil
      countsByRoot[ObjectIdentifier(entry.folder.root), default: 0] += 1
    }
    entries = kept
    writtenCount = kept.count
    isTouched = false
    first = kept.values.lazy.map(\.since).min()
    return taken
  }
}
