import Postings

/// The texts of segments that are finished, put together from the positions of their common terms.
struct SegmentTexts {
  let terms: CommonTerms
  /// The segments, each with those of its documents that may have tokens, by ascending numbers.
  let sources: [(source: PostingsMerger.Source, documents: Range<DocID>)]
  /// The norms of the documents of all sources, by their new numbers.
  let norms: [UInt8]
  /// Bytes of memory for a text and its lists.
  let memoryBudget: Int

  /// Places that are put together at once, but for those of one document.
  private var placesPerRound: Int { min(1 << 22, greatestPlaceCount) }

  /// Places of a text with which it and its lists fill memory: two bytes for each, four for where a phrase begins, and four
  /// for an occurrence.
  private var greatestPlaceCount: Int { min(memoryBudget / 10, PhraseText.maximumPlaceCount) }

  /// Whether one text holds all documents, each of which takes a place more for its end.
  var fitMemory: Bool {
    norms.reduce(0) { $0 + Self.room(norm: $1) + 1 } <= greatestPlaceCount
  }

  /// Hands out texts one after the other, each as great as memory allows. A text is used again for the next.
  ///
  /// - Throws: `IndexError.damaged` for sources that cannot be right, `PostingsError`, and what `body` throws.
  func forEach(_ body: (PhraseText) throws -> Void) throws {
    let text = PhraseText()
    for (source, documents) in sources {
      let cursors = try cursors(source.reader)
      var first = documents.lowerBound
      while first < documents.upperBound {
        first = try append(source, first..<documents.upperBound, cursors, to: text)
        guard text.placeCount > greatestPlaceCount else { continue }
        try body(text)
        text.removeAll()
      }
    }
    if text.placeCount > 0 { try body(text) }
  }

  private func cursors(_ reader: SegmentReader) throws -> [(number: UInt16, cursor: PostingsCursor)] {
    let dictionary = reader.terms
    var cursors: [(number: UInt16, cursor: PostingsCursor)] = []
    for (number, term) in terms.terms.enumerated() {
      guard let entry = try dictionary.entry(of: term) else { continue }
      let cursor = try reader.postings(of: entry)
      if try cursor.next() != .exhausted { cursors.append((UInt16(number), cursor)) }
    }
    return cursors
  }

  /// Appends some of the documents.
  ///
  /// - Returns: the first that was not appended.
  private func append(
    _ source: PostingsMerger.Source, _ documents: Range<DocID>, _ cursors: [(number: UInt16, cursor: PostingsCursor)],
    to text: PhraseText
  ) throws -> DocID {
    let first = documents.lowerBound
    var end = first
    var starts = [0]
    let placesPerRound = placesPerRound
    while end < documents.upperBound, starts.count == 1 || starts[starts.count - 1] < placesPerRound {
      let room = source.number(of: end).map { Self.room(norm: norms[Int($0)]) } ?? 0
      starts.append(starts[starts.count - 1] + room)
      end += 1
    }
    var places = [UInt16](repeating: PhraseText.none, count: starts[starts.count - 1])
    for (number, cursor) in cursors {
      var document = try cursor.advance(to: first)
      while document < end {
        guard source.number(of: document) != nil else {
          document = try cursor.next()
          continue
        }
        let start = starts[Int(document - first)]
        let room = starts[Int(document - first) + 1] - start
        let positions = unsafe try cursor.positions()
        for index in 0..<positions.count {
          let position = unsafe Int(positions[index])
          guard position < room else { throw IndexError.damaged("a position is past its document's end") }
          places[start + position] = number
        }
        document = try cursor.next()
      }
    }
    for document in first..<end {
      guard let number = source.number(of: document) else { continue }
      let index = Int(document - first)
      for place in starts[index]..<starts[index + 1] { text.append(places[place]) }
      text.endDocument(number)
    }
    return end
  }

  /// How many positions a document with a norm can have, those between title and body included.
  private static func room(norm: UInt8) -> Int {
    let length = norm == .max ? IndexFormat.maximumDocumentLength : Int(SmallFloat.decode(norm + 1))
    return min(length, IndexFormat.maximumDocumentLength) + Int(IndexFormat.fieldGap) + 1
  }
}
