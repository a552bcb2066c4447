import Index
import Ingest
import Platform
import Postings

/// What a walk has met, by hashes of paths: so that afterwards it can be told what is gone.
struct ScanTrace {
  /// What is to be thought of a file that the walk has not met.
  enum Verdict {
    /// It is not there any more, or is left out by rule now.
    case gone
    /// It may be there, and could not be looked at.
    case unknown
  }

  private var met: Set<UInt64> = []
  private var leftOut: Set<UInt64> = []
  private var failed: Set<UInt64> = []

  /// A file was met.
  mutating func meet(_ path: [UInt8]) {
    met.insert(XXHash64.hash(path.span))
  }

  /// A file or folder was not taken in.
  mutating func skip(_ item: SkippedItem) {
    guard item.line == 0 else { return }
    switch item.reason {
    case .unreadable, .changedWhileRead, .tooDeep: failed.insert(XXHash64.hash(item.path.span))
    default: leftOut.insert(XXHash64.hash(item.path.span))
    }
  }

  func hasMet(_ path: [UInt8]) -> Bool {
    met.contains(XXHash64.hash(path.span))
  }

  /// Judges a file that is known and was not met.
  func verdict(on path: [UInt8]) -> Verdict {
    for end in [path.count] + path.indices.reversed().filter({ path[$0] == UInt8(ascii: "/") }) {
      let hash = XXHash64.hash(path.span.extracting(0..<end))
      if failed.contains(hash) { return .unknown }
      if leftOut.contains(hash) { return .gone }
    }
    do throws(SystemError) {
      // A file that has come back meanwhile will be told of.
      _ = try FileStatus(unfollowedPath: path)
      return .unknown
    } catch {
      return error.isNotFound ? .gone : .unknown
    }
  }
}
