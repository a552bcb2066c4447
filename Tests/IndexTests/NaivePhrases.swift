import Index
import Postings
import TextAnalysis

/// Which phrases of common terms are to have lists, and what is in these, counted in plain dictionaries.
struct NaivePhrases: Equatable {
  /// One document that holds a phrase, and how often.
  struct Posting: Equatable {
    var ordinal: UInt64
    var frequency: Int
  }

  /// The lists by their keys.
  var lists: [[UInt8]: [Posting]] = [:]

  /// The phrases of the documents with some ordinals, in this order, by the definition in docs/FORMAT.md.
  init(_ documents: [IndexDocument], ordinals: [UInt64], common: [[UInt8]], leastDocumentFrequency: Int) {
    let analyzer = Analyzer()
    let common = Set(common)
    // Title and body apart: no phrase crosses from one to the other.
    let texts = ordinals.map { ordinal in
      [documents[Int(ordinal)].title, documents[Int(ordinal)].body].map { analyzer.tokens(of: $0).map(\.term) }
    }
    var frequent: Set<[[UInt8]]> = []
    for length in 2...6 {
      var found: [[[UInt8]]: [Posting]] = [:]
      for (ordinal, texts) in zip(ordinals, texts) {
        var frequencies: [[[UInt8]]: Int] = [:]
        for text in texts where text.count >= length {
          for start in 0...text.count - length {
            let phrase = Array(text[start..<start + length])
            guard phrase.allSatisfy(common.contains) else { continue }
            let areParts = frequent.contains(Array(phrase.dropLast())) && frequent.contains(Array(phrase.dropFirst()))
            if length == 2 || areParts { frequencies[phrase, default: 0] += 1 }
          }
        }
        for (phrase, frequency) in frequencies {
          found[phrase, default: []].append(Posting(ordinal: ordinal, frequency: frequency))
        }
      }
      for (phrase, postings) in found {
        if postings.count >= leastDocumentFrequency { frequent.insert(phrase) }
        let key = Array(phrase.joined(separator: [0x20]))
        if key.count <= 128 { lists[key] = postings }
      }
    }
  }

  /// The lists of a segment as cursors read them, by documents alone and by blocks.
  init(reading segment: SegmentReader) throws {
    let cursor = try segment.phrases.cursor()
    while try cursor.next(), let entry = cursor.entry {
      let list = try segment.postings(of: entry)
      var postings: [Posting] = []
      while case let document = try list.next(), document != .exhausted {
        postings.append(Posting(ordinal: try segment.ordinal(of: document), frequency: Int(try list.frequency())))
      }
      lists[Array(cursor.term)] = postings
    }
  }
}
