import CStemmer

/// Cuts the endings off words, so that forms of one word become equal: the Snowball stemmers (Martin Porter, Richard Boulton and
/// others, https://snowballstem.org), as the system's libstemmer has them.
///
/// It takes words as an index has them: in lower case, without accents where these are folded. One thread at a time.
@safe public final class Stemmer {
  /// What language the words are of.
  public let language: Language

  /// Made by `sb_stemmer_new`, freed at the end, used by one call at a time.
  private let stemmer: OpaquePointer
  private let endings: [FoldedEnding]
  private var spelled: [UInt8] = []

  /// A stemmer.
  ///
  /// - Throws: `StemmingError.unavailable`.
  public init(_ language: Language) throws(StemmingError) {
    guard let stemmer = unsafe sb_stemmer_new(language.rawValue, "UTF_8") else { throw .unavailable(language) }
    unsafe self.stemmer = stemmer
    self.language = language
    endings = FoldedEnding.all(of: language)
  }

  deinit {
    unsafe sb_stemmer_delete(stemmer)
  }

  /// The stem of a word.
  ///
  /// - Parameter word: a term of an index. Not empty, and shorter than 2 GiB.
  /// - Returns: what forms of one word have in common; the word itself if nothing is left of it. Not a word, as a rule, and
  ///   comparable to stems of the same language only.
  public func stem(of word: [UInt8]) -> [UInt8] {
    unsafe word.withUnsafeBytes { bytes in
      unsafe withStem(of: bytes) { unsafe [UInt8]($0) }
    }
  }

  /// Calls `body` with the stem of a word, which is valid for the length of the call.
  ///
  /// - Parameters:
  ///   - word: a term of an index. Not empty, and shorter than 2 GiB.
  ///   - body: what to do with the stem.
  /// - Returns: what `body` returns.
  public func withStem<Result>(of word: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    for ending in endings
    where unsafe word.count >= ending.folded.count && word.suffix(ending.folded.count).elementsEqual(ending.folded) {
      spelled.removeAll(keepingCapacity: true)
      unsafe spelled.append(contentsOf: word.dropLast(ending.folded.count))
      spelled += ending.spelled
      return unsafe spelled.withUnsafeBytes { unsafe body(cut($0)) }
    }
    return unsafe body(cut(word))
  }

  private func cut(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let symbols = unsafe word.assumingMemoryBound(to: UInt8.self).baseAddress
    let stem = unsafe sb_stemmer_stem(stemmer, symbols, Int32(truncatingIfNeeded: word.count))
    let length = unsafe Int(sb_stemmer_length(stemmer))
    // Without memory for it, or where nothing is left, a word is its own stem.
    guard let stem = unsafe stem, length > 0 else { return unsafe word }
    return unsafe UnsafeRawBufferPointer(start: stem, count: length)
  }
}
