import Platform
import Synchronization
import Watching

/// The roots of an index as all threads see them, with what is known of each.
final class RootRegistry: Sendable {
  private struct State {
    var list = RootList()
    var states: [[UInt8]: RootStatus.State] = [:]
    var reasons: [[UInt8]: String] = [:]
  }

  private let directory: String
  private let state = Mutex(State())
  private let onChange: @Sendable (_ added: [[UInt8]], _ removed: [[UInt8]]) -> Void

  /// Makes a registry.
  ///
  /// - Parameters:
  ///   - directory: where the list is kept.
  ///   - onChange: told which paths are to be watched from now on, and which no more.
  init(directory: String, onChange: @escaping @Sendable (_ added: [[UInt8]], _ removed: [[UInt8]]) -> Void) {
    self.directory = directory
    self.onChange = onChange
  }

  /// Reads the list.
  ///
  /// - Throws: `RootListError`.
  func load() throws(RootListError) {
    let list = try RootList(readingFrom: directory)
    state.withLock { $0.list = list }
    let paths = list.roots.map(\.path)
    if !paths.isEmpty { onChange(paths, []) }
  }

  /// The roots.
  var list: RootList { state.withLock { $0.list } }

  /// The root that a path belongs to.
  func root(of path: [UInt8]) -> Root? {
    state.withLock { state in state.list.root(of: path).map { state.list.roots[$0] } }
  }

  /// Follows some more paths.
  ///
  /// - Returns: whether files that are known have to be read again, since more of them are taken in than before.
  /// - Throws: `SystemError` if the list cannot be written.
  func add(_ paths: [[UInt8]], includesNames: Bool) throws -> Bool {
    let old = list
    var new = old
    for path in paths {
      var root = Root(path: path)
      root.includesNames = includesNames
      new.add(root)
    }
    try replace(old, by: new)
    return paths.contains { path in
      old.root(of: path).map { old.roots[$0].includesNames != includesNames } ?? false
    }
  }

  /// Follows a path no more, and leaves it out of the root that holds it.
  ///
  /// - Throws: `SystemError` if the list cannot be written.
  func remove(_ path: [UInt8]) throws {
    let old = list
    var new = old
    new.remove(path)
    try replace(old, by: new)
  }

  private func replace(_ old: RootList, by new: RootList) throws {
    guard new != old else { return }
    try new.write(to: directory)
    state.withLock { $0.list = new }
    let (before, after) = (Set(old.roots.map(\.path)), Set(new.roots.map(\.path)))
    onChange(after.subtracting(before).sorted(by: Self.precedes), before.subtracting(after).sorted(by: Self.precedes))
  }

  /// The roots of some paths, and which of the paths are in each; paths of none are left out.
  func grouped(_ paths: [[UInt8]]) -> [(root: Root, paths: [[UInt8]])] {
    let roots = list.roots
    var groups: [Int: [[UInt8]]] = [:]
    for path in paths {
      if let number = roots.firstIndex(where: { $0.holds(path) }) { groups[number, default: []].append(path) }
    }
    return groups.sorted { $0.key < $1.key }.map { (roots[$0.key], $0.value) }
  }

  // MARK: What is known of them

  /// Takes in what a batch tells of roots.
  ///
  /// - Returns: what the user should know.
  func told(_ batch: WatchBatch) -> [UpdaterEvent] {
    state.withLock { state in
      batch.roots.sorted { Self.precedes($0.key, $1.key) }.compactMap { path, change in
        switch change {
        case .vanished:
          state.states[path] = .missing
          state.reasons[path] = "it is not there, or may not be read; what it held stays in the index"
          return .warning("\(Self.text(path)) is not there any more; what it held stays in the index")
        case .rescan(let reason):
          let wasMissing = state.states[path] == .missing
          state.states[path] = .scanning
          state.reasons[path] = reason.isWarning ? reason.description : nil
          if reason.isWarning { return .warning("\(Self.text(path)): \(reason)") }
          return wasMissing ? .note("\(Self.text(path)) is there again") : nil
        }
      }
    }
  }

  /// Takes in that what a batch tells has been done.
  func scanned(_ batch: WatchBatch) {
    state.withLock { state in
      for (path, change) in batch.roots {
        if case .rescan = change { state.states[path] = state.reasons[path] == nil ? .watched : .polled }
      }
    }
  }

  /// What is known of each root, but for the number of its files.
  var statuses: [RootStatus] {
    state.withLock { state in
      state.list.roots.map { root in
        RootStatus(
          path: root.path, state: state.states[root.path] ?? .scanning, reason: state.reasons[root.path], fileCount: 0,
          excluded: root.excluded.sorted(by: Self.precedes))
      }
    }
  }

  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool { left.lexicographicallyPrecedes(right) }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}
