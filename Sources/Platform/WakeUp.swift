#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wakes a thread that waits for input: its descriptor becomes readable, and stays so until it is cleared.
package struct WakeUp: ~Copyable, Sendable {
  /// What the thread waits for.
  package let descriptor: FileDescriptor
  private let writing: FileDescriptor

  /// Makes one that nobody has called yet.
  package static func make() throws(SystemError) -> WakeUp {
    var numbers: [Int32] = [-1, -1]
    try SystemCall.run { unsafe pipe(&numbers) }
    let wakeUp = WakeUp(FileDescriptor(owned: numbers[0]), writing: FileDescriptor(owned: numbers[1]))
    try wakeUp.descriptor.setCloseOnExec()
    try wakeUp.descriptor.setNonBlocking()
    try wakeUp.writing.setCloseOnExec()
    try wakeUp.writing.setNonBlocking()
    return wakeUp
  }

  private init(_ descriptor: consuming FileDescriptor, writing: consuming FileDescriptor) {
    self.descriptor = descriptor
    self.writing = writing
  }

  /// Wakes the thread, or keeps it awake once.
  package func signal() {
    var byte: UInt8 = 1
    // Where the pipe is full, the descriptor is readable as it is.
    _ = try? SystemCall.run { unsafe write(writing.number, &byte, 1) }
  }

  /// Makes the descriptor wait for the next signal.
  package func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while let count = try? SystemCall.run({ unsafe read(descriptor.number, &bytes, bytes.count) }), count > 0 {}
  }
}
