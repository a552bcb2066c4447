#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// How long an ended process may seem to hold a lock, in milliseconds.
  private static let patience = 1_000

  /// Takes the exclusive `flock` of this file, or throws `.wouldBlock`.
  ///
  /// It lasts until ``unlock()``, or until no process has the open file any more. A program that another thread is just
  /// starting has it for an instant, so closing the descriptor alone may leave the lock taken a little longer.
  package func lockExclusively() throws(SystemError) {
    try SystemCall.run { flock(number, LOCK_EX | LOCK_NB) }
  }

  /// Gives the `flock` of this file back, whoever else has the file open.
  package func unlock() throws(SystemError) {
    try SystemCall.run { flock(number, LOCK_UN) }
  }

  /// Takes the exclusive `flock` of a file in which its holder writes its process id, or throws `.wouldBlock`.
  ///
  /// If that process has ended, the lock is about to go: a program that it was starting when it was killed has the open
  /// file until it runs. That is waited for.
  package func lockExclusivelyUnlessHeld() throws(SystemError) {
    let deadline = SystemClock.monotonic() + UInt64(Self.patience) * 1_000_000
    while true {
      do throws(SystemError) {
        return try lockExclusively()
      } catch .wouldBlock {
        guard let lockHolder, !OtherProcess.isRunning(lockHolder), SystemClock.monotonic() < deadline else {
          throw .wouldBlock
        }
        SystemClock.sleep(milliseconds: 1)
      }
    }
  }

  /// The process that holds the `flock` of this file, as it has written there; nil if it has not, or has given it back.
  package var lockHolder: Int32? {
    guard let bytes = try? read(16, at: 0) else { return nil }
    return Int32(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }
}
