import Index
import Query
import Search
import TestSupport
import Testing

/// An index in a directory of its own that threads share.
final class SharedIndex: Sendable {
  private let directory: TemporaryDirectory
  let reader: IndexReader

  init(_ documents: [NaiveEngine.Document], layout: TestIndex.Layout = TestIndex.Layout()) throws {
    directory = try TemporaryDirectory()
    let path = directory.path(of: "index")
    try TestIndex.build(documents, layout: layout, at: path)
    reader = try IndexReader(directory: path)
  }
}

/// An index in a directory of its own.
final class TestIndex {
  /// How documents are spread.
  struct Layout: Sendable, CustomTestStringConvertible {
    var documentsPerSegment = 1 << 20
    var memoryBudget = 64 << 20
    var isMerged = false
    var isReordered = false
    /// Few documents have no terms that are common by default.
    var leastCommonFrequency = 4
    var indexesPhrases = true
    var testDescription: String {
      "\(documentsPerSegment) documents a segment, \(memoryBudget >> 10) KB" + (isMerged ? ", merged" : "")
        + (isReordered ? ", reordered" : "") + (indexesPhrases ? ", common from \(leastCommonFrequency) on" : "")
    }
  }

  private let directory: TemporaryDirectory
  private let session: ReadSession
  let segmentCount: Int

  init(_ documents: [NaiveEngine.Document], layout: Layout = Layout()) throws {
    directory = try TemporaryDirectory()
    let path = directory.path(of: "index")
    try Self.build(documents, layout: layout, at: path)
    if layout.isMerged { try SegmentMerger(directory: path, options: Self.options(layout)).mergeAll() }
    session = try IndexReader(directory: path).makeSession()
    segmentCount = try session.withSnapshot { $0.segments.count }
  }

  private static func options(_ layout: Layout) -> IndexBuilder.Options {
    var options = IndexBuilder.Options()
    options.documentsPerSegment = layout.documentsPerSegment
    options.memoryBudget = layout.memoryBudget
    options.reordersDocuments = layout.isReordered
    options.leastCommonFrequency = layout.leastCommonFrequency
    options.indexesPhrases = layout.indexesPhrases
    return options
  }

  /// Apart, so that the builder is gone before the index is opened: a process may open it but once at a time.
  static func build(_ documents: [NaiveEngine.Document], layout: Layout, at path: String) throws {
    let builder = try IndexBuilder(directory: path, options: options(layout))
    for (number, document) in documents.enumerated() {
      var input = IndexDocument()
      input.id = Array("\(number)".utf8)
      input.title = Array(document.title.utf8)
      input.body = Array(document.body.utf8)
      try builder.add(input)
    }
    try builder.finish()
  }

  func withSnapshot<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
    try session.withSnapshot(body)
  }

  func withSearcher<Result>(_ body: (Searcher) throws -> Result) throws -> Result {
    try session.withSnapshot { try body(Searcher(snapshot: $0)) }
  }

  func search(
    _ query: String, defaultOperator: DefaultOperator = .and, options: SearchOptions = SearchOptions()
  ) throws -> TopDocuments {
    let query = SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: defaultOperator)).parse(query))
    return try withSearcher { try $0.search(query, options: options) }
  }

  func count(_ query: String, defaultOperator: DefaultOperator = .and) throws -> Int {
    let query = SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: defaultOperator)).parse(query))
    return try withSearcher { try $0.count(query).count }
  }
}
