import Ingest
import Platform
import TestSupport
import Testing

@Suite("Reading files that change")
struct FileReaderTests {
  let directory: TemporaryDirectory
  let path: [UInt8]

  init() throws {
    directory = try TemporaryDirectory()
    path = Array(try directory.write("first content", to: "a.txt").utf8)
  }

  /// Reads the file while `change` happens to it, given the number of the attempt.
  ///
  /// - Returns: The content or the reason, with the number of attempts before it.
  private func read(maximumSize: Int = 1000, _ change: @escaping (Int) throws -> Void) throws -> String {
    var attempts = 0
    var failure: (any Error)?
    var reader = FileReader(maximumSize: maximumSize)
    reader.willRead = {
      attempts += 1
      do { try change(attempts) } catch { failure = error }
    }
    let outcome = try reader.read(opening: { () throws(SystemError) in try FileDescriptor.open(path) })
    if let failure { throw failure }
    switch outcome {
    case .read: return "\(attempts): \(text(reader.bytes))"
    case .skipped(let reason): return "\(attempts): skipped, \(reason)"
    }
  }

  @Test("An untouched file is read at once")
  func untouched() throws {
    #expect(try read { _ in } == "1: first content")
  }

  @Test("What was read of a file that is cut off meanwhile is thrown away, and the file read again")
  func truncated() throws {
    #expect(try read { if $0 == 1 { try directory.setSize(5, of: "a.txt") } } == "2: first")
  }

  @Test("A file that grew once is read again, whole")
  func grown() throws {
    #expect(try read { if $0 == 1 { try directory.append(", more", to: "a.txt") } } == "2: first content, more")
  }

  @Test("A file written over with the same size is read again, whatever time it is given")
  func overwritten() throws {
    let outcome = try read { attempt in
      guard attempt == 1 else { return }
      try directory.write("other content", to: "a.txt")
      try directory.setModificationTime(1_000_000_000, of: "a.txt")
    }
    #expect(outcome == "2: other content")
  }

  @Test("A file that changes each time is given up")
  func growing() throws {
    #expect(try read { _ in try directory.append("more", to: "a.txt") } == "2: skipped, changed while read")
  }

  @Test("A file that outgrew the limit meanwhile is too large")
  func outgrown() throws {
    let outcome = try read(maximumSize: 20) { _ in try directory.append(" and much more", to: "a.txt") }
    #expect(outcome == "1: skipped, too large")
  }

  @Test("Memory of a long file does not show in the next one")
  func reuse() throws {
    let short = Array(try directory.write("short", to: "b.txt").utf8)
    var reader = FileReader(maximumSize: 1000)
    for (path, content) in [(path, "first content"), (short, "short"), (path, "first content")] {
      _ = try reader.read(opening: { () throws(SystemError) in try FileDescriptor.open(path) })
      #expect(text(reader.bytes) == content)
    }
  }
}
