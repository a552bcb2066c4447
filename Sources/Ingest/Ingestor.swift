import Platform

/// Reads sources and hands their documents on, one at a time.
///
///     var ingestor = Ingestor()
///     try Ingestor.check(sources)
///     for source in sources {
///       try ingestor.ingest(source) { document in try builder.add(document) }
///     }
///     print(ingestor.report)
///
/// One ingestor is one build: a file that several sources reach comes once, and so does an id of JSON lines, the first
/// document that has it winning. Files of a folder come in the order of their paths' bytes, folder by folder. What is
/// not taken in is counted with its reason; only what makes going on pointless is thrown.
///
/// Memory is bounded by the limit for one document, the entries of the folders on the way down, and 32 to 64 bytes for
/// each file and id seen.
public struct Ingestor: ~Copyable {
  /// What to do with one document. It is good for the time of the call; see ``SourceDocument``.
  public typealias Consumer = (SourceDocument) throws -> Void

  /// What has been taken in so far.
  public internal(set) var report = IngestReport()

  /// Called for each item that is not taken in, those left out by rule included.
  public var onSkip: (SkippedItem) -> Void = { _ in }

  /// Called now and then with how many more bytes of the sources have been read, those of files that are skipped included.
  public var onRead: (Int) -> Void = { _ in }

  /// Called behind the documents of each file that ``IngestOptions/decide`` was asked about, if there is such.
  package var onFile: (IngestedFile) -> Void = { _ in }

  let options: IngestOptions
  /// The document in hand; its path is that of what is being looked at.
  var document = SourceDocument()
  var files: FileReader
  /// What the file in hand holds, if it is compressed.
  var content: [UInt8] = []
  /// Room for its decoded text.
  var text: [UInt8] = []
  var lines: LineReader
  var records: JSONRecordDecoder
  var seenFiles: Set<Digest> = []
  var seenIDs: Set<Digest> = []
  private var pseudoFileSystem = PseudoFileSystem()

  /// Makes an ingestor that has seen nothing yet.
  public init(options: IngestOptions = IngestOptions()) {
    self.options = options
    files = FileReader(maximumSize: options.maximumDocumentSize)
    lines = LineReader(maximumLength: options.maximumDocumentSize)
    records = JSONRecordDecoder(fields: options.recordFields)
  }

  /// Makes sure that all sources are there, before any is read.
  ///
  /// - Throws: `IngestError` for the first that is not, may not be looked at, or is refused.
  public static func check(_ sources: [Source]) throws(IngestError) {
    var pseudoFileSystem = PseudoFileSystem()
    for case .path(let path) in sources { _ = try status(ofSource: path, &pseudoFileSystem) }
  }

  /// Reads a source to its end.
  ///
  /// What the user names is taken whatever its name: hidden, ignored, of an unknown type, or a symbolic link, which is
  /// followed. Below a folder the rules of the walk hold.
  ///
  /// - Parameters:
  ///   - source: Where to read.
  ///   - consume: Called for each document. What it throws ends the reading and is thrown on.
  /// - Throws: `IngestError` where the source cannot be read at all.
  public mutating func ingest(_ source: Source, _ consume: Consumer) throws {
    switch source {
    case .standardInput:
      document.path = [UInt8(ascii: "-")]
      document.file = nil
      do {
        var input = try ByteInput(.standardInput)
        try ingestLines(of: &input, from: nil, consume)
      } catch InputError.system(let error) {
        throw IngestError(error, path: document.path)
      }
    case .path(let path):
      let status = try Self.status(ofSource: path, &pseudoFileSystem)
      document.path = path
      do {
        switch status.kind {
        case .directory: try ingestFolder(path, consume)
        case .regularFile: try ingestNamedFile(path, status: status, consume)
        case .symbolicLink, .socket, .other: skip(.notRegularFile)
        }
      } catch let error as SystemError {
        throw IngestError(error, path: path)
      }
    }
  }

  private static func status(
    ofSource path: [UInt8], _ pseudoFileSystem: inout PseudoFileSystem
  ) throws(IngestError) -> FileStatus {
    let status: FileStatus
    do { status = try FileStatus(path: path) } catch { throw IngestError(error, path: path) }
    guard !pseudoFileSystem.holds(device: status.identity.device) else {
      throw IngestError(.specialFileSystem, path: path, "the kernel's own files are not indexed")
    }
    return status
  }
}
