import Platform

extension Ingestor {
  /// How many bytes there are to read, as far as a quick look can tell: no file is opened.
  ///
  /// - Parameters:
  ///   - sources: What is to be read.
  ///   - options: Those of the ingestor.
  /// - Returns: The bytes that ``onRead`` will be told of, more or less; nil where one of the sources is a pipe.
  public static func size(of sources: [Source], options: IngestOptions) -> Int? {
    var size = 0
    for source in sources {
      guard case .path(let path) = source, let status = try? FileStatus(path: path) else { return nil }
      switch status.kind {
      case .regularFile: size += bytesToRead(of: status, as: FileKind(ofNamed: path), options)
      // What cannot be looked at is told when it is to be read.
      case .directory: size += (try? sizeOfFolder(path, options)) ?? 0
      case .symbolicLink, .socket, .other: break
      }
    }
    return size
  }

  private static func sizeOfFolder(_ path: [UInt8], _ options: IngestOptions) throws(SystemError) -> Int {
    var walk = try FolderWalk(root: try FileDescriptor.open(path), path: path, options: options)
    var size = 0
    while let step = try walk.next() {
      guard case .file(let kind?) = step, let status = try walk.fileStatus() else { continue }
      size += bytesToRead(of: status, as: kind, options)
    }
    return size
  }

  /// Of a document that is too large nothing is read.
  private static func bytesToRead(of status: FileStatus, as kind: FileKind, _ options: IngestOptions) -> Int {
    guard status.kind == .regularFile else { return 0 }
    return kind.content == .jsonLines || status.size <= options.maximumDocumentSize ? status.size : 0
  }
}
