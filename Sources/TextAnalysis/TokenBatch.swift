/// A block of tokens in reusable memory: what ``Analyzer/analyze(_:from:into:)`` fills and its caller reads.
///
/// Term `i` is `termBytes[termOffsets[i] ..< termOffsets[i + 1]]`, and it covers the bytes `starts[i] ..< ends[i]` of the
/// text. All pointers stay valid, and keep their addresses, for as long as the batch lives; only the first ``count`` tokens
/// are initialised. The class is not `Sendable`: a batch belongs to the thread that fills it.
@safe public final class TokenBatch {
  /// The number of tokens a batch holds at most, unless it is made for fewer.
  public static let capacity = 1024

  /// The length in bytes that a term has at most; longer ones are cut at a scalar boundary.
  public static let maximumTermLength = 128

  /// The number of tokens in the batch.
  public internal(set) var count = 0

  /// The number of tokens in the batch whose terms were cut.
  public internal(set) var truncatedCount = 0

  /// The folded terms in UTF-8, one after another.
  public let termBytes: UnsafeMutablePointer<UInt8>

  /// Where each term begins in ``termBytes``, and as entry ``count`` where the last one ends.
  public let termOffsets: UnsafeMutablePointer<Int32>

  /// The offset in the text of each token's first byte.
  public let starts: UnsafeMutablePointer<Int32>

  /// The offset in the text after each token's last byte.
  public let ends: UnsafeMutablePointer<Int32>

  /// The indices of the ``truncatedCount`` tokens that were cut, ascending.
  let truncatedTokens: UnsafeMutablePointer<Int32>

  /// The number of tokens that this one holds at most.
  let capacity: Int

  /// Room for the marks that a ``TermFolder`` sorts.
  let marks: UnsafeMutablePointer<UInt32>

  /// An empty batch.
  public convenience init() {
    self.init(capacity: Self.capacity)
  }

  /// An empty batch for a number of tokens, at least 1.
  init(capacity: Int) {
    self.capacity = capacity
    unsafe termBytes = .allocate(capacity: capacity * Self.maximumTermLength)
    unsafe termOffsets = .allocate(capacity: capacity + 1)
    unsafe starts = .allocate(capacity: capacity)
    unsafe ends = .allocate(capacity: capacity)
    unsafe truncatedTokens = .allocate(capacity: capacity)
    unsafe marks = .allocate(capacity: TermFolder.maximumMarks)
    unsafe termOffsets[0] = 0
  }

  deinit {
    unsafe termBytes.deallocate()
    unsafe termOffsets.deallocate()
    unsafe starts.deallocate()
    unsafe ends.deallocate()
    unsafe truncatedTokens.deallocate()
    unsafe marks.deallocate()
  }
}
