import LMDB
import Platform

/// What is done for an index after a crash, before it is opened.
public enum IndexRecovery {
  /// What directories of damaged indexes are called, before the time (UTC) at which they were set aside.
  private static let prefix = "damaged-"
  /// How many of them are kept.
  private static let keptCount = 3
  /// How many may be set aside within a second.
  private static let limitPerSecond = 9

  /// Whether the last writer has begun to change the index and not ended in order: then the index should be checked, in a child
  /// process, before it is relied on.
  ///
  /// - Parameter directory: where the index lies.
  /// - Returns: false also while a writer is at work, and where there is no index.
  /// - Throws: `LMDBError`.
  public static func needsCheck(_ directory: String) throws -> Bool {
    try WriterLock.isMarked(inDirectory: directory)
  }

  /// Says that the index was checked, and found sound.
  ///
  /// - Parameter directory: where the index lies.
  /// - Throws: `LMDBError`, whose code is `busy` while a writer is at work.
  public static func confirmSound(_ directory: String) throws {
    try WriterLock(directory: directory).unmark()
  }

  /// Moves a damaged index to a sub-directory, where it can be looked at, so that another one can be made in its place; what
  /// says which folders it follows stays. The three newest are kept.
  ///
  /// This process must have let go of the index. Other processes that have it open go on with what they have.
  ///
  /// - Parameter directory: where the index lies.
  /// - Returns: the path of the sub-directory.
  /// - Throws: `LMDBError`, whose code is `busy` while a writer is at work.
  public static func setAside(_ directory: String) throws -> String {
    try setAside(directory, timestamp: SystemClock.timestamp())
  }

  static func setAside(_ directory: String, timestamp: String) throws -> String {
    let lock = try WriterLock(directory: directory)
    for number in 1...limitPerSecond {
      let name = prefix + timestamp + (number == 1 ? "" : "-\(number)")
      guard try lock.setEnvironmentAside(as: name) else { continue }
      // The new one owes nothing to it.
      try lock.unmark()
      let old = try lock.entryNames.filter(isNameOfDamaged).sorted().dropLast(keptCount)
      // One that somebody has put a file into stays.
      for name in old { try? Environment.remove(at: "\(directory)/\(name)") }
      return "\(directory)/\(name)"
    }
    throw IndexError.limitExceeded("\(limitPerSecond) damaged indexes were set aside within a second")
  }

  /// Whether a directory of that name holds an index that was set aside: `damaged-20250131-235959`, perhaps with a number.
  static func isNameOfDamaged(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts.count)
      && zip(parts, [8, 6, 1]).allSatisfy { part, length in
        part.utf8.count == length && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
