#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two descriptors: what is written to one is read from the other.
package struct Pipe: ~Copyable {
  package let reading: FileDescriptor
  private let writing: FileDescriptor

  /// Makes a pipe.
  package static func open() throws(SystemError) -> Pipe {
    var numbers: [Int32] = [-1, -1]
    try SystemCall.run { unsafe pipe(&numbers) }
    let ends = Pipe(reading: FileDescriptor(owned: numbers[0]), writing: FileDescriptor(owned: numbers[1]))
    try ends.reading.setCloseOnExec()
    try ends.writing.setCloseOnExec()
    return ends
  }

  private init(reading: consuming FileDescriptor, writing: consuming FileDescriptor) {
    self.reading = reading
    self.writing = writing
  }

  /// The number of the end that is written to, for another process.
  package var writingNumber: Int32 { writing.number }

  /// Closes the end that is written to: once other processes have closed theirs, the reader comes to an end.
  package consuming func keepReading() -> FileDescriptor { reading }

  /// Writes all of it and closes the pipe, so that its reader comes to an end.
  package consuming func finish(with bytes: [UInt8]) throws(SystemError) {
    try writing.writeAll(bytes)
  }
}
