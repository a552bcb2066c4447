import Index
import Postings
import TextAnalysis

/// What an index of some documents must hold, in plain arrays and dictionaries.
struct NaiveIndex: Equatable {
  /// One document that holds a term.
  struct Posting: Equatable {
    var ordinal: UInt64
    var positions: [UInt32]
  }

  var documents: [IndexDocument] = []
  var postings: [[UInt8]: [Posting]] = [:]
  var norms: [UInt8] = []
  var titleLengths: [Int] = []
  var nonemptyCount = 0
  var totalLength: UInt64 = 0

  init() {}

  init(_ documents: [IndexDocument], storesDocuments: Bool = true) {
    let analyzer = Analyzer()
    for (number, document) in documents.enumerated() {
      let title = analyzer.tokens(of: document.title).map(\.term)
      let tokens = title + analyzer.tokens(of: document.body).map(\.term)
      let titleLength = min(title.count, 65_535)
      var positions: [[UInt8]: [UInt32]] = [:]
      for (index, term) in tokens.enumerated() {
        let gap = titleLength > 0 && index >= titleLength ? 100 : 0
        positions[term, default: []].append(UInt32(index + gap))
      }
      for (term, positions) in positions {
        postings[term, default: []].append(Posting(ordinal: UInt64(number), positions: positions))
      }
      self.documents.append(storesDocuments ? document : IndexDocument())
      norms.append(SmallFloat.encode(UInt32(tokens.count)))
      titleLengths.append(titleLength)
      nonemptyCount += tokens.isEmpty ? 0 : 1
      totalLength += UInt64(tokens.count)
    }
  }

  /// Everything that a snapshot gives, read by the public interface alone.
  init(reading snapshot: Snapshot) throws {
    for segment in snapshot.segments {
      let stored = try segment.storedDocuments()
      let norms = try segment.norms()
      let ordinals = try (0..<DocID(segment.documentCount)).map { (try segment.ordinal(of: $0), $0) }
      for (ordinal, document) in ordinals.sorted(by: { $0.0 < $1.0 }) {
        guard ordinal == UInt64(documents.count) else { throw OrdinalError() }
        documents.append(try stored.document(document))
        let maps = try stored.sourceMaps(of: document)
        documents[documents.count - 1].titleMap = maps.title
        documents[documents.count - 1].bodyMap = maps.body
        self.norms.append(norms[document])
        titleLengths.append(try segment.titleLength(of: document))
      }
      let cursor = try segment.terms.cursor()
      while try cursor.next(), let entry = cursor.entry {
        postings[Array(cursor.term), default: []] += try Self.postings(of: entry, in: segment)
      }
    }
    nonemptyCount = snapshot.manifest.nonemptyDocumentCount
    totalLength = snapshot.manifest.totalLength
  }

  /// The list of a term, by `next` alone, in the order of ordinals, without deleted documents.
  static func postings(of entry: TermEntry, in segment: SegmentReader) throws -> [Posting] {
    let list = try segment.postings(of: entry)
    var postings: [Posting] = []
    while case let document = try list.next(), document != .exhausted {
      guard segment.deletions?.contains(document) != true else { continue }
      let positions = unsafe Array(try list.positions())
      postings.append(Posting(ordinal: try segment.ordinal(of: document), positions: positions))
    }
    return postings.sorted { $0.ordinal < $1.ordinal }
  }

  /// Documents whose ordinals are not 0, 1, 2, …
  struct OrdinalError: Error {}
}
