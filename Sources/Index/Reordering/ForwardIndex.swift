import Postings

/// Which terms each document holds, in compressed rows: the transpose of posting lists, without frequencies and positions.
///
/// Terms are any numbers from 0; a document's stand in any order, each once.
@safe struct ForwardIndex: ~Copyable {
  /// Where the terms of a document stand.
  struct Row: BitwiseCopyable {
    var start: Int
    var end: Int
  }

  let documentCount: Int
  /// How many different terms there are.
  private(set) var termCount: Int
  /// How many terms all documents can hold together.
  private(set) var capacity: Int
  /// `documentCount` rows, which do not overlap and lie within `terms`.
  let rows: UnsafeMutablePointer<Row>
  /// Room for `capacity` numbers; those within the rows are initialised, and below `termCount`.
  let terms: UnsafeMutablePointer<UInt32>

  /// Whether the documents that hold a term can be told from others by it: whether any order is better for it than another.
  /// A term of one document has none, and one of most documents has hardly any.
  @inline(__always)
  static func isTelling(frequency: UInt32, documentCount: Int) -> Bool {
    frequency >= 2 && frequency <= documentCount / 2
  }

  /// Makes room for documents without terms, which get theirs one document after the other.
  ///
  /// - Parameters:
  ///   - documentCount: how many documents there are.
  ///   - termCount: how many different terms there are.
  ///   - capacity: how many terms all documents will hold together at most.
  init(documentCount: Int, termCount: Int, capacity: Int) {
    self.documentCount = documentCount
    self.termCount = termCount
    self.capacity = capacity
    unsafe rows = .allocate(capacity: max(documentCount, 1))
    unsafe rows.initialize(repeating: Row(start: 0, end: 0), count: documentCount)
    unsafe terms = .allocate(capacity: max(capacity, 1))
  }

  /// Makes room for documents without terms, which get theirs in any order.
  ///
  /// - Parameters:
  ///   - lengths: how many terms each document will have at most.
  ///   - termCount: how many different terms there are.
  init(lengths: [UInt32], termCount: Int) {
    self.init(documentCount: lengths.count, termCount: termCount, capacity: lengths.reduce(0) { $0 + Int($1) })
    var start = 0
    for (document, length) in lengths.enumerated() {
      begin(DocID(document), at: start)
      start += Int(length)
    }
  }

  deinit {
    unsafe rows.deallocate()
    unsafe terms.deallocate()
  }

  /// Begins the row of a document.
  ///
  /// - Parameters:
  ///   - document: one that has no terms yet.
  ///   - start: where its terms are to stand: behind those of all documents so far.
  func begin(_ document: DocID, at start: Int) {
    assert(document < documentCount && start <= capacity)
    unsafe rows[Int(document)] = Row(start: start, end: start)
  }

  /// Adds a term to a document that does not have it, and behind whose terms there is room.
  @inline(__always)
  func add(_ term: UInt32, to document: DocID) {
    let row = unsafe rows + Int(document)
    assert(document < documentCount && term < termCount && (unsafe row.pointee.end) < capacity)
    unsafe terms[row.pointee.end] = term
    unsafe row.pointee.end &+= 1
  }

  /// Leaves out the terms that tell nothing, and numbers the others anew.
  ///
  /// - Parameter frequencies: in how many documents each term is; afterwards what is left of it is of no use.
  mutating func keepTellingTerms(_ frequencies: UnsafeMutableBufferPointer<UInt32>) {
    let dropped = UInt32.max
    var next: UInt32 = 0
    for term in 0..<frequencies.count {
      let isTelling = unsafe Self.isTelling(frequency: frequencies[term], documentCount: documentCount)
      unsafe frequencies[term] = isTelling ? next : dropped
      next &+= isTelling ? 1 : 0
    }
    var end = 0
    for document in 0..<documentCount {
      let row = unsafe rows[document]
      let start = end
      var index = row.start
      while index < row.end {
        let term = unsafe frequencies[Int(terms[index])]
        // Not past what was read.
        unsafe terms[end] = term
        end &+= term == dropped ? 0 : 1
        index &+= 1
      }
      unsafe rows[document] = Row(start: start, end: end)
    }
    termCount = Int(next)
    capacity = end
  }
}
