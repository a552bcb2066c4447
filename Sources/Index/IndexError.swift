/// What can go wrong with an index, said so that its owner knows what to do.
public enum IndexError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no index in the directory.
  case missing(directory: String)
  /// What lies there is not an index of Quo.
  case notAnIndex(String)
  /// The index was written in a format that this program does not read.
  case unsupportedFormat(found: UInt32, supported: UInt32)
  /// Bytes of the index are not what they were when they were written.
  case damaged(String)
  /// The index was built with another analyzer: its words were cut and folded by other rules.
  case analyzerMismatch
  /// A limit of the format is reached.
  case limitExceeded(String)
  /// There is a document already that has the id or path of one that should be new.
  case documentExists(DocumentKey)
  /// The directory holds other files than those of an index.
  case directoryTaken(String)
  /// zstd refused to compress or to decompress.
  case compression(String)
  /// Removed while it was read, which a snapshot should make impossible.
  case missingChunk(segment: UInt32, stream: StreamID, chunk: Int)

  /// The message for people.
  public var description: String {
    switch self {
    case .missing(let directory):
      "there is no index in \(directory); build one: quod build --index \(directory) SOURCE"
    case .notAnIndex(let reason):
      "not an index of Quo: \(reason)"
    case .unsupportedFormat(let found, let supported):
      found > supported
        ? "the index has format \(found), written by a newer version; this one reads format \(supported)"
        : "the index has format \(found), this version reads format \(supported); rebuild it with quod build"
    case .damaged(let what):
      "the index is damaged: \(what); quod check tells more, quod build makes it anew"
    case .analyzerMismatch:
      "the index was built by other rules for words; rebuild it with quod build"
    case .limitExceeded(let what):
      "a limit of the index format is reached: \(what)"
    case .documentExists(.id(let id)):
      "there is a document with the id \(String(decoding: id, as: UTF8.self)) already"
    case .documentExists(.path(let path)):
      "there is a document with the path \(String(decoding: path, as: UTF8.self)) already"
    case .directoryTaken(let directory):
      "\(directory) holds other files than an index; name a directory for the index alone"
    case .compression(let reason):
      "zstd: \(reason)"
    case .missingChunk(let segment, let stream, let chunk):
      "the index is damaged: chunk \(chunk) of \(stream.name) of segment \(segment) is missing"
    }
  }
}
