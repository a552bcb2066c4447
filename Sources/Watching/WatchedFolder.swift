/// A folder of a root that is watched, or will be as soon as it has been visited.
final class WatchedFolder {
  let root: WatchedRoot
  /// Its path and a slash.
  let base: [UInt8]
  /// The one entry that counts, where the folder holds a root that is a file.
  let onlyName: [UInt8]?
  /// What the kernel calls it; nil while it is not watched.
  var watch: Int32?
  /// The folders in it.
  var folders: [[UInt8]: WatchedFolder] = [:]
  /// Whether it is known to be no longer where it was. What is there now has another object.
  private(set) var isDetached = false

  /// The hashes of the names of which was told that they are there; nil where there was no room to keep them.
  private var toldNames: Set<Int>? = []
  private let room: NameRoom

  init(root: WatchedRoot, base: [UInt8], onlyName: [UInt8]? = nil, room: NameRoom) {
    self.root = root
    self.base = base
    self.onlyName = onlyName
    self.room = room
  }

  deinit {
    room.count += toldNames?.count ?? 0
  }

  /// The path of an entry.
  func path(of name: [UInt8]) -> [UInt8] {
    onlyName == nil ? base + name : root.path
  }

  /// Marks it as no longer there, and takes the folders out of it.
  ///
  /// - Returns: The folders that were in it.
  func detach() -> [WatchedFolder] {
    isDetached = true
    defer { folders = [:] }
    return Array(folders.values)
  }
}

// MARK: - What was told

extension WatchedFolder {
  /// Whether somebody may have been told that an entry is there.
  func mayHaveTold(_ name: [UInt8]) -> Bool {
    toldNames?.contains(name.hashValue) ?? true
  }

  /// Remembers that somebody was told that an entry is there.
  func tell(_ name: [UInt8]) {
    guard toldNames?.insert(name.hashValue).inserted == true else { return }
    room.count -= 1
    if room.count < 0 {
      room.count += toldNames?.count ?? 0
      toldNames = nil
    }
  }

  /// Remembers that somebody was told that an entry is gone.
  func untell(_ name: [UInt8]) {
    if toldNames?.remove(name.hashValue) != nil { room.count += 1 }
  }
}
