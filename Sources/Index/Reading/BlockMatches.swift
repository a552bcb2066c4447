import Postings

/// Where documents were found in a block, and how often they hold the term. It has room for 128 and is used again and again.
///
/// Its memory is freed by `deallocate`: it is handed around for every block, where nobody is to count references.
@safe public struct BlockMatches {
  /// How many documents are looked for at a time.
  public static let capacity = DocumentBlock.count

  /// The places of the documents found among those that were looked for.
  public let places: UnsafeMutablePointer<UInt8>
  /// Their frequencies, once `PostingsCursor.readFrequencies` has been called.
  public let frequencies: UnsafeMutablePointer<UInt32>
  /// Their places in the block, once `PostingsCursor.findBlockPlaces` or `readFrequencies` has been called.
  public let blockPlaces: UnsafeMutablePointer<UInt8>

  /// Room for matches.
  public init() {
    unsafe places = .allocate(capacity: Self.capacity)
    unsafe places.initialize(repeating: 0, count: Self.capacity)
    unsafe blockPlaces = .allocate(capacity: Self.capacity)
    unsafe blockPlaces.initialize(repeating: 0, count: Self.capacity)
    unsafe frequencies = .allocate(capacity: Self.capacity)
    unsafe frequencies.initialize(repeating: 0, count: Self.capacity)
  }

  /// Frees the memory: the last use of this and of its copies.
  public func deallocate() {
    unsafe places.deallocate()
    unsafe blockPlaces.deallocate()
    unsafe frequencies.deallocate()
  }

  /// Finds the places in the block of the first `count` matches, which are documents of a set.
  func rank(_ count: Int, of documents: UnsafePointer<UInt32>, in set: DocumentSetBlock) {
    // The frequencies are not read yet: their memory holds the documents for as long.
    for index in 0..<count { unsafe frequencies[index] = documents[Int(places[index])] }
    unsafe set.ranks(of: frequencies, count: count, into: blockPlaces)
  }

  func takeFrequencies(_ count: Int, from source: UnsafePointer<UInt32>) {
    for index in 0..<count { unsafe frequencies[index] = source[Int(blockPlaces[index])] }
  }
}
