import Postings
import TextAnalysis

/// The tokens of many documents in memory, as they came in; turned into posting lists all at once by a counting sort.
///
/// A token takes four bytes here, its position being its place. What a hash table of growing lists would do token by token
/// is done once at the end: count each term's tokens, give each term its slice, and deal the tokens out.
final class InvertedBuffer {
  /// A document in the buffer.
  struct Document: BitwiseCopyable {
    var number: DocID
    /// Where its tokens stand in `tokens`.
    var start: Int
    var end: Int
    /// How many of them are its title's.
    var titleLength: Int
  }

  /// How frequent a term is.
  struct Frequency: BitwiseCopyable {
    /// In how many documents it is.
    var documentCount: UInt32 = 0
    /// How often it is there. There are fewer tokens than 2^32: each takes more than four bytes of at most 3 GB.
    var total: UInt32 = 0
    /// One more than the place of the last document that has it.
    fileprivate var last: UInt32 = 0
  }

  /// Bytes that a token takes beside its term while the lists are made: its document and position.
  private static let bytesPerOccurrence = 8

  private(set) var terms = TermTable()
  /// The terms of all tokens of all documents.
  private(set) var tokens = GrowableBuffer<UInt32>()
  /// The documents that have tokens, by ascending numbers.
  var documents = GrowableBuffer<Document>()

  var isEmpty: Bool { tokens.count == 0 }

  /// Bytes of memory that the buffer takes at the greatest, when it is written.
  var byteCount: Int {
    terms.byteCount + tokens.byteCount + tokens.count * Self.bytesPerOccurrence + documents.byteCount
  }

  /// Adds the tokens of a batch to the document that is being added.
  func add(_ batch: TokenBatch) {
    // One access to each property a batch: that it is exclusive is checked at run time.
    Self.add(batch, to: &tokens, numberedBy: &terms)
  }

  private static func add(
    _ batch: TokenBatch, to tokens: inout GrowableBuffer<UInt32>, numberedBy terms: inout TermTable
  ) {
    for index in 0..<batch.count {
      let start = unsafe Int(batch.termOffsets[index])
      let end = unsafe Int(batch.termOffsets[index &+ 1])
      let term = unsafe UnsafeRawBufferPointer(start: batch.termBytes + start, count: end &- start)
      unsafe tokens.append(terms.number(of: term))
    }
  }

  /// How many tokens have been added since the last document ended.
  var openTokenCount: Int {
    tokens.count - (documents.count == 0 ? 0 : (unsafe documents.values[documents.count - 1].end))
  }

  /// The terms of these; valid until the next is added.
  var openTokens: UnsafeBufferPointer<UInt32> {
    unsafe UnsafeBufferPointer(rebasing: tokens.values.suffix(openTokenCount))
  }

  /// Ends the document that is being added.
  func endDocument(_ number: DocID, titleLength: Int) {
    guard openTokenCount > 0 else { return }
    let start = tokens.count - openTokenCount
    documents.append(Document(number: number, start: start, end: tokens.count, titleLength: titleLength))
  }

  /// How frequent each term is, by its number.
  func frequencies() -> [Frequency] {
    var frequencies = [Frequency](repeating: Frequency(), count: terms.count)
    let tokens = unsafe self.tokens.values
    unsafe frequencies.withUnsafeMutableBufferPointer { frequencies in
      for place in 0..<documents.count {
        let document = unsafe documents.values[place]
        let mark = UInt32(truncatingIfNeeded: place &+ 1)
        var index = document.start
        while index < document.end {
          let term = unsafe Int(tokens[index])
          unsafe frequencies[term].total &+= 1
          if unsafe frequencies[term].last != mark {
            unsafe frequencies[term].last = mark
            unsafe frequencies[term].documentCount &+= 1
          }
          index &+= 1
        }
      }
    }
    return frequencies
  }

  /// Writes the lists of all terms, in the order of their bytes; `frequencies` is of all terms.
  func write(_ frequencies: [Frequency], postings: PostingsWriter, dictionary: TermDictionaryWriter) throws {
    let order = terms.sortedNumbers()
    var ends = frequencies.map { Int($0.total) }
    let occurrences = UnsafeMutablePointer<UInt64>.allocate(capacity: max(tokens.count, 1))
    defer { unsafe occurrences.deallocate() }
    unsafe ends.withUnsafeMutableBufferPointer { unsafe deal(order: order, ends: $0, into: occurrences) }

    var positions = GrowableBuffer<UInt32>()
    var start = 0
    for number in order {
      let end = ends[Int(number)]
      while start < end {
        let document = unsafe DocID(truncatingIfNeeded: occurrences[start] >> 32)
        positions.removeAll()
        while start < end, unsafe DocID(truncatingIfNeeded: occurrences[start] >> 32) == document {
          unsafe positions.append(UInt32(truncatingIfNeeded: occurrences[start]))
          start &+= 1
        }
        unsafe try postings.add(document, positions: positions.values)
      }
      unsafe try dictionary.add(terms[number], postings.finishTerm())
    }
  }

  /// Writes to `occurrences` document and position of every token, term by term in `order`; there is room for all. `ends` has
  /// how many each term has, and gets where they end.
  private func deal(
    order: [UInt32], ends: UnsafeMutableBufferPointer<Int>, into occurrences: UnsafeMutablePointer<UInt64>
  ) {
    let tokens = unsafe self.tokens.values
    var next = 0
    for number in order {
      let count = unsafe ends[Int(number)]
      unsafe ends[Int(number)] = next
      next &+= count
    }
    for number in 0..<documents.count {
      let document = unsafe documents.values[number]
      let high = UInt64(document.number) << 32
      var index = document.start
      while index < document.end {
        var position = UInt64(truncatingIfNeeded: index &- document.start)
        if document.titleLength > 0, index &- document.start >= document.titleLength {
          position &+= UInt64(IndexFormat.fieldGap)
        }
        let slot = unsafe Int(tokens[index])
        unsafe occurrences[ends[slot]] = high | position
        unsafe ends[slot] &+= 1
        index &+= 1
      }
    }
  }
}
