import Extraction
import Gzip
import JSON
import Platform
import Postings

extension Ingestor {
  /// Reads a file of JSON lines, of whatever size.
  mutating func ingestLineFile(
    isCompressed: Bool, opening open: () throws(SystemError) -> FileDescriptor, _ consume: Consumer
  ) throws {
    let file: FileDescriptor
    let status: FileStatus
    do { file = try open() } catch { return skip(try SkipReason(openingFailedWith: error)) }
    do { status = try file.status() } catch { return skip(try SkipReason(openingFailedWith: error)) }
    guard status.kind == .regularFile else { return skip(.notRegularFile) }
    guard seenFiles.insert(Digest(of: status)).inserted else { return skip(.alreadyRead) }
    do {
      var input = try ByteInput(file, size: status.size, isCompressed: isCompressed)
      let source = SourceFile(.record, isCompressed: isCompressed, status)
      try ingestLines(of: &input, from: source, consume)
      if input.isCutShort {
        skip(.changedWhileRead, line: lines.lineNumber + 1)
      } else {
        tell(status, .read)
      }
    } catch let error as InputError {
      try skip(error, line: lines.lineNumber + 1)
    }
  }

  /// Reads JSON lines to the end of a stream. `source` is the file whose bytes they are, its hash left open; nil for a pipe.
  mutating func ingestLines(of input: inout ByteInput, from source: SourceFile?, _ consume: Consumer) throws {
    lines.begin()
    document.file = source
    var toldCount = 0
    while let line = try lines.next(from: &input) {
      if input.readCount > toldCount {
        onRead(input.readCount - toldCount)
        toldCount = input.readCount
      }
      document.lineNumber = lines.lineNumber
      document.byteOffset = lines.lineOffset
      switch line {
      case .tooLong: skip(.tooLarge, line: lines.lineNumber)
      case .complete(let range): try ingestRecord(in: range, consume)
      }
    }
  }

  /// Tells why a stream could not be read to its end.
  private mutating func skip(_ error: InputError, line: Int) throws {
    switch error {
    case .system(let error): skip(try SkipReason(openingFailedWith: error), line: line, detail: error.message)
    case .gzip(.noMemory): throw SystemError.noMemory
    case .gzip(let error): skip(.damagedGzip, line: line, detail: error.description)
    case .expandsTooFar: skip(.tooLarge, line: line, detail: error.description)
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
    // A member may make several fields.
    let texts = [document.id, document.title, document.body, document.date, document.url, document.language]
    guard texts.reduce(0, { $0 + $1.count }) <= options.maximumDocumentSize else {
      return skip(.tooLarge, line: lines.lineNumber)
    }
    if !document.id.isEmpty, !seenIDs.insert(Digest(of: document.id)).inserted {
      let shownID = String(decoding: document.id.prefix(Self.shownIDLength), as: UTF8.self)
      return skip(.duplicateID, line: lines.lineNumber, detail: shownID)
    }
    if document.file != nil {
      let hash = XXHash64.hash(lines.buffer[range].span)
      document.file?.hash = hash
    }
    try handOn(consume)
  }
}
