/// A straight line through values that were taken at equal distances.
enum Trend {
  /// By how much the line rises from the first value to the last, by the method of least squares.
  static func rise(of values: some Collection<Int>) -> Double {
    let count = Double(values.count)
    guard values.count > 1 else { return 0 }
    let middle = (count - 1) / 2
    let mean = values.reduce(0.0) { $0 + Double($1) } / count
    var (product, square) = (0.0, 0.0)
    for (number, value) in values.enumerated() {
      let distance = Double(number) - middle
      product += distance * (Double(value) - mean)
      square += distance * distance
    }
    return product / square * (count - 1)
  }
}
