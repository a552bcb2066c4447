import Extraction
import Gzip
import Platform
import Postings

// MARK: - Folders and files

extension Ingestor {
  /// Walks through a folder that the user has named.
  mutating func ingestFolder(_ path: [UInt8], _ consume: Consumer) throws {
    guard !isExcluded(path) else { return skip(.excluded) }
    var walk: FolderWalk
    do {
      walk = try FolderWalk(root: try FileDescriptor.open(path), path: path, options: options)
    } catch {
      return skip(try SkipReason(openingFailedWith: error))
    }
    while let step = try walk.next() {
      document.path.removeAll(keepingCapacity: true)
      document.path.append(contentsOf: walk.path)
      switch step {
      case .skipped(let reason): skip(reason)
      case .warning(let warning): report.add(warning)
      case .file(let kind):
        let status = options.decide == nil ? nil : try? walk.fileStatus()
        try ingestFile(
          kind, status: status, opening: { () throws(SystemError) in try walk.openFile() }, consume)
      }
    }
  }

  /// Reads a file that the user has named: as plain text where its name promises nothing that is known.
  mutating func ingestNamedFile(_ path: [UInt8], status: FileStatus, _ consume: Consumer) throws {
    guard !isExcluded(path) else { return skip(.excluded) }
    try ingestFile(
      FileKind(ofNamed: path), status: options.decide == nil ? nil : status,
      opening: { () throws(SystemError) in try FileDescriptor.open(path) }, consume)
  }

  /// Whether a path leads to an excluded folder or anything in one. Told by the identities of the folders on its way,
  /// symbolic links resolved: a file there must not even be opened and closed.
  private func isExcluded(_ path: [UInt8]) -> Bool {
    guard !options.excludedFolders.isEmpty, let resolved = FileSystem.resolvedPath(of: path) else { return false }
    let way = resolved + [UInt8(ascii: "/")]
    return way.indices.contains { place in
      way[place] == UInt8(ascii: "/")
        && FileIdentity(path: Array(way[...place])).map(options.excludedFolders.contains) == true
    }
  }

  /// Reads a file as its kind says; one of no kind has a name that promises no text. `status` is what the system says of it if
  /// it may be known already; nil to read it in any case.
  private mutating func ingestFile(
    _ kind: FileKind?, status: FileStatus?, opening open: () throws(SystemError) -> FileDescriptor, _ consume: Consumer
  ) throws {
    guard kind != nil || options.includesNames else {
      return skip(FileKind.isPageResource(document.path) ? .pageResource : .unsupportedType)
    }
    var knownHash: UInt64?
    if let status, status.kind == .regularFile, let decision = options.decide?(document.path, status) {
      switch decision {
      case .read(let hash): knownHash = hash
      case .unchanged:
        guard seenFiles.insert(Digest(of: status)).inserted else { return skip(.alreadyRead) }
        report.unchangedFiles += 1
        return tell(status, .unchanged)
      }
    }
    guard let kind else {
      let reason: SkipReason = FileKind.isPageResource(document.path) ? .pageResource : .unsupportedType
      skip(reason)
      try ingestName(opening: open, consume)
      return tell(status, .skipped(reason))
    }
    guard case .document(let format) = kind.content else {
      return try ingestLineFile(isCompressed: kind.isCompressed, opening: open, consume)
    }
    switch try files.read(opening: open) {
    case .skipped(let reason):
      skip(reason)
      guard reason == .tooLarge else { return }
      try ingestName(opening: open, consume)
      tell(status, .skipped(reason))
    case .read(let status):
      onRead(status.size)
      guard seenFiles.insert(Digest(of: status)).inserted else { return skip(.alreadyRead) }
      let hash = XXHash64.hash(files.bytes.span)
      if hash == knownHash {
        report.unchangedFiles += 1
        return tell(status, hash: hash, .same)
      }
      let reason = try ingestText(format, isCompressed: kind.isCompressed, status, hash: hash, consume)
      if let reason, reason != .privateFile { try ingestName(of: status, consume) }
      tell(status, hash: hash, reason.map { .skipped($0) } ?? .read)
    }
  }

  /// Tells what became of a file, if that is wanted.
  func tell(_ status: FileStatus?, hash: UInt64 = 0, _ outcome: IngestedFile.Outcome) {
    guard options.decide != nil, let status else { return }
    onFile(IngestedFile(path: document.path, status: status, hash: hash, outcome: outcome))
  }

