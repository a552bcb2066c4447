import Foundation

/// What a document's length becomes in one byte, found by search instead of by bits.
enum NaiveLength {
  /// The lengths that have a code of their own: the exact ones, then eight steps for each power of two.
  private static let codes: [Int] = {
    var codes = Array(0...40)
    var step = 2
    while codes.count < 256 {
      for _ in 0..<8 where codes.count < 256 { codes.append(codes[codes.count - 1] + step) }
      step *= 2
    }
    return codes
  }()

  /// The greatest length with a code that is not above `length`.
  static func rounded(_ length: Int) -> Int {
    codes.last { $0 <= length } ?? 0
  }

  static func logarithm(_ value: Double) -> Double { log(value) }
}
