import Index
import Ingest
import Platform
import Synchronization

/// Finds out which files that are new stood elsewhere before: renamed files keep their documents.
final class MoveFinder: Sendable {
  private struct State {
    /// Files that are known, by device and inode; nil until they are asked for.
    var candidates: [FileIdentity: FileEntry]?
    /// By their new paths.
    var found: [[UInt8]: FileEntry] = [:]
    /// Where files have been moved away from.
    var left: Set<[UInt8]> = []
  }

  private let known: KnownFiles
  private let state: Mutex<State>

  /// Looks among all files that are known.
  init(_ known: KnownFiles) {
    self.known = known
    state = Mutex(State())
  }

  /// Looks among some files.
  init(_ known: KnownFiles, among candidates: [FileEntry]) {
    self.known = known
    state = Mutex(State(candidates: Self.table(of: candidates)))
  }

  /// Whether a file that is not known by its path is one that is known by another, at which it is no more.
  func isMoved(_ path: [UInt8], _ stamp: FileStamp, _ identity: FileIdentity) -> Bool {
    guard let old = try? candidate(identity), old.stamp.isSameFile(as: stamp), old.skipReason.isEmpty,
      FileKind(name: old.path[...]) == FileKind(name: path[...]), Self.isGone(old.path),
      (try? known.hasOwnTitle(old.path)) == true
    else { return false }
    return state.withLock { state in
      guard state.left.insert(old.path).inserted else { return false }
      state.found[path] = old
      return true
    }
  }

  /// What was known of a file before it was moved here; nil if it was not. It is told once.
  func takeOrigin(of path: [UInt8]) -> FileEntry? {
    state.withLock { $0.found.removeValue(forKey: path) }
  }

  /// Whether a file has been moved away from a path.
  func isLeft(_ path: [UInt8]) -> Bool {
    state.withLock { $0.left.contains(path) }
  }

  private func candidate(_ identity: FileIdentity) throws -> FileEntry? {
    if let candidates = state.withLock({ $0.candidates }) { return candidates[identity] }
    var all: [FileEntry] = []
    try known.forEach(withPrefix: []) { all.append($0) }
    let table = Self.table(of: all)
    state.withLock { $0.candidates = table }
    return table[identity]
  }

  private static func table(of files: [FileEntry]) -> [FileIdentity: FileEntry] {
    Dictionary(files.map { ($0.stamp.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func isGone(_ path: [UInt8]) -> Bool {
    do throws(SystemError) {
      _ = try FileStatus(unfollowedPath: path)
      return false
    } catch {
      return error.isNotFound
    }
  }
}
