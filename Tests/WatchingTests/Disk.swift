import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What other programs do to a folder. Names are bytes relative to it.
extension TemporaryDirectory {
  private struct Failure: Error {
    let call: String
    let number: Int32
  }

  private func check(_ result: Int32, _ call: String) throws {
    guard result == 0 else { throw Failure(call: call, number: errno) }
  }

  func move(_ name: String, to other: String) throws {
    try move(Array(name.utf8), to: Array(other.utf8))
  }

  func move(_ name: [UInt8], to other: [UInt8]) throws {
    let result = unsafe withPath(of: name) { from in unsafe withPath(of: other) { to in unsafe rename(from, to) } }
    try check(result, "rename")
  }

  func remove(_ name: String) throws {
    try remove(Array(name.utf8))
  }

  func remove(_ name: [UInt8]) throws {
    try check(unsafe withPath(of: name) { unsafe unlink($0) }, "unlink")
  }

  func removeFolder(_ name: [UInt8]) throws {
    try check(unsafe withPath(of: name) { unsafe rmdir($0) }, "rmdir")
  }

  /// Removes a folder with all below it.
  func removeTree(_ name: String) throws {
    try removeTree(Array(name.utf8))
  }

  func removeTree(_ name: [UInt8]) throws {
    for entry in try entries(of: name) {
      let inner = name + [UInt8(ascii: "/")] + entry.name
      if entry.isFolder { try removeTree(inner) } else { try remove(inner) }
    }
    try removeFolder(name)
  }

  func makeLink(_ name: String, to target: String) throws {
    try check(unsafe symlink(target, path(of: name)), "symlink")
  }

  #if os(Linux)
    private typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    /// Lets two entries change places.
    func exchange(_ name: String, with other: String) throws {
      // glibc's header shows renameat2 only to programs that ask for its extensions.
      guard let symbol = unsafe dlsym(nil, "renameat2") else { throw Failure(call: "dlsym", number: ENOSYS) }
      let exchange = unsafe unsafeBitCast(symbol, to: RenameAt2.self)
      try check(unsafe exchange(AT_FDCWD, path(of: name), AT_FDCWD, path(of: other), 2), "renameat2")
    }
  #endif

  /// Writes over a file without making it anew.
  func overwrite(_ text: String, in name: String) throws {
    let file = try Writer(path(of: name), O_WRONLY | O_TRUNC)
    try file.write(text)
  }

  /// The entries of a folder.
  func entries(of name: [UInt8]) throws -> [(name: [UInt8], isFolder: Bool)] {
    let stream = unsafe withPath(of: name) { unsafe opendir($0) }
    guard let stream = unsafe stream else { throw Failure(call: "opendir", number: errno) }
    defer { unsafe closedir(stream) }
    var entries: [(name: [UInt8], isFolder: Bool)] = []
    while let entry = unsafe readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      // `d_name` ends in a NUL and lies within the entry, which lives until the next `readdir`.
      let start = unsafe UnsafeRawPointer(entry) + offset
      let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
      let name = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
      guard name != Array(".".utf8), name != Array("..".utf8) else { continue }
      unsafe entries.append((name, Int32(entry.pointee.d_type) == Int32(DT_DIR)))
    }
    return entries
  }
}

/// A file that is being written.
final class Writer {
  private let number: Int32

  init(_ path: String, _ flags: Int32) throws {
    number = unsafe open(path, flags, 0o600)
    guard number >= 0 else { throw TemporaryDirectoryErrorOfTests.cannotOpen }
  }

  deinit {
    close(number)
  }

  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard systemWrite(number, bytes, bytes.count) == bytes.count else {
      throw TemporaryDirectoryErrorOfTests.cannotWrite
    }
  }
}

enum TemporaryDirectoryErrorOfTests: Error {
  case cannotOpen, cannotWrite
}

private func systemWrite(_ number: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
  unsafe write(number, bytes, count)
}
