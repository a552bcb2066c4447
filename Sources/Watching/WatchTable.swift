import Platform

/// The kernel's watches, and which folders they are about.
///
/// The kernel watches inodes, so one watch may stand for several folders: one that is mounted twice, or one that has moved and
/// of whose old place nobody has said yet that it is empty.
final class WatchTable {
  private let inotify: Inotify
  private let limit: Int
  private var foldersByWatch: [Int32: [WatchedFolder]] = [:]
  /// Watches of no folder, not yet ended.
  private var abandoned: [Int32] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// A table without watches.
  ///
  /// - Parameter limit: How many watches there may be at most; nil for seven eighths of what the kernel allows.
  /// - Throws: `SystemError` where the system tells nothing of changes.
  init(limit: Int?) throws(SystemError) {
    inotify = try Inotify.open()
    self.limit = limit ?? Inotify.maximumWatches.map { $0 - $0 / 8 } ?? .max
  }

  /// What can be read where there is news.
  var descriptor: Int32 { inotify.descriptor.number }

  /// How many watches there are.
  var count: Int { foldersByWatch.count }

  /// Whether there are watches to be ended.
  var hasAbandoned: Bool { !abandoned.isEmpty }

  /// The folders that a watch is about.
  func folders(of watch: Int32) -> [WatchedFolder] {
    foldersByWatch[watch] ?? []
  }

  /// Watches a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder, not watched so far.
  ///   - followsLink: Whether its path may end in a symbolic link.
  /// - Throws: `SystemError`; `meansNoSpace` where there are as many watches as there may be.
  func watch(_ folder: WatchedFolder, followsLink: Bool) throws(SystemError) {
    guard foldersByWatch.count < limit else { throw .noSpace }
    let watch = try addWatch(WatchedPath.folder(ofBase: folder.base), followsLink)
    foldersByWatch[watch, default: []].append(folder)
    folder.watch = watch
  }

  private func addWatch(_ path: [UInt8], _ followsLink: Bool) throws(SystemError) -> Int32 {
    while true {
      do throws(SystemError) {
        return try inotify.watch(folder: path, followsLink: followsLink)
      } catch {
        guard error.meansNoSpace, hasAbandoned else { throw error }
        endAbandoned()
      }
    }
  }

  /// Watches a folder no more.
  func unwatch(_ folder: WatchedFolder) {
    guard let watch = folder.watch else { return }
    folder.watch = nil
    foldersByWatch[watch]?.removeAll { $0 === folder }
    guard foldersByWatch[watch]?.isEmpty == true else { return }
    foldersByWatch[watch] = nil
    abandoned.append(watch)
  }

  /// Takes in that the kernel has ended a watch by itself.
  func watchEnded(_ watch: Int32) {
    for folder in foldersByWatch.removeValue(forKey: watch) ?? [] { folder.watch = nil }
  }

  /// Ends some of the watches of no folder. The kernel puts an event into its queue for each, so that they must not be many
  /// between two looks at it.
  func endAbandoned() {
    for watch in abandoned.suffix(1_000) where foldersByWatch[watch] == nil { inotify.unwatch(watch) }
    abandoned.removeLast(min(1_000, abandoned.count))
  }

  /// The next events; none where there is no news.
  func nextEvents() throws(SystemError) -> InotifyEvents {
    InotifyEvents(buffer[..<(try inotify.read(into: &buffer))])
  }
}
