import Ingest
import Platform
import TestSupport
import Testing

@Suite("Lines of a stream")
struct LineReaderTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private struct Line: Equatable {
    let number: Int
    let offset: Int
    /// Nil for a line that is too long.
    let content: [UInt8]?
  }

  private func lines(of name: String, by reader: inout LineReader, size: Int?) throws -> [Line] {
    let file = try FileDescriptor.open(Array(directory.path(of: name).utf8))
    reader.begin(size: size)
    var lines: [Line] = []
    while let line = try reader.next(from: file) {
      var content: [UInt8]?
      if case .complete(let range) = line { content = Array(reader.buffer[range]) }
      lines.append(Line(number: reader.lineNumber, offset: reader.lineOffset, content: content))
    }
    return lines
  }

  private func naiveLines(of bytes: [UInt8], maximumLength: Int) -> [Line] {
    var lines: [Line] = []
    var offset = 0
    for content in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isKept = content.count <= maximumLength
      lines.append(Line(number: lines.count + 1, offset: offset, content: isKept ? Array(content) : nil))
      offset += content.count + 1
    }
    if bytes.isEmpty || bytes.last == UInt8(ascii: "\n") { lines.removeLast() }
    return lines
  }

  @Test("Lines of all lengths agree with a plain split", arguments: UInt64(0)..<12)
  func lengths(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let maximumLength = [1, 10, 1000, 300_000][random.below(4)]
    var reader = LineReader(maximumLength: maximumLength)
    for round in 0..<4 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(20) {
        let length = [0, 1, random.below(20), maximumLength, maximumLength + 1, 262_143 + random.below(3)][
          random.below(6)]
        bytes += Array(repeating: UInt8(ascii: "a") + UInt8(random.below(20)), count: length)
        bytes.append(UInt8(ascii: "\n"))
      }
      if random.below(2) == 0 { bytes += Array(repeating: UInt8(ascii: "z"), count: random.below(maximumLength + 2)) }
      let name = "\(round)"
      try directory.write(bytes, to: name)
      let size = random.below(2) == 0 ? nil : random.below(bytes.count + 1)
      let found = try lines(of: name, by: &reader, size: size)
      #expect(found == naiveLines(of: Array(bytes.prefix(size ?? bytes.count)), maximumLength: maximumLength))
      #expect(!reader.isCutShort)
    }
  }

  @Test("A file that is shorter than it was is noticed")
  func cutShort() throws {
    try directory.write("one\ntwo", to: "a")
    var reader = LineReader(maximumLength: 100)
    #expect(try lines(of: "a", by: &reader, size: 20).count == 2)
    #expect(reader.isCutShort)
    #expect(try lines(of: "a", by: &reader, size: 7).count == 2)
    #expect(!reader.isCutShort)
  }

  @Test("A line over the limit takes no more memory than the limit and a chunk")
  func boundedMemory() throws {
    try directory.write(Array(repeating: UInt8(ascii: "x"), count: 8 << 20), to: "a")
    var reader = LineReader(maximumLength: 1000)
    #expect(try lines(of: "a", by: &reader, size: nil).map(\.content) == [nil])
    #expect(reader.buffer.capacity < 2 << 20)
  }
}
