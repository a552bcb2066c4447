/// A JSON number: exact where it is an integer that fits 64 bits, else the nearest double.
public enum JSONNumber: Sendable, Equatable {
  /// A number written without point and exponent, within the range of `Int64`.
  case integer(Int64)
  /// Any other number; always finite.
  case double(Double)
}
