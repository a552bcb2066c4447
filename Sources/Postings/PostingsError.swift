/// What only damaged or forged bytes can cause while postings are decoded.
public enum PostingsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A block ends after its bytes do.
  case truncated
  /// A packed width lies outside of what its block allows.
  case invalidWidth(Int)
  /// A document number is not below the segment's number of documents.
  case documentOutOfRange
  /// A number in variable length does not fit 32 (or 64) bits.
  case numberTooLarge
  /// A document with a frequency of zero, or numbers that do not ascend.
  case disordered

  /// What is wrong, in a few words.
  public var description: String {
    switch self {
    case .truncated: "the bytes end inside a block"
    case .invalidWidth(let bits): "a block claims values of \(bits) bits"
    case .documentOutOfRange: "a document number is past the segment's end"
    case .numberTooLarge: "a variable-length number is too large"
    case .disordered: "numbers that must ascend do not"
    }
  }
}
