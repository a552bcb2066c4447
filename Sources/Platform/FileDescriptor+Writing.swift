#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// Writes all of it where the last write ended.
  package func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try unsafe rest.withUnsafeBufferPointer { rest throws(SystemError) in
        try SystemCall.run { unsafe write(number, rest.baseAddress, rest.count) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes `bytes` the whole content of this file. For contents of a few bytes, which are written in one call.
  package func replaceContent(with bytes: [UInt8]) throws(SystemError) {
    try SystemCall.run { ftruncate(number, 0) }
    try unsafe bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
      _ = try SystemCall.run { unsafe pwrite(number, bytes.baseAddress, bytes.count, 0) }
    }
  }

  /// Writes all of it from `offset` on.
  package func writeAll(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      written += try unsafe bytes.withUnsafeBufferPointer { buffer throws(SystemError) in
        let rest = unsafe UnsafeBufferPointer(rebasing: buffer[written...])
        return try SystemCall.run { unsafe pwrite(number, rest.baseAddress, rest.count, off_t(offset + written)) }
      }
    }
  }

  /// Makes this file at least that long, and has the file system keep room for all of it, where it can.
  package func allocate(_ byteCount: Int) throws(SystemError) {
    #if canImport(Glibc)
      let result = posix_fallocate(number, 0, off_t(byteCount))
      guard result == 0 else { throw SystemError(number: result) }
    #endif
  }

  /// Flushes a file, or the names in a directory, to the disk.
  package func sync() throws(SystemError) {
    try SystemCall.run { fsync(number) }
  }

  /// Makes a directory in this directory that its owner alone may use.
  package func makeDirectory(_ name: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: name) { unsafe mkdirat(number, $0, 0o700) }
  }

  /// Gives a file of this directory a name in another one, in the place of what has that name there.
  package func move(
    _ name: some Collection<UInt8>, to directory: borrowing FileDescriptor, as newName: some Collection<UInt8>
  ) throws(SystemError) {
    let target = directory.number
    let newName = SystemCall.cString(newName)
    try unsafe SystemCall.run(on: name) { name in
      unsafe newName.withUnsafeBufferPointer { unsafe renameat(number, name, target, $0.baseAddress) }
    }
  }

  /// Removes a file of this directory.
  package func removeFile(_ name: some Collection<UInt8>) throws(SystemError) {
    try unsafe SystemCall.run(on: name) { unsafe unlinkat(number, $0, 0) }
  }
}
