import Platform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe on which one thread sleeps until another thread, or a signal handler, wakes it.
struct WakePipe: ~Copyable, Sendable {
  private let readEnd: FileDescriptor
  /// For signal handlers, which may do little more than write to a descriptor.
  let writeEnd: FileDescriptor

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard unsafe ends.withUnsafeMutableBufferPointer({ unsafe pipe($0.baseAddress) }) == 0 else { throw .last }
    let readEnd = try FileDescriptor(checking: ends[0])
    let writeEnd = try FileDescriptor(checking: ends[1])
    try readEnd.setCloseOnExec()
    try writeEnd.setCloseOnExec()
    // A full pipe wakes the sleeper as well.
    try writeEnd.setNonBlocking()
    self.readEnd = readEnd
    self.writeEnd = writeEnd
  }

  /// Wakes the sleeper, or keeps it from falling asleep.
  ///
  /// - Parameter reason: what the sleeper is told.
  func wake(_ reason: UInt8) {
    Self.wake(reason, writeEnd: writeEnd.number)
  }

  /// Wakes the sleeper at the other end of a descriptor. Async-signal-safe.
  static func wake(_ reason: UInt8, writeEnd: Int32) {
    var byte = reason
    _ = unsafe write(writeEnd, &byte, 1)
  }

  /// Sleeps until it is woken.
  ///
  /// - Returns: the reason of the first call of `wake` that was not yet slept for.
  func sleep() -> UInt8 {
    var byte: UInt8 = 0
    while unsafe read(readEnd.number, &byte, 1) != 1 {
      // The writing end is open as long as this is, so that only a signal can interrupt.
    }
    return byte
  }
}
