import Extraction
import Platform

// MARK: - Folders and files

extension Ingestor {
  /// Walks through a folder that the user has named.
  mutating func ingestFolder(_ path: [UInt8], _ consume: Consumer) throws {
    guard !isExcluded(path) else { return skip(.excluded) }
    var walk: FolderWalk
    do {
      walk = try FolderWalk(root: try FileDescriptor.open(path), path: path, excluding: options.excludedFolders)
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
        try ingestFile(kind, opening: { () throws(SystemError) in try walk.openFile() }, consume)
      }
    }
  }

  /// Reads a file that the user has named: as plain text where its name promises nothing that is known.
  mutating func ingestNamedFile(_ path: [UInt8], _ consume: Consumer) throws {
    guard !isExcluded(path) else { return skip(.excluded) }
    let kind = FileKind(name: path[...]) ?? .plainText
    try ingestFile(kind, opening: { () throws(SystemError) in try FileDescriptor.open(path) }, consume)
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

  private mutating func ingestFile(
    _ kind: FileKind, opening open: () throws(SystemError) -> FileDescriptor, _ consume: Consumer
  ) throws {
    if kind == .jsonLines { return try ingestLineFile(opening: open, consume) }
    switch try files.read(opening: open) {
    case .skipped(let reason): skip(reason)
    case .read(let status):
      guard seenFiles.insert(Digest(of: status)).inserted else { return skip(.alreadyRead) }
      try ingestText(of: kind, consume)
    }
  }

  /// Makes a document of the file that has just been read.
  private mutating func ingestText(of kind: FileKind, _ consume: Consumer) throws {
    guard !PrivateFiles.isPrivateKey(files.bytes) else { return skip(.privateFile) }
    guard let encoding = TextEncoding(of: files.bytes) else { return skip(.binary) }
    encoding.decode(files.bytes, into: &text)

    document.clearText()
    document.lineNumber = 0
    document.byteOffset = 0
    document.isReencoded = encoding.needsDecoding
    let outline = outlineText(of: kind)
    if !outline.title.isEmpty { document.title.append(contentsOf: text[outline.title]) }
    for part in outline.body { document.body.append(contentsOf: text[part]) }
    if isBlank { document.title = Self.title(fromName: document.path) }
    try handOn(consume)
  }

  /// Finds title and body, and takes what front matter says.
  private mutating func outlineText(of kind: FileKind) -> TextOutline {
    switch kind {
    case .plainText: return TextOutline(plainText: text.span)
    case .markdown: return outlineMarkdown()
    // The first line of HTML is markup, and so may be all others.
    case .html, .jsonLines: return TextOutline(untitled: 0..<text.count)
    }
  }

  private mutating func outlineMarkdown() -> TextOutline {
    guard let frontMatter = FrontMatter(text.span) else { return TextOutline(markdown: text.span) }
    document.title = frontMatter.title.bytes
    document.date = frontMatter.date
    document.url = frontMatter.url
    return frontMatter.title.isEmpty
      ? TextOutline(markdown: text.span, from: frontMatter.end)
      : TextOutline(untitled: frontMatter.end..<text.count)
  }

  /// What a file without any text is found by: its name without the extension.
  private static func title(fromName path: [UInt8]) -> [UInt8] {
    let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.startIndex
    let stem = dot > name.startIndex ? name[..<dot] : name
    return Array(String(decoding: stem, as: UTF8.self).utf8)
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
    try consume(document)
  }

  mutating func skip(_ reason: SkipReason, line: Int = 0, column: Int = 0, detail: String = "") {
    report.skipped[reason, default: 0] += 1
    onSkip(SkippedItem(path: document.path, reason: reason, line: line, column: column, detail: detail))
  }
}
