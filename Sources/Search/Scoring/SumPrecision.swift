/// Whether the scores of several clauses can be summed in any order.
///
/// A score w - w / (1 + x), rounded to 32 bits at each step, is a multiple of half the last place of w: where w / (1 + x) is at
/// least w / 2 the difference is exact (Sterbenz, 1974), and where it is less the score itself is at least w / 2. So all
/// scores are multiples of 2^-25 times the least power of two that is at most a weight, and a sum of 64 bits is exact as
/// long as no more than 53 binary places lie between that and the sum of all weights.
enum SumPrecision {
  static func isExact(for weights: some Sequence<Float>) -> Bool {
    let sum = weights.reduce(0.0) { $0 + Double($1) }
    guard let least = weights.min(), least.isNormal, least > 0, sum.isFinite else {
      return weights.allSatisfy { $0 == 0 }
    }
    return sum.exponent + 1 - (least.exponent - 25) <= 53
  }
}
