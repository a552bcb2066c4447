import Platform
import TestSupport

@testable import Watching

/// Who does what a watcher's batches say: it has, by path, the bytes of all the files that it knows of.
final class Follower {
  let watcher: Watcher
  private(set) var files: [[UInt8]: [UInt8]] = [:]
  /// All batches so far.
  private(set) var batches: [WatchBatch] = []
  /// Paths that were told as removed and at or below which nothing was known.
  private(set) var needlessRemovals = 0

  /// Short times, so that tests are short.
  static var options: WatchOptions {
    var options = WatchOptions()
    options.quietTime = 30
    options.maximumDelay = 400
    options.rootInterval = 100
    options.rescanInterval = 200
    return options
  }

  init(
    _ roots: [String], options: WatchOptions = Follower.options, isLeftOut: @escaping Watcher.Filter = { _, _, _ in false }
  ) throws {
    watcher = try Watcher(roots: roots.map { Array($0.utf8) }, options: options, isLeftOut: isLeftOut)
  }

  deinit {
    watcher.stop()
  }

  /// Takes batches until none comes for some milliseconds.
  ///
  /// - Returns: What came, but for the rescans at the start.
  @discardableResult
  func settle(milliseconds: Int = 250) -> [WatchBatch] {
    let start = batches.count
    while let batch = watcher.next(milliseconds: milliseconds) { apply(batch) }
    return Array(batches[start...])
  }

  /// Takes one batch.
  func next(milliseconds: Int = 5_000) -> WatchBatch? {
    guard let batch = watcher.next(milliseconds: milliseconds) else { return nil }
    apply(batch)
    return batch
  }

  private func apply(_ batch: WatchBatch) {
    batches.append(batch)
    for path in batch.removed {
      let known = files.keys.filter { $0 == path || WatchedPath.isBelow($0, path) }
      if known.isEmpty { needlessRemovals += 1 }
      for path in known { files[path] = nil }
    }
    for path in batch.changed { files[path] = Self.contents(of: path) }
    for (root, change) in batch.roots {
      guard case .rescan = change else { continue }
      for path in files.keys where path == root || WatchedPath.isBelow(path, root) { files[path] = nil }
      files.merge(Self.tree(at: root)) { $1 }
    }
  }

  /// The files at and below a path.
  static func tree(at path: [UInt8]) -> [[UInt8]: [UInt8]] {
    var result: [[UInt8]: [UInt8]] = [:]
    var stack = [path]
    while let next = stack.popLast() {
      if let file = contents(of: next) { result[next] = file }
      guard (try? FileStatus(unfollowedPath: next))?.kind == .directory || next == path,
        let folder = try? FileDescriptor.open(next)
      else { continue }
      try? unsafe folder.forEachEntry { name, _ in unsafe stack.append(WatchedPath.base(of: next) + Array(name)) }
    }
    return result
  }

  private static func contents(of path: [UInt8]) -> [UInt8]? {
    guard (try? FileStatus(unfollowedPath: path))?.kind == .regularFile else { return nil }
    return try? FileDescriptor.open(path).read(1 << 16, at: 0)
  }
}
