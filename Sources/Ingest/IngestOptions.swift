public import Platform

/// What an ``Ingestor`` may be told.
public struct IngestOptions: Sendable {
  /// The largest document that any options allow, in bytes: 1 GiB.
  public static let greatestDocumentSize = 1 << 30

  /// The largest document, in bytes: a file, or a line of JSON lines. 16 MiB by default.
  public let maximumDocumentSize: Int

  /// Folders that are left out wherever they are met: the index itself.
  ///
  /// Closing any descriptor of an open LMDB environment's files releases the environment's locks, so they must never be
  /// opened.
  public var excludedFolders: Set<FileIdentity>

  /// Which members of a JSON record make which field.
  public var recordFields = RecordFields()

  /// Whether files that hold no text that can be read become documents all the same, titled by their names. They count as
  /// skipped nevertheless.
  public var includesNames = false

  /// Paths that are left out, and with a folder all below it.
  public var excludedPaths: Set<[UInt8]> = []

  /// Which files of folders are looked at; nil for all.
  package var selection: PathSelection?

  /// Asked of each regular file before it is opened, with its path; nil to read all, and to be told of no file.
  package var decide: (@Sendable (_ path: [UInt8], _ status: FileStatus) -> FileDecision)?

  /// Makes options; a size outside 1...``greatestDocumentSize`` is brought into that range.
  public init(maximumDocumentSize: Int = 16 << 20, excludedFolders: Set<FileIdentity> = []) {
    self.maximumDocumentSize = min(max(maximumDocumentSize, 1), Self.greatestDocumentSize)
    self.excludedFolders = excludedFolders
  }
}
