import Gzip
import Index
import Ingest
import Platform
import Postings

/// Reads the files that documents came from, as they are now.
///
/// A file of the size and the time of modification that the index knows is taken for unchanged, as make(1) and rsync(1)
/// would; of another, the hash of its bytes decides.
struct OriginalFiles {
  private var reader = FileReader(maximumSize: Self.maximumSize)
  /// What is known of files with many records, so that each is asked for once.
  private var statuses: [[UInt8]: FileStatus?] = [:]
  /// The lines of files that have changed, for records that stand elsewhere now.
  private var recordLines: [[UInt8]: [UInt64: Int]] = [:]

  /// The largest file that is read, in bytes, unless it was larger when it was indexed; no index can claim more for it than
  /// any build takes in.
  private static let maximumSize = IngestOptions().maximumDocumentSize

  /// Whether what a document was made of has changed since, or is gone.
  mutating func isStale(_ source: DocumentSource, at path: [UInt8]) -> Bool {
    guard let status = status(of: path) else { return true }
    if status.isLike(source) { return false }
    switch source.format {
    // There is nothing of the file's content that could have changed.
    case .name: return false
    case .record: return line(ofRecord: source, at: path) == nil
    case .text, .markdown, .html, .email:
      guard case .unchanged = read(source, at: path) else { return true }
      return false
    }
  }

  /// The line of a file that is a record's, from 1: where it was, or where the same line stands now; nil if it is gone, or in
  /// a file of another state that is compressed or larger than what is read.
  mutating func line(ofRecord source: DocumentSource, at path: [UInt8]) -> Int? {
    guard let status = status(of: path) else { return nil }
    if status.isLike(source) { return source.line }
    guard !source.isCompressed else { return nil }
    return isRecord(source, at: path) ? source.line : lines(of: path)[source.hash]
  }

  /// The first line with each hash, from 1.
  private mutating func lines(of path: [UInt8]) -> [UInt64: Int] {
    if let known = recordLines[path] { return known }
    var lines: [UInt64: Int] = [:]
    let outcome = try? reader.read(opening: { () throws(SystemError) in try FileDescriptor.open(path) })
    if case .read = outcome {
      for (index, line) in reader.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .enumerated()
      {
        let hash = XXHash64.hash(Array(line).span)
        if lines[hash] == nil { lines[hash] = index + 1 }
      }
    }
    recordLines[path] = lines
    return lines
  }

  /// Reads the file of a document.
  mutating func read(_ source: DocumentSource, at path: [UInt8]) -> OriginalFile {
    let size = min(Int(clamping: source.size), IngestOptions.greatestDocumentSize)
    if size > reader.maximumSize { reader = FileReader(maximumSize: size) }
    let outcome = try? reader.read(opening: { () throws(SystemError) in try FileDescriptor.open(path) })
    guard case .read(let status) = outcome else { return .missing }
    let isUnchanged = status.isLike(source) || XXHash64.hash(reader.bytes.span) == source.hash
    guard let content = content(isCompressed: source.isCompressed) else { return .missing }
    return isUnchanged ? .unchanged(content) : .changed(content)
  }

  /// What the file holds that was read last; nil where it cannot be decompressed.
  private func content(isCompressed: Bool) -> [UInt8]? {
    guard isCompressed else { return reader.bytes }
    var content: [UInt8] = []
    guard (try? GzipDecoder.decompress(reader.bytes, into: &content, limit: reader.maximumSize)) == true else {
      return nil
    }
    return content
  }

  private mutating func status(of path: [UInt8]) -> FileStatus? {
    if let known = statuses[path] { return known }
    let status = try? FileStatus(path: path)
    statuses[path] = .some(status)
    return status
  }

  /// Whether a record's line still stands where it stood.
  private func isRecord(_ source: DocumentSource, at path: [UInt8]) -> Bool {
    guard let file = try? FileDescriptor.open(path), (try? file.status())?.kind == .regularFile else { return false }
    var line: [UInt8] = []
    while line.count <= Self.maximumSize {
      guard let chunk = try? file.read(Self.chunkSize, at: source.offset &+ line.count) else { return false }
      guard let end = chunk.firstIndex(of: UInt8(ascii: "\n")) else {
        line += chunk
        guard chunk.count == Self.chunkSize else { break }
        continue
      }
      line += chunk[..<end]
      break
    }
    return XXHash64.hash(line.span) == source.hash
  }

  private static let chunkSize = 1 << 16
}

extension FileStatus {
  /// Whether the file has the size and the time that it had when it was indexed.
  fileprivate func isLike(_ source: DocumentSource) -> Bool {
    kind == .regularFile && UInt64(clamping: size) == source.size && modificationTime == source.modified
  }
}
