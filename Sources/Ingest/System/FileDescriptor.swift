#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file or folder, closed when it is let go.
///
/// Every way to open one says `O_NONBLOCK`, so that a FIFO nobody writes to cannot hang the walk, and `O_CLOEXEC`.
/// A name inside a folder is opened with `O_NOFOLLOW`: what was a file when it was listed may be a symbolic link now.
package final class FileDescriptor {
  private let number: Int32
  private let isOwned: Bool

  private init(number: Int32, isOwned: Bool) {
    self.number = number
    self.isOwned = isOwned
  }

  deinit {
    if isOwned { close(number) }
  }

  /// The standard input, which is never closed.
  static var standardInput: FileDescriptor { FileDescriptor(number: STDIN_FILENO, isOwned: false) }

  // MARK: - Opening

  /// Opens what stands at `path`, a symbolic link followed: for what the user has named.
  package static func open(_ path: [UInt8]) throws(SystemError) -> FileDescriptor {
    try open(path, in: AT_FDCWD, fileFlags)
  }

  /// Opens the entry `name` of this folder for reading, if it is no symbolic link.
  func openFile(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, Self.fileFlags | O_NOFOLLOW)
  }

  /// Opens the entry `name` of this folder, if it is itself a folder and no symbolic link to one.
  func openFolder(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
    try Self.open(name, in: number, Self.fileFlags | O_NOFOLLOW | O_DIRECTORY)
  }

  private static let fileFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC

  private static func open(_ path: [UInt8], in folder: Int32, _ flags: Int32) throws(SystemError) -> FileDescriptor {
    while true {
      let number = unsafe withCString(path) { unsafe openat(folder, $0, flags) }
      if number >= 0 { return FileDescriptor(number: number, isOwned: true) }
      // A file system of another machine or process can be interrupted even here.
      guard errno == EINTR else { throw .last }
    }
  }

  // MARK: - Asking

  /// What stands at `path`, a symbolic link followed.
  static func status(at path: [UInt8]) throws(SystemError) -> FileStatus {
    var status = stat()
    let result = unsafe withCString(path) { unsafe fstatat(AT_FDCWD, $0, &status, 0) }
    guard result == 0 else { throw .last }
    return FileStatus(status)
  }

  /// The absolute path of what stands at `path`, free of symbolic links; nil where that cannot be told.
  static func resolvedPath(of path: [UInt8]) -> [UInt8]? {
    // `realpath` allocates its answer, which ends in a NUL.
    guard let resolved = unsafe withCString(path, { unsafe realpath($0, nil) }) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  /// What the entry `name` of this folder is, a symbolic link not followed.
  func status(of name: [UInt8]) throws(SystemError) -> FileStatus {
    var status = stat()
    let result = unsafe Self.withCString(name) { unsafe fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) }
    guard result == 0 else { throw .last }
    return FileStatus(status)
  }

  /// What the open file is.
  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return FileStatus(status)
  }

  // MARK: - Reading

  /// Reads into `buffer[range]` from where the last read ended.
  ///
  /// - Returns: The number of bytes read, possibly fewer than the range holds; 0 only at the end.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(SystemError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count && !range.isEmpty)
    while true {
      // The precondition keeps the kernel within the array; `read` writes at most `range.count` bytes.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe systemRead(number, base + range.lowerBound, range.count)
      }
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: try waitUntilReadable()
      default: throw .last
      }
    }
  }

  /// Moves the place of the next read past the hole of a sparse file, if it is in one.
  ///
  /// - Returns: The length of the hole, in bytes; 0 where there is none, and for what is no file.
  func skipHole() -> Int {
    let place = lseek(number, 0, SEEK_CUR)
    guard place >= 0 else { return 0 }
    var data = lseek(number, place, Self.seekData)
    // No data behind the hole: it reaches to the end.
    if data < 0, errno == ENXIO { data = lseek(number, 0, SEEK_END) }
    return data > place ? Int(data - place) : 0
  }

  /// `SEEK_DATA`, which glibc shows only to programs that ask for its extensions (lseek(2)).
  #if canImport(Darwin)
    private static let seekData: Int32 = 4
  #else
    private static let seekData: Int32 = 3
  #endif

  /// The standard input may have been made non-blocking by whoever started us.
  private func waitUntilReadable() throws(SystemError) {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, -1) >= 0 || errno == EINTR else { throw .last }
  }

  /// Calls `body` with each entry of this folder but `.` and `..`, in the file system's order.
  ///
  /// - Parameter body: Takes the name, without its NUL, for as long as the call lasts, and what the entry is.
  /// - Throws: `SystemError` where the folder cannot be read to its end.
  func forEachEntry(_ body: (UnsafeRawBufferPointer, EntryKind) -> Void) throws(SystemError) {
    // `fdopendir` takes its descriptor over and closes it, so it gets one of its own.
    let listed = unsafe openat(number, ".", Self.fileFlags | O_DIRECTORY)
    guard listed >= 0 else { throw .last }
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
      unsafe body(name, EntryKind(entryType: entry.pointee.d_type))
    }
  }

  private static let nameOffset: Int = {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { preconditionFailure("d_name has no offset") }
    return offset
  }()

  /// Calls `body` with `path` as C wants it. A path that holds a NUL, which no file can, becomes the empty one, which
  /// every call refuses.
  private static func withCString<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let terminated = path.contains(0) ? [0] : path + [0]
    return unsafe terminated.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { preconditionFailure("a terminated path is never empty") }
      return unsafe body(base.assumingMemoryBound(to: CChar.self))
    }
  }
}

/// `read` under another name, for the method of that name hides it.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(number, buffer, count)
}

extension EntryKind {
  /// What `readdir` says in `d_type`.
  fileprivate init(entryType: UInt8) {
    switch Int(entryType) {
    case Int(DT_REG): self = .regularFile
    case Int(DT_DIR): self = .folder
    case Int(DT_LNK): self = .symbolicLink
    case Int(DT_UNKNOWN): self = .unknown
    default: self = .other
    }
  }
}
