#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of its own for one test, made when it is created and removed with all it holds when it is let go.
///
/// Names are relative to the folder and may hold slashes; those given as bytes need not be UTF-8.
package final class TemporaryDirectory: Sendable {
  /// The absolute path, short enough for a Unix socket to be put inside.
  package let path: String

  package init() throws {
    var template = Array("/tmp/quo-test-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe mkdtemp(base) != nil
    }
    guard isMade else { throw TemporaryDirectoryError(call: "mkdtemp", name: "/tmp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    removeTree()
  }

  /// The absolute path of `name` inside the folder.
  package func path(of name: String) -> String {
    path + "/" + name
  }

  /// The absolute path, in bytes, of `name` inside the folder.
  package func path(of name: [UInt8]) -> [UInt8] {
    Array(path.utf8) + [UInt8(ascii: "/")] + name
  }

  /// Makes the folder `name` and those above it.
  ///
  /// - Returns: Its absolute path.
  @discardableResult
  package func makeDirectory(_ name: String) throws -> String {
    try makeDirectory(Array(name.utf8))
    return path(of: name)
  }

  /// Makes the folder `name` and those above it.
  package func makeDirectory(_ name: [UInt8]) throws {
    for end in name.indices where name[end] == UInt8(ascii: "/") {
      try makeOneDirectory(Array(name[..<end]))
    }
    try makeOneDirectory(name)
  }

  /// Writes a file, with the folders above it; one that is there already is written over.
  ///
  /// - Returns: Its absolute path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: Array(name.utf8))
    return path(of: name)
  }

  /// Writes a file, with the folders above it; one that is there already is written over.
  ///
  /// - Returns: Its absolute path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try write(bytes, to: Array(name.utf8))
    return path(of: name)
  }

  /// Writes a file, with the folders above it; one that is there already is written over.
  package func write(_ bytes: [UInt8], to name: [UInt8]) throws {
    if let slash = name.lastIndex(of: UInt8(ascii: "/")) {
      try makeDirectory(Array(name[..<slash]))
    }
    let file = unsafe withPath(of: name) { unsafe fopen($0, "wb") }
    guard let file = unsafe file else { throw TemporaryDirectoryError(call: "fopen", name: path) }
    let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    let isClosed = unsafe fclose(file) == 0
    guard written == bytes.count, isClosed else { throw TemporaryDirectoryError(call: "fwrite", name: path) }
  }

  /// The bytes of the file `name`.
  package func contents(of name: String) throws -> [UInt8] {
    let file = unsafe withPath(of: Array(name.utf8)) { unsafe fopen($0, "rb") }
    guard let file = unsafe file else { throw TemporaryDirectoryError(call: "fopen", name: name) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// Calls `body` with the absolute path of `name` as C wants it.
  package func withPath<Result>(of name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let characters = (path(of: name) + [0]).map { CChar(bitPattern: $0) }
    return unsafe characters.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("the path ends in a NUL, so it is not empty") }
      return unsafe body(base)
    }
  }

  private func makeOneDirectory(_ name: [UInt8]) throws {
    let result = unsafe withPath(of: name) { unsafe mkdir($0, 0o700) }
    guard result == 0 || errno == EEXIST else { throw TemporaryDirectoryError(call: "mkdir", name: path) }
  }

  /// Removes everything without recursion: a folder found inside another is first moved up to the top, so that neither
  /// a tree thousands deep nor one that may not be read stops it.
  private func removeTree() {
    var pending = [[UInt8]()]
    var moved = 0
    while let folder = pending.popLast() {
      for name in entries(of: folder) {
        let entry = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        if unsafe withPath(of: entry, { unsafe unlink($0) }) == 0 { continue }
        _ = unsafe withPath(of: entry) { unsafe chmod($0, 0o700) }
        let place = Array(".removing-\(moved)".utf8)
        moved += 1
        let result = unsafe withPath(of: entry) { from in unsafe withPath(of: place) { to in unsafe rename(from, to) } }
        if result == 0 { pending.append(place) }
      }
      if !folder.isEmpty { _ = unsafe withPath(of: folder) { unsafe rmdir($0) } }
    }
    _ = unsafe path.withCString { unsafe rmdir($0) }
  }

  private func entries(of folder: [UInt8]) -> [[UInt8]] {
    let stream = unsafe withPath(of: folder) { unsafe opendir($0) }
    guard let stream = unsafe stream else { return [] }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      // `d_name` ends in a NUL and lies within the entry, which lives until the next `readdir`.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = unsafe UnsafeRawPointer(entry) + offset
      let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
      let name = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names
  }
}
