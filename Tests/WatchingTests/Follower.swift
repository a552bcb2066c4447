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

  /// Short times, so that tests are short, but for one that a busy machine could exceed.
  static var options: WatchOptions {
    var options = WatchOptions()
    options.quietTime = 30
    options.maximumDelay = 5_000
    options.rootInterval = 100
    options.rescanInterval = 200
    return options
  }

  /// A root of our own: what is told after a change in it has been told is what has happened after it.
  private let marks: TemporaryDirectory
  private var markCount = 0

  init(
    _ roots: [String], options: WatchOptions = Follower.options,
    isLeftOut: @escaping Watcher.Filter = { _, _, _ in false }
  ) throws {
    marks = try TemporaryDirectory()
    watcher = try Watcher(
      roots: (roots + [marks.path]).map { Array($0.utf8) }, options: options, isLeftOut: isLeftOut)
  }

  deinit {
    watcher.stop()
  }

  /// Takes batches until all has been told that has happened so far.
  ///
  /// - Returns: The batches.
  @discardableResult
  func settle() throws -> [WatchBatch] {
    let start = batches.count
    markCount += 1
    let mark = Array(try marks.write("", to: "\(markCount)").utf8)
    while let batch = watcher.next(milliseconds: 20_000) {
      apply(batch)
      if batch.changed.contains(mark) { return Array(batches[start...]) }
      // Where nothing is told one by one, it must be among what a rescan has found.
      if batch.roots[Array(marks.path.utf8)] != nil { return try Array(batches[start...]) + settle() }
    }
    throw Timeout()
  }

  /// Takes one batch; nil if none comes for some milliseconds.
  func next(milliseconds: Int = 5_000) -> WatchBatch? {
    let count = batches.count
    while batches.count == count {
      guard let batch = watcher.next(milliseconds: milliseconds) else { return nil }
      apply(batch)
    }
    return batches.last
  }

  private struct Timeout: Error {}

  private func apply(_ whole: WatchBatch) {
    var batch = whole
    let root = Array(marks.path.utf8)
    batch.changed.removeAll { WatchedPath.isBelow($0, root) }
    batch.roots[root] = nil
    guard !batch.isEmpty else { return }
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
