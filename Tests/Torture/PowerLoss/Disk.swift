import TestSupport

/// A simulated disk, on which a log of changes is played back until the power is cut.
final class Disk {
  /// A folder: the names that are surely on the disk, and what has changed since, of which the first some are there.
  private final class Folder {
    var stable: [String: Node] = [:]
    var pending: [(name: String, node: Node?, removed: String?)] = []

    var current: [String: Node] { names(after: pending.count) }

    func names(after count: Int) -> [String: Node] {
      var names = stable
      for change in pending.prefix(count) {
        if let removed = change.removed { names[removed] = nil }
        names[change.name] = change.node
      }
      return names
    }
  }

  private enum Node {
    case file(DiskFile)
    case folder(Folder)
  }

  private let log: WriteLog
  /// Whether to behave as if nothing was ever synced.
  private let ignoresSyncs: Bool
  private let root = Folder()
  private var nodes: [UInt64: Node] = [:]
  private var place = 0
  private var journal = ""

  init(_ log: WriteLog, ignoresSyncs: Bool) {
    self.log = log
    self.ignoresSyncs = ignoresSyncs
  }

  /// The lines that were written to the journal.
  var lines: [String] { Journal.lines(of: Array(journal.utf8)) }

  /// Plays the first `count` changes.
  func play(to count: Int) {
    while place < count {
      play(log.changes[place])
      place += 1
    }
  }

  private func play(_ change: WriteLog.Change) {
    switch change {
    case .write(let inode, let offset, let bytes, let isSynced):
      file(inode)?.write(log.bytes[bytes], at: offset, isSynced: isSynced && !ignoresSyncs)
    case .resize(let inode, let size): file(inode)?.resize(size)
    case .sync(let inode) where !ignoresSyncs: sync(inode)
    case .sync: break
    case .create(let inode, let path): add(.file(DiskFile()), inode, path)
    case .makeDirectory(let inode, let path): add(.folder(Folder()), inode, path)
    case .rename(let path, let target): rename(path, to: target)
    case .remove(let path):
      let (folder, name) = parent(of: path)
      folder.pending.append((name, nil, nil))
    case .acknowledge(let text): journal += text
    }
  }

  private func file(_ inode: UInt64) -> DiskFile? {
    if case .file(let file)? = nodes[inode] { file } else { nil }
  }

  private func sync(_ inode: UInt64) {
    switch nodes[inode] {
    case .file(let file): file.sync()
    case .folder(let folder): sync(folder)
    // The one that was there before.
    case nil: sync(root)
    }
  }

  private func sync(_ folder: Folder) {
    folder.stable = folder.current
    folder.pending = []
  }

  private func add(_ node: Node, _ inode: UInt64, _ path: String) {
    nodes[inode] = node
    let (folder, name) = parent(of: path)
    folder.pending.append((name, node, nil))
  }

  private func rename(_ path: String, to target: String) {
    let (from, name) = parent(of: path)
    let (to, newName) = parent(of: target)
    guard let node = from.current[name] else { return }
    if from === to {
      from.pending.append((newName, node, name))
    } else {
      from.pending.append((name, nil, nil))
      to.pending.append((newName, node, nil))
    }
  }

  private func parent(of path: String) -> (Folder, String) {
    var folder = root
    let names = path.split(separator: "/").map(String.init)
    for name in names.dropLast() {
      if case .folder(let next)? = folder.current[name] { folder = next }
    }
    return (folder, names.last ?? "")
  }

  /// Cuts the power.
  ///
  /// - Parameters:
  ///   - path: the folder where what is left is written.
  ///   - random: decides what is left.
  /// - Throws: what the system says against writing there.
  func write(to path: String, _ random: inout SplitMix64) throws {
    try write(root, to: path, &random)
  }

  private func write(_ folder: Folder, to path: String, _ random: inout SplitMix64) throws {
    try Files.makeDirectories(path)
    let names = folder.names(after: random.below(folder.pending.count + 1))
    for (name, node) in names.sorted(by: { $0.key < $1.key }) {
      switch node {
      case .folder(let folder): try write(folder, to: path + "/" + name, &random)
      // The lock file is written through a map, which no log can tell: there is anything.
      case .file where name == "lock.mdb":
        let garbage = (0..<8192).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        switch random.below(3) {
        case 0: try Files.write(garbage, to: path + "/" + name)
        case 1: try Files.write([UInt8](repeating: 0, count: 8192), to: path + "/" + name)
        default: break
        }
      case .file(let file): try Files.write(file.contents(&random), to: path + "/" + name)
      }
    }
  }
}