  /// Makes a document of the file that has just been read.
  ///
  /// - Returns: Why it was skipped; nil if it was not.
  private mutating func ingestText(
    _ format: TextFormat, isCompressed: Bool, _ status: FileStatus, hash: UInt64, _ consume: Consumer
  ) throws -> SkipReason? {
    if isCompressed, let reason = try decompress() { return reason }
    let bytes = isCompressed ? content : files.bytes
    guard !PrivateFiles.isPrivateKey(bytes) else { return skipped(.privateFile) }
    guard let extracted = format.extract(bytes, decodingInto: &text) else { return skipped(.binary) }
    document.clearText()
    document.lineNumber = 0
    document.byteOffset = 0
    var file = SourceFile(SourceFile.Format(format), isCompressed: isCompressed, status)
    file.hash = hash
    document.file = file
    document.title = extracted.title.bytes
    document.titleMap = extracted.title.map.encoded
    document.body = extracted.body.bytes
    document.bodyMap = extracted.body.map.encoded
    document.date = extracted.date
    document.url = extracted.url
    document.language = extracted.language
    document.isReencoded = extracted.isReencoded
    document.isPartlyUndecoded = extracted.isPartlyUndecoded
    if isBlank { takeTitleFromName() }
    try handOn(consume)
    return nil
  }

  /// Decompresses the file that has just been read.
  ///
  /// - Returns: Why it was skipped; nil if it was not.
  private mutating func decompress() throws -> SkipReason? {
    do throws(GzipError) {
      let isWhole = try GzipDecoder.decompress(files.bytes, into: &content, limit: options.maximumDocumentSize)
      return isWhole ? nil : skipped(.tooLarge)
    } catch .noMemory {
      throw SystemError.noMemory
    } catch {
      return skipped(.damagedGzip, detail: error.description)
    }
  }

  private mutating func skipped(_ reason: SkipReason, detail: String = "") -> SkipReason {
    skip(reason, detail: detail)
    return reason
  }

  /// Makes a document of the name of a file that was skipped and not read.
  private mutating func ingestName(opening open: () throws(SystemError) -> FileDescriptor, _ consume: Consumer) throws {
    guard options.includesNames else { return }
    let status: FileStatus
    do throws(SystemError) {
      status = try open().status()
    } catch {
      // Why it was skipped has been said.
      _ = try SkipReason(openingFailedWith: error)
      return
    }
    guard status.kind == .regularFile, seenFiles.insert(Digest(of: status)).inserted else { return }
    try ingestName(of: status, consume)
  }

  /// Makes a document of the name of a file that was skipped.
  private mutating func ingestName(of status: FileStatus, _ consume: Consumer) throws {
    guard options.includesNames else { return }
    document.clearText()
    document.lineNumber = 0
    document.byteOffset = 0
    document.file = SourceFile(.name, isCompressed: false, status)
    takeTitleFromName()
    report.nameDocuments += 1
    try handOn(consume)
  }

  /// What a file without any text is found by: its name without the extension, which stands nowhere in the file.
  private mutating func takeTitleFromName() {
    document.title = Array(String(decoding: FileKind.stem(ofPath: document.path), as: UTF8.self).utf8)
    var map = SourceMap()
    map.appendSynthetic(document.title.count)
    document.titleMap = map.encoded
  }
}

extension SourceFile {
  /// A file as the system tells it, its hash left open.
  init(_ format: Format, isCompressed: Bool, _ status: FileStatus) {
    self.init(
      format: format, isCompressed: isCompressed, size: UInt64(max(status.size, 0)), modified: status.modificationTime,
      hash: 0)
  }
}

extension SourceFile.Format {
  fileprivate init(_ format: TextFormat) {
    self =
      switch format {
      case .text: .text
      case .markdown: .markdown
      case .html: .html
      case .email: .email
      }
  }
}

// MARK: - What all sources share

extension Ingestor {
  /// There is neither title nor body, but for white space.
  var isBlank: Bool {
    document.title.span.isBlank(document.title.indices) && document.body.span.isBlank(document.body.indices)
  }

  mutating func handOn(_ consume: Consumer) throws {
    report.documents += 1
    report.bytes += document.title.count + document.body.count
    if document.isReencoded { report.reencodedDocuments += 1 }
    if document.isPartlyUndecoded { report.partlyUndecodedDocuments += 1 }
    try consume(document)
  }

  mutating func skip(_ reason: SkipReason, line: Int = 0, column: Int = 0, detail: String = "") {
    report.skipped[reason, default: 0] += 1
    onSkip(SkippedItem(path: document.path, reason: reason, line: line, column: column, detail: detail))
  }
}
