import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Entries of other kinds, and what other programs do to a tree meanwhile. Names are relative to the folder.
extension TemporaryDirectory {
  private struct Failure: Error {
    let call: String
    let number: Int32
  }

  private func check(_ result: Int32, _ call: String) throws {
    guard result == 0 else { throw Failure(call: call, number: errno) }
  }

  func makeLink(_ name: String, to target: String) throws {
    try check(unsafe symlink(target, path(of: name)), "symlink")
  }

  func makeHardLink(_ name: String, to target: String) throws {
    try check(unsafe link(path(of: target), path(of: name)), "link")
  }

  func makeFIFO(_ name: String) throws {
    try check(unsafe mkfifo(path(of: name), 0o600), "mkfifo")
  }

  /// Makes a socket that nobody listens on.
  func makeSocket(_ name: String) throws {
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    let number = socket(AF_UNIX, kind, 0)
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path(of: name).utf8)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafeBytes(of: &address) { raw -> Int32 in
      guard let base = raw.baseAddress else { return -1 }
      return unsafe bind(number, base.assumingMemoryBound(to: sockaddr.self), length)
    }
    try check(result, "bind")
  }

  /// Makes a file of a size without writing anything into it.
  func makeSparseFile(_ name: String, size: Int) throws {
    try write("", to: name)
    try check(unsafe truncate(path(of: name), off_t(size)), "truncate")
  }

  /// Cuts a file off, or lets it grow by zeros.
  func setSize(_ size: Int, of name: String) throws {
    try check(unsafe truncate(path(of: name), off_t(size)), "truncate")
  }

  func append(_ text: String, to name: String) throws {
    try write(contents(of: name) + Array(text.utf8), to: name)
  }

  func remove(_ name: String) throws {
    try check(unsafe unlink(path(of: name)), "unlink")
  }

  func move(_ name: String, to other: String) throws {
    try check(unsafe rename(path(of: name), path(of: other)), "rename")
  }

  func setMode(_ mode: mode_t, of name: String) throws {
    try check(unsafe chmod(path(of: name), mode), "chmod")
  }

  /// Sets when a file was modified, in seconds since 1970.
  func setModificationTime(_ seconds: Int, of name: String) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    let times = [time, time]
    try check(unsafe utimensat(AT_FDCWD, path(of: name), times, 0), "utimensat")
  }

  /// Makes folders called `d` inside one another, deeper than any path can say, each with a file `z.txt` in it.
  ///
  /// - Parameter depth: How many folders.
  /// - Throws: `Failure` where a call to the system fails.
  func makeDeepTree(depth: Int) throws {
    var folder = unsafe open(path, O_RDONLY | O_DIRECTORY)
    for level in 1...depth {
      try check(unsafe mkdirat(folder, "d", 0o700), "mkdirat")
      let inner = unsafe openat(folder, "d", O_RDONLY | O_DIRECTORY)
      close(folder)
      folder = inner
      let file = unsafe openat(folder, "z.txt", O_WRONLY | O_CREAT, 0o600)
      let content = Array("level \(level)".utf8)
      guard file >= 0, systemWrite(file, content, content.count) == content.count else {
        throw Failure(call: "openat", number: errno)
      }
      close(file)
    }
    close(folder)
  }
}

/// `write` under another name, for the folder's method of that name hides it.
private func systemWrite(_ number: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
  unsafe write(number, bytes, count)
}

/// Whether files that forbid it can be read all the same.
var isPrivileged: Bool { geteuid() == 0 }
