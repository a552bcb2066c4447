import Index
import Search
import SearchAPI

/// Makes of what the engine found what a client is shown.
struct HitPresenter {
  private let searcher: Searcher
  private let finder: MatchFinder?
  private let byteLimit: Int
  private var byteCount = 0

  /// Whether the answer has no room for more hits.
  private(set) var isFull = false
  /// Whether the deadline came before all were presented.
  private(set) var isLate = false

  /// - Parameters:
  ///   - searcher: what found the hits.
  ///   - finder: what finds the query in the text, if pieces of it are wanted.
  ///   - byteLimit: how many bytes the text of all hits may have.
  init(searcher: Searcher, finder: MatchFinder?, byteLimit: Int) {
    self.searcher = searcher
    self.finder = finder
    self.byteLimit = byteLimit
  }

  /// Presents hits in their order, until the answer is full or the deadline has passed.
  ///
  /// - Throws: `SearchError.cancelled`, and what the engine throws about a damaged index.
  mutating func present(_ hits: [Hit], for call: Call) throws -> [SearchHit] {
    var presented: [SearchHit] = []
    presented.reserveCapacity(hits.count)
    for (position, hit) in hits.enumerated() {
      guard !call.cancellation.isCancelled else { throw SearchError.cancelled }
      // A document may take a while to decompress, and what follows a late one would only be later.
      if position > 0, ContinuousClock.now >= call.deadline {
        isLate = true
        break
      }
      let result = try present(hit, for: call)
      byteCount += result.textLength
      guard byteCount <= byteLimit else {
        isFull = true
        break
      }
      presented.append(result)
    }
    return presented
  }

  private func present(_ hit: Hit, for call: Call) throws -> SearchHit {
    var result = SearchHit(ordinal: hit.ordinal, score: hit.score)
    guard let document = try searcher.document(of: hit, bodyLimit: finder == nil ? 0 : .max)
    else { return result }
    result.id = document.id.nonEmptyText
    result.path = document.path.isEmpty ? nil : DocumentPath(bytes: document.path)
    result.title = document.title.nonEmptyText
    result.date = document.date.nonEmptyText
    result.url = document.url.nonEmptyText
    if let finder {
      let interruption = Interruption(deadline: call.deadline, flag: call.cancellation)
      let found = try finder.matches(in: document, interruption: interruption)
      let fragments = DocumentExcerpts(of: document, matches: found.matches).fragments(limit: 1)
      result.snippets = fragments.map { SearchSnippet(text: $0.text, field: .body) }
    }
    return result
  }
}

extension SearchHit {
  /// The bytes of its strings: at least as many are in the answer.
  fileprivate var textLength: Int {
    let strings = [id, title, date, url, snippets.first?.text].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    return strings + (path?.bytes.count ?? 0)
  }
}
