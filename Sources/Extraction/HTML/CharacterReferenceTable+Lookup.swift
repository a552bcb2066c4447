extension CharacterReferenceTable {
  /// What a name stands for.
  ///
  /// - Parameter name: The name's bytes, with the semicolon if there is one.
  /// - Returns: Where in ``values`` the text is that the name stands for; nil for what is no name.
  static func value(of name: ArraySlice<UInt8>) -> Range<Int>? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      switch compare(name, with: offset(middle, in: nameOffsets)..<offset(middle + 1, in: nameOffsets)) {
      case 0: return offset(middle, in: valueOffsets)..<offset(middle + 1, in: valueOffsets)
      case ..<0: high = middle
      default: low = middle + 1
      }
    }
    return nil
  }

  /// The bytes of ``values`` in a range.
  static func bytes(_ range: Range<Int>) -> [UInt8] {
    range.map { byte($0, of: values) }
  }

  /// Negative if `name` comes before the name in this range of the table, 0 if it is the same.
  private static func compare(_ name: ArraySlice<UInt8>, with range: Range<Int>) -> Int {
    for (left, place) in zip(name, range) {
      let right = byte(place, of: names)
      if left != right { return Int(left) - Int(right) }
    }
    return name.count - range.count
  }

  private static func offset(_ number: Int, in table: StaticString) -> Int {
    digit(3 * number, of: table) | digit(3 * number + 1, of: table) << 6 | digit(3 * number + 2, of: table) << 12
  }

  @inline(__always)
  private static func digit(_ place: Int, of table: StaticString) -> Int {
    Int(byte(place, of: table)) - Int(UInt8(ascii: "0"))
  }

  @inline(__always)
  private static func byte(_ place: Int, of table: StaticString) -> UInt8 {
    precondition(UInt(bitPattern: place) < UInt(bitPattern: table.utf8CodeUnitCount))
    return unsafe table.utf8Start[place]
  }
}
