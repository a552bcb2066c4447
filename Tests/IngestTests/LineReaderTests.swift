import Gzip
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

  private func input(_ name: String, size: Int?, isCompressed: Bool = false) throws -> ByteInput {
    try ByteInput(
      try FileDescriptor.open(Array(directory.path(of: name).utf8)), size: size, isCompressed: isCompressed)
  }

  private func lines(of input: inout ByteInput, by reader: inout LineReader) throws -> [Line] {
    reader.begin()
    var lines: [Line] = []
    while let line = try reader.next(from: &input) {
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
      var plain = try input(name, size: size)
      let found = try lines(of: &plain, by: &reader)
      #expect(found == naiveLines(of: Array(bytes.prefix(size ?? bytes.count)), maximumLength: maximumLength))
      #expect(!plain.isCutShort && plain.readCount == size ?? bytes.count)

      let file = GzipWriter.compress(bytes)
      try directory.write(file, to: name + ".gz")
      var compressed = try input(name + ".gz", size: file.count, isCompressed: true)
      let expected = naiveLines(of: bytes, maximumLength: maximumLength)
      #expect(try lines(of: &compressed, by: &reader) == expected)
      #expect(compressed.readCount == file.count)
    }
  }

  @Test("A file that is shorter than it was is noticed")
  func cutShort() throws {
    try directory.write("one\ntwo", to: "a")
    var reader = LineReader(maximumLength: 100)
    for (size, isCutShort) in [(20, true), (7, false)] {
      var input = try input("a", size: size)
      #expect(try lines(of: &input, by: &reader).count == 2)
      #expect(input.isCutShort == isCutShort)
    }
  }

  @Test("Of a compressed file that is cut short, whole lines alone come out, and then the error")
  func cutShortGzip() throws {
    let bytes = (0..<20_000).flatMap { Array("line \($0)\n".utf8) }
    let file = GzipWriter.compress(bytes)
    try directory.write(Array(file.prefix(file.count / 2)), to: "a.gz")
    var reader = LineReader(maximumLength: 100)
    var input = try input("a.gz", size: nil, isCompressed: true)
    var count = 0
    #expect(throws: InputError.gzip(.cutShort)) {
      while let line = try reader.next(from: &input) {
        guard case .complete(let range) = line else { continue }
        #expect(Array(reader.buffer[range]) == Array("line \(count)".utf8))
        count += 1
      }
    }
    #expect(count > 5000 && count < 20_000)
  }

  @Test("A stream that expands beyond all text is given up")
  func bomb() throws {
    // Of a thousand bytes one is left; many files one behind the other are one.
    let part = GzipWriter.compress([UInt8](repeating: 0x20, count: 32 << 20))
    let file = (0..<12).flatMap { _ in part }
    try directory.write(file, to: "a.gz")
    var reader = LineReader(maximumLength: 1000)
    var input = try input("a.gz", size: file.count, isCompressed: true)
    #expect(throws: InputError.expandsTooFar) { while try reader.next(from: &input) != nil {} }
    #expect(reader.lineOffset == 0 && reader.buffer.capacity < 2 << 20)
  }

  @Test("A line over the limit takes no more memory than the limit and a chunk")
  func boundedMemory() throws {
    try directory.write(Array(repeating: UInt8(ascii: "x"), count: 8 << 20), to: "a")
    var reader = LineReader(maximumLength: 1000)
    var input = try input("a", size: nil)
    #expect(try lines(of: &input, by: &reader).map(\.content) == [nil])
    #expect(reader.buffer.capacity < 2 << 20)
  }
}
