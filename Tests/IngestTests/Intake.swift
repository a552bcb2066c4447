import Ingest
import TestSupport

/// What an ingestor made of some sources.
struct Intake {
  private(set) var documents: [SourceDocument] = []
  private(set) var skipped: [SkippedItem] = []
  private(set) var report = IngestReport()
  private let prefix: [UInt8]

  /// Reads sources one after another.
  ///
  /// - Parameters:
  ///   - sources: Where to read.
  ///   - prefix: What all paths begin with and the tests do not want to see.
  ///   - options: The ingestor's options.
  ///   - onDocument: Called with each document, as it comes.
  /// - Throws: What the ingestor or `onDocument` throws.
  init(
    of sources: [Source], prefix: [UInt8] = [], options: IngestOptions = IngestOptions(),
    onDocument: (SourceDocument) throws -> Void = { _ in }
  ) throws {
    self.prefix = prefix
    var skipped: [SkippedItem] = []
    var ingestor = Ingestor(options: options)
    ingestor.onSkip = { skipped.append($0) }
    for source in sources {
      try ingestor.ingest(source) { document in
        documents.append(document)
        try onDocument(document)
      }
    }
    self.skipped = skipped
    report = ingestor.report
  }

  /// The paths of the documents, in their order.
  var paths: [String] {
    documents.map { name($0.path) }
  }

  /// The titles and bodies of the documents, in their order.
  var texts: [String] {
    documents.map { text($0.title) + "|" + text($0.body) }
  }

  /// What was skipped as `path: reason`, in its order; lines as `path:line: reason`.
  var skips: [String] {
    skipped.map { "\(name($0.path))\($0.line > 0 ? ":\($0.line)" : ""): \($0.reason)" }
  }

  private func name(_ path: [UInt8]) -> String {
    text(path.starts(with: prefix) ? Array(path[prefix.count...]) : path)
  }
}

extension TemporaryDirectory {
  /// Reads the folder itself, or what is named in it; paths are told from the folder on.
  func intake(
    of names: [String] = [], options: IngestOptions = IngestOptions(),
    onDocument: (SourceDocument) throws -> Void = { _ in }
  ) throws -> Intake {
    let sources = names.isEmpty ? [path] : names.map { path(of: $0) }
    return try Intake(
      of: sources.map { .path(Array($0.utf8)) }, prefix: Array((path + "/").utf8), options: options,
      onDocument: onDocument)
  }
}

/// The text of bytes that are UTF-8, or nearly so.
func text(_ bytes: [UInt8]) -> String {
  String(decoding: bytes, as: UTF8.self)
}
