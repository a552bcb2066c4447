import Postings

/// A run of documents of which only the common terms are known, in the order in which they stand.
///
/// It is looked at once for each length of phrases, from two words on: `begins` has the places where such a phrase may begin
/// that is to have a list.
final class PhraseText {
  /// A place where no common term stands, or where a text ends.
  static let none = UInt16.max

  private struct Document: BitwiseCopyable {
    var number: DocID
    /// The end of its places.
    var end: Int
  }

  /// The number of the common term at each place, or `none`.
  private var places: GrowableBuffer<UInt16>
  private var documents = GrowableBuffer<Document>()

  /// The length of the phrases that are looked at.
  private(set) var length = 2
  /// Where they begin; not used for two words, which may begin anywhere.
  private var begins = GrowableBuffer<UInt32>()

  /// Places are numbered with 32 bits, and a text that has so many gets no more than one round of documents more.
  static let maximumPlaceCount = 1 << 31

  var placeCount: Int { places.count }

  /// An empty text with room for so many places; it grows where more come.
  init(capacity: Int = 1 << 16) {
    places = GrowableBuffer(capacity: capacity)
  }

  /// Appends to the text of the current document the number of a term, or `none`.
  @inline(__always)
  func append(_ number: UInt16) {
    places.append(number)
  }

  /// Ends a document: no phrase crosses its end.
  func endDocument(_ number: DocID) {
    places.append(Self.none)
    documents.append(Document(number: number, end: places.count))
  }

  /// Forgets all documents.
  func removeAll() {
    places.removeAll()
    documents.removeAll()
    begins.removeAll()
    length = 2
  }

  /// Each place where two common terms follow each other, and its document.
  @inline(__always)
  func forEachPair(_ body: (_ first: UInt16, _ second: UInt16, _ document: DocID) -> Void) {
    let places = unsafe self.places.values
    var index = 0
    var first = Self.none
    for number in 0..<documents.count {
      let document = unsafe documents.values[number]
      while index < document.end {
        let second = unsafe places[index]
        if first != Self.none, second != Self.none { body(first, second, document.number) }
        first = second
        index &+= 1
      }
    }
  }

  /// Each phrase of the current length, which is at least three words, and its document.
  @inline(__always)
  func forEachPhrase(_ body: (PhraseCode, DocID) -> Void) {
    let begins = unsafe self.begins.values
    var document = 0
    for index in 0..<begins.count {
      let begin = unsafe Int(begins[index])
      while unsafe documents.values[document].end <= begin { document &+= 1 }
      body(code(at: begin), unsafe documents.values[document].number)
    }
  }

  /// Goes on to phrases of one word more: those whose parts, without the last or the first word, are both frequent.
  func extend(by frequent: FrequentPhrases) {
    if length == 2 {
      extendPairs(by: frequent)
    } else {
      extendLonger(by: frequent)
    }
    length += 1
  }

  private func extendPairs(by frequent: FrequentPhrases) {
    let places = unsafe self.places.values
    var wasFrequent = false
    var first = Self.none
    for index in 0..<places.count {
      let second = unsafe places[index]
      let isFrequent = first != Self.none && second != Self.none && frequent.contains(first, second)
      if wasFrequent, isFrequent { begins.append(UInt32(truncatingIfNeeded: index &- 2)) }
      wasFrequent = isFrequent
      first = second
    }
  }

  private func extendLonger(by frequent: FrequentPhrases) {
    var extended = GrowableBuffer<UInt32>()
    let begins = unsafe self.begins.values
    var previous = UInt32.max
    for index in 0..<begins.count {
      let begin = unsafe begins[index]
      guard frequent.contains(code(at: Int(begin))) else { continue }
      if previous != .max, begin == previous &+ 1 { extended.append(previous) }
      previous = begin
    }
    self.begins = extended
  }

  @inline(__always)
  private func code(at begin: Int) -> PhraseCode {
    var code = PhraseCode()
    for index in 0..<length { unsafe code.set(places.values[begin &+ index], at: index) }
    return code
  }
}
