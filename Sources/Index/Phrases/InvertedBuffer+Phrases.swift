extension InvertedBuffer {
  /// Bytes of memory that `phrases` takes at the greatest, but for what grows with the number of common terms: of each token
  /// two for its place in the text, four for where a phrase begins and four for an occurrence.
  var phraseByteCount: Int {
    10 * tokens.count + MemoryLayout<UInt16>.stride * terms.count
  }

  /// The lists of phrases of all documents.
  ///
  /// - Parameters:
  ///   - counts: of the documents.
  ///   - frequencies: of all terms, by their numbers.
  ///   - leastDocumentFrequency: a term in fewer documents is not common.
  /// - Returns: the lists, and of which terms.
  func phrases(
    _ counts: SegmentCounts, frequencies: [Frequency], leastDocumentFrequency: Int
  ) -> BufferedPhrases {
    var selection = CommonTermSelection(counts, leastDocumentFrequency: leastDocumentFrequency)
    for number in frequencies.indices where frequencies[number].documentCount >= leastDocumentFrequency {
      let frequency = frequencies[number]
      unsafe selection.consider(
        terms[UInt32(number)], documentFrequency: Int(frequency.documentCount), totalFrequency: UInt64(frequency.total))
    }
    let common = selection.commonTerms()
    var numbers = [UInt16](repeating: PhraseText.none, count: terms.count)
    for number in frequencies.indices where frequencies[number].documentCount >= leastDocumentFrequency {
      if let common = unsafe common.number(of: [UInt8](terms[UInt32(number)])) { numbers[number] = UInt16(common) }
    }
    return BufferedPhrases(terms: common, lists: PhraseBuilder.lists(of: phraseText(numbers), terms: common))
  }

  /// The common terms of all documents as they stand; `numbers` has that of each term.
  private func phraseText(_ numbers: [UInt16]) -> PhraseText {
    let text = PhraseText(capacity: tokens.count + 2 * documents.count)
    let tokens = unsafe self.tokens.values
    for place in 0..<documents.count {
      let document = unsafe documents.values[place]
      let body = document.titleLength > 0 ? document.start &+ document.titleLength : -1
      var index = document.start
      while index < document.end {
        if index == body { text.append(PhraseText.none) }
        unsafe text.append(numbers[Int(tokens[index])])
        index &+= 1
      }
      text.endDocument(document.number)
    }
    return text
  }
}
