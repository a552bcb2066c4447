#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// Calls `body` with each entry of this directory but `.` and `..`, in the file system's order.
  ///
  /// - Parameter body: Takes the name, without its NUL, for as long as the call lasts, and what the entry is; nil where
  ///   the file system's listing does not say.
  /// - Throws: `SystemError` where the directory cannot be read to its end.
  package func forEachEntry(_ body: (UnsafeRawBufferPointer, FileStatus.Kind?) -> Void) throws(SystemError) {
    // `fdopendir` takes its descriptor over and closes it, so it gets one of its own.
    let listed = try directory(CollectionOfOne(UInt8(ascii: "."))).release()
    guard let stream = unsafe fdopendir(listed) else {
      let error = SystemError.last
      close(listed)
      throw error
    }
    defer { unsafe closedir(stream) }
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw .last }
        return
      }
      // `d_name` ends in a NUL and stays valid until the next `readdir`.
      let start = unsafe UnsafeRawPointer(entry) + Self.nameOffset
      let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
      let name = unsafe UnsafeRawBufferPointer(start: start, count: length)
      if unsafe name.first == UInt8(ascii: "."), unsafe length == 1 || (length == 2 && name[1] == UInt8(ascii: ".")) {
        continue
      }
      unsafe body(name, FileStatus.Kind(entryType: entry.pointee.d_type))
    }
  }

  private static let nameOffset: Int = {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { preconditionFailure("d_name has no offset") }
    return offset
  }()
}

extension FileStatus.Kind {
  /// What `readdir` says in `d_type`.
  fileprivate init?(entryType: UInt8) {
    switch Int(entryType) {
    case Int(DT_REG): self = .regularFile
    case Int(DT_DIR): self = .directory
    case Int(DT_LNK): self = .symbolicLink
    case Int(DT_SOCK): self = .socket
    case Int(DT_UNKNOWN): return nil
    default: self = .other
    }
  }
}
