extension JSONScanner {
  /// Moves past a number, whose first byte (a digit or a minus) is here.
  mutating func readNumber() throws(JSONError) -> JSONNumber {
    let start = offset
    let isInteger = try skipNumber()
    if isInteger, let integer = integer(from: start) {
      return .integer(integer)
    }
    // The grammar is checked, and all of it is ASCII that `Double` knows; what is too large comes back infinite.
    guard let double = unsafe Double(String(decoding: bytes[start..<offset], as: UTF8.self)), double.isFinite else {
      throw JSONError(.numberOutOfRange, at: start, "a number is too large")
    }
    return .double(double)
  }

  /// Moves past a number with every check that reading makes but its magnitude.
  ///
  /// - Returns: whether it has neither point nor exponent.
  private mutating func skipNumber() throws(JSONError) -> Bool {
    let start = offset
    var isInteger = true
    if byte == UInt8(ascii: "-") { offset += 1 }
    if byte == UInt8(ascii: "0") {
      offset += 1
      if let byte, Self.isDigit(byte) {
        throw JSONError(.invalidNumber, at: start, "a number begins with a zero")
      }
    } else {
      try skipDigits(ofNumberAt: start)
    }
    if byte == UInt8(ascii: ".") {
      isInteger = false
      offset += 1
      try skipDigits(ofNumberAt: start)
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      isInteger = false
      offset += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      try skipDigits(ofNumberAt: start)
    }
    return isInteger
  }

  private mutating func skipDigits(ofNumberAt start: Int) throws(JSONError) {
    let first = offset
    while let byte, Self.isDigit(byte) {
      offset += 1
      guard offset - start <= numberLength else {
        throw JSONError(.numberTooLong, at: start, "a number is longer than \(numberLength) bytes")
      }
    }
    guard offset > first else {
      throw JSONError(.invalidNumber, at: start, "a number lacks digits")
    }
  }

  /// The value of the `-?[0-9]+` that ends here, nil where it does not fit.
  private func integer(from start: Int) -> Int64? {
    let isNegative = unsafe bytes[start] == UInt8(ascii: "-")
    // Counted downwards, since the negative range is the larger one.
    var value: Int64 = 0
    for index in (isNegative ? start + 1 : start)..<offset {
      let digit = unsafe Int64(bytes[index] - UInt8(ascii: "0"))
      let (tenfold, overflowsTenfold) = value.multipliedReportingOverflow(by: 10)
      let (next, overflows) = tenfold.subtractingReportingOverflow(digit)
      guard !overflowsTenfold, !overflows else { return nil }
      value = next
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
