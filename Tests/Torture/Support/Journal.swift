import Platform

/// A file in which a process says line by line what it has done: what was written stays when the process is killed.
struct Journal: ~Copyable {
  private let file: FileDescriptor

  init(_ path: String) throws {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    file = try FileDescriptor.directory(at: path[..<slash].utf8)
      .appendableFile(path[path.index(after: slash)...].utf8)
  }

  func write(_ line: String) throws {
    try file.writeAll(Array((line + "\n").utf8))
  }

  /// The lines of a journal, without one that is not whole.
  static func lines(_ path: String) -> [String] { lines(of: Files.read(path)) }

  static func lines(of bytes: [UInt8]) -> [String] {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    return bytes[..<end].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The last number that stands behind a word at the beginning of a line.
  static func last(_ word: String, in lines: some BidirectionalCollection<String>) -> Int? {
    lines.last { $0.hasPrefix(word + " ") }.flatMap { Int($0.dropFirst(word.count + 1).prefix { $0 != " " }) }
  }
}
