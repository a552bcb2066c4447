import Postings

/// The terms of a segment that are so frequent that phrases of them have posting lists of their own: the documents that hold
/// the phrase, and how often each does.
///
/// Two common terms have a list if they stand one behind the other anywhere. Of three to six, a phrase has one if it occurs
/// and its parts without the last and without the first term are in `leastDocumentFrequency` documents each. No list has
/// a key longer than a term may be.
public struct CommonTerms: Equatable, Sendable {
  /// The most words of a phrase with a list.
  public static let maximumPhraseLength = PhraseCode.maximumWordCount

  /// In how many documents the parts of a phrase are at least.
  public let leastDocumentFrequency: Int
  /// The terms, in the order of their bytes.
  let terms: [[UInt8]]
  private let numbers: [[UInt8]: Int]

  /// Terms in ascending order, each once.
  init(_ terms: [[UInt8]] = [], leastDocumentFrequency: Int = 1) {
    self.terms = terms
    self.leastDocumentFrequency = leastDocumentFrequency
    numbers = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, $0) })
  }

  /// How many there are.
  public var count: Int { terms.count }

  /// Whether a term is one of them.
  public func contains(_ term: [UInt8]) -> Bool { numbers[term] != nil }

  /// The place of a term in the order, from 0.
  func number(of term: [UInt8]) -> Int? { numbers[term] }

  /// What stands between the terms in the key of a phrase: a blank, which is less than any byte of a term.
  static let separator: UInt8 = 0x20

  /// What the dictionary of phrases calls some terms: it sorts as they do.
  ///
  /// - Returns: the key; nil if it is too long for a list.
  public static func key(of terms: [[UInt8]]) -> [UInt8]? {
    let key = joined(terms)
    return key.count <= IndexFormat.maximumTermLength ? key : nil
  }

  /// The key of a phrase of these terms, whatever its length.
  func key(of code: PhraseCode) -> [UInt8] {
    Self.joined(code.numbers.map { terms[$0] })
  }

  /// Terms, none of which is empty, with blanks between them. Written out: it takes a tenth of what `joined(separator:)` does.
  private static func joined(_ terms: [[UInt8]]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(terms.reduce(0) { $0 + $1.count + 1 })
    for term in terms {
      if !key.isEmpty { key.append(separator) }
      key.append(contentsOf: term)
    }
    return key
  }

  /// The phrase that has a key; nil if there is none of these terms.
  func code(of key: ArraySlice<UInt8>) -> PhraseCode? {
    let words = key.split(separator: Self.separator, omittingEmptySubsequences: false)
    guard (2...Self.maximumPhraseLength).contains(words.count) else { return nil }
    var code = PhraseCode()
    for (index, word) in words.enumerated() {
      guard let number = number(of: Array(word)) else { return nil }
      code.set(UInt16(number), at: index)
    }
    return code
  }
}

extension CommonTerms {
  /// The terms as they are stored: the least document frequency, then the number of bytes of each term, and these.
  var encoded: [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(UInt32(leastDocumentFrequency))
    for term in terms {
      encoder.append(UInt8(term.count))
      encoder.append(term)
    }
    return encoder.bytes
  }

  init(readingFrom reader: SegmentReader) throws {
    let stream = reader.segment.stream(.commonTerms)
    guard stream.length > 0 else {
      self.init()
      return
    }
    guard stream.chunkCount == 1 else { throw IndexError.damaged("the common terms are more than there can be") }
    let bytes = unsafe [UInt8](try stream.chunk(0, in: reader.transaction))
    guard bytes.count >= 4 else { throw IndexError.damaged("the list of common terms ends too soon") }
    let least = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    var terms: [[UInt8]] = []
    var start = 4
    while start < bytes.count {
      let end = start + 1 + Int(bytes[start])
      guard end <= bytes.count, (2...IndexFormat.maximumCommonTermLength + 1).contains(end - start),
        terms.count < IndexFormat.maximumCommonTermCount
      else { throw IndexError.damaged("the list of common terms cannot be one") }
      terms.append(Array(bytes[start + 1..<end]))
      if terms.count > 1, !terms[terms.count - 2].lexicographicallyPrecedes(terms[terms.count - 1]) {
        throw IndexError.damaged("the common terms do not ascend")
      }
      start = end
    }
    self.init(terms, leastDocumentFrequency: least)
  }
}
