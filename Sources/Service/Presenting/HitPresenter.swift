import Index
import Search
import SearchAPI

/// Makes of what the engine found what a client is shown.
struct HitPresenter {
  private let searcher: Searcher
  private let request: SearchRequest
  private let call: Call
  /// Nil if nothing of the text is to be shown.
  private let finder: MatchFinder?
  private var placer: MatchPlacer
  private let encoding: PositionEncoding
  private let byteLimit: Int
  private var byteCount = 0

  /// Whether the answer has no room for more hits.
  private(set) var isFull = false
  /// Whether the deadline came before all were presented.
  private(set) var isLate = false

  /// Among how many matches snippets are chosen, and their places in a changed file: in a document that has more, those at
  /// its beginning do.
  private static let matchLimit = 1000

  /// - Parameters:
  ///   - query: what was searched for.
  ///   - searcher: what found the hits.
  ///   - request: what is to be shown of them.
  ///   - call: when to stop, and what columns count.
  ///   - byteLimit: how many bytes the text of all hits may have.
  /// - Throws: what the engine throws about a damaged index.
  init(of query: SearchQuery, searcher: Searcher, request: SearchRequest, call: Call, byteLimit: Int) throws {
    self.searcher = searcher
    self.request = request
    self.call = call
    self.byteLimit = byteLimit
    encoding = request.positionEncoding ?? call.positionEncoding
    let showsText = request.snippets > 0 || request.matches > 0
    finder = showsText ? try searcher.matchFinder(for: query, interruption: call.interruption) : nil
    placer = MatchPlacer(encoding: encoding, interruption: call.interruption)
  }

  /// Presents hits in their order, until the answer is full or the deadline has passed.
  ///
  /// - Throws: `SearchError.cancelled`, and what the engine throws about a damaged index.
  mutating func present(_ hits: [Hit]) throws -> [SearchHit] {
    var presented: [SearchHit] = []
    presented.reserveCapacity(hits.count)
    for (position, hit) in hits.enumerated() {
      guard !call.cancellation.isCancelled else { throw SearchError.cancelled }
      // A document may take a while to decompress, and what follows a late one would only be later.
      if position > 0, let deadline = call.deadline, ContinuousClock.now >= deadline {
        isLate = true
        break
      }
      let result = try present(hit)
      byteCount += result.leastLength
      // Of the first, what has room is told at least.
      guard byteCount <= byteLimit || presented.isEmpty else {
        isFull = true
        break
      }
      presented.append(result)
    }
    return presented
  }

  private mutating func present(_ hit: Hit) throws -> SearchHit {
    var result = SearchHit(ordinal: hit.ordinal, score: hit.score)
    if request.reprints == .collapse, let tally = try searcher.reprintCount(of: hit, interruption: call.interruption) {
      if tally.isIncomplete { isLate = true } else { result.reprintCount = tally.count }
    }
    guard let document = try searcher.document(of: hit, bodyLimit: finder == nil ? 0 : .max) else { return result }
    result.describe(document)
    if let finder { try addExcerpts(to: &result, of: document, hit, finder) }
    return result
  }

  private mutating func addExcerpts(
    to result: inout SearchHit, of document: IndexDocument, _ hit: Hit, _ finder: MatchFinder
  ) throws {
    let found = try finder.matches(
      in: document, limit: max(request.matches, Self.matchLimit), interruption: call.interruption)
    if found.isPartial { isLate = true } else { result.matchCount = found.count }
    let excerpts = DocumentExcerpts(of: document, matches: found.matches)
    let fragments = excerpts.fragments(limit: request.snippets)

    let shown = found.matches.prefix(request.matches)
    var matches = found.matches
    let anchors = fragments.map { fragment in
      if let first = fragment.matches.first { return first }
      matches.append(Match(field: fragment.field, range: fragment.range, leaf: 0))
      return matches.count - 1
    }
    let places = try placer.places(of: shown.indices + anchors, among: matches, in: document, finder: finder) {
      [searcher] in try searcher.sourceMaps(of: hit)
    }
    result.isStale = places.isStale
    if let line = places.recordLine { result.source?.line = line }
    if places.isPartial { isLate = true }
    result.matches = zip(shown, places.places).map { match, place in
      let context = excerpts.context(of: match, characters: request.context)
      return SearchMatch(
        place: place, field: .init(match.field), left: context.left, text: context.text, right: context.right)
    }
    result.snippets = zip(fragments, places.places.dropFirst(shown.count)).map { fragment, place in
      SearchSnippet(
        text: fragment.text, highlights: encoding.ranges(fragment.highlights, in: fragment.text),
        field: .init(fragment.field), place: place?.start)
    }
  }
}

extension SearchHit {
  /// Takes over what the index says of a document.
  fileprivate mutating func describe(_ document: IndexDocument) {
    id = document.id.nonEmptyText
    path = document.path.isEmpty ? nil : DocumentPath(bytes: document.path)
    title = document.title.nonEmptyText
    date = document.date.nonEmptyText
    url = document.url.nonEmptyText
    language = document.language.nonEmptyText
    space = SourceSpace(document.source)
    source = document.source.map(SourceInfo.init)
  }

  /// How many bytes it takes in the answer at least: those of its strings, and the names of the members.
  fileprivate var leastLength: Int {
    var length = path?.bytes.count ?? 0
    for string in [id, title, date, url, language] { length += string?.utf8.count ?? 0 }
    for match in matches {
      length += #"{"field":"body","left":"","text":"","right":""}"#.utf8.count
      length += match.left.utf8.count + match.text.utf8.count + match.right.utf8.count
    }
    for snippet in snippets {
      length += #"{"text":"","highlights":[],"field":"body"}"#.utf8.count
      length += snippet.text.utf8.count + "[0,1]".utf8.count * snippet.highlights.count
    }
    return length
  }
}

extension SearchAPI.DocumentField {
  fileprivate init(_ field: Search.DocumentField) {
    self =
      switch field {
      case .title: .title
      case .body: .body
      }
  }
}
