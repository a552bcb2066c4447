import Extraction
import JSON
import Platform

extension Ingestor {
  /// Reads a file of JSON lines, of whatever size.
  mutating func ingestLineFile(
    opening open: () throws(SystemError) -> FileDescriptor, _ consume: Consumer
  ) throws {
    let file: FileDescriptor
    let status: FileStatus
    do { file = try open() } catch { return skip(try SkipReason(openingFailedWith: error)) }
    do { status = try file.status() } catch { return skip(try SkipReason(openingFailedWith: error)) }
    guard status.kind == .regularFile else { return skip(.notRegularFile) }
    guard seenFiles.insert(Digest(of: status)).inserted else { return skip(.alreadyRead) }
    do {
      try ingestLines(of: file, size: status.size, consume)
      if lines.isCutShort { skip(.changedWhileRead, line: lines.lineNumber + 1) }
    } catch let error as SystemError {
      skip(try SkipReason(openingFailedWith: error), line: lines.lineNumber + 1, detail: error.message)
    }
  }

  /// Reads JSON lines to the end of a stream, or so many bytes of a file.
  mutating func ingestLines(of stream: borrowing FileDescriptor, size: Int? = nil, _ consume: Consumer) throws {
    lines.begin(size: size)
    document.isReencoded = false
    while let line = try lines.next(from: stream) {
      document.lineNumber = lines.lineNumber
      document.byteOffset = lines.lineOffset
      switch line {
      case .tooLong: skip(.tooLarge, line: lines.lineNumber)
      case .complete(let range): try ingestRecord(in: range, consume)
      }
    }
  }

  /// How much of an id that came twice is shown, in bytes.
  private static let shownIDLength = 100

  private mutating func ingestRecord(in range: Range<Int>, _ consume: Consumer) throws {
    var line = range
    if lines.lineNumber == 1, lines.buffer[line].starts(with: TextEncoding.utf8Mark) {
      line = line.lowerBound + TextEncoding.utf8Mark.count..<line.upperBound
    }
    guard !lines.buffer.span.isBlank(line) else { return }
    do {
      try records.decode(lines.buffer[line], into: &document)
    } catch {
      let column = line.lowerBound - range.lowerBound + error.offset + 1
      return skip(.malformedJSON, line: lines.lineNumber, column: column, detail: error.message)
    }
    guard !isBlank else { return skip(.noText, line: lines.lineNumber) }
    if !document.id.isEmpty, !seenIDs.insert(Digest(of: document.id)).inserted {
      let shownID = String(decoding: document.id.prefix(Self.shownIDLength), as: UTF8.self)
      return skip(.duplicateID, line: lines.lineNumber, detail: shownID)
    }
    try handOn(consume)
  }
}
