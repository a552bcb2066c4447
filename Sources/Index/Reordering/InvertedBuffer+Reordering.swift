import Postings

extension InvertedBuffer {
  /// The terms of each document that tell something about it.
  ///
  /// - Parameter documentCount: greater than the number of any document.
  /// - Returns: an index that takes at most four bytes for each token.
  func forwardIndex(documentCount: Int) -> ForwardIndex {
    let tokens = unsafe self.tokens.values
    var index = ForwardIndex(documentCount: documentCount, termCount: terms.count, capacity: tokens.count)
    // For each term the document that it was seen in last, plus 1, and in how many it is.
    let seen = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: terms.count)
    let frequencies = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: terms.count)
    defer {
      unsafe seen.deallocate()
      unsafe frequencies.deallocate()
    }
    unsafe seen.initialize(repeating: 0)
    unsafe frequencies.initialize(repeating: 0)
    var end = 0
    for number in 0..<documents.count {
      let document = unsafe documents.values[number]
      let mark = document.number &+ 1
      index.begin(document.number, at: end)
      var place = document.start
      while place < document.end {
        // The number of a term, below their count.
        let term = unsafe tokens[place]
        place &+= 1
        if unsafe seen[Int(term)] == mark { continue }
        unsafe seen[Int(term)] = mark
        unsafe frequencies[Int(term)] &+= 1
        index.add(term, to: document.number)
        end &+= 1
      }
    }
    unsafe index.keepTellingTerms(frequencies)
    return index
  }

  /// Gives the documents new numbers, in whose order their tokens are dealt out from now on.
  func renumber(_ order: DocumentOrder) {
    // Documents without tokens are not here.
    var places = [Int32](repeating: -1, count: order.documents.count)
    for place in 0..<documents.count { unsafe places[Int(documents.values[place].number)] = Int32(place) }
    var renumbered = GrowableBuffer<Document>(capacity: documents.count)
    for (number, old) in order.documents.enumerated() where places[Int(old)] >= 0 {
      var document = unsafe documents.values[Int(places[Int(old)])]
      document.number = DocID(number)
      renumbered.append(document)
    }
    documents = renumbered
  }
}
