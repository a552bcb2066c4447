/// The codecs once more, as docs/FORMAT.md has them, for clarity alone.
enum NaiveCodecs {
  /// 128 numbers, bit by bit: number `i` in lane `i % 4`, the rows of a lane one after the other in its 32-bit words.
  static func packed(_ values: [UInt32], bits: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16 * bits)
    for (index, value) in values.enumerated() {
      for bit in 0..<bits where value >> UInt32(bit) & 1 == 1 {
        let place = index / 4 * bits + bit
        bytes[place / 32 * 16 + index % 4 * 4 + place % 32 / 8] |= 1 << UInt8(place % 8)
      }
    }
    return bytes
  }

  /// How many bits a number needs.
  static func width(_ value: UInt32) -> Int { value == 0 ? 0 : String(value, radix: 2).count }

  /// The smallest of all forms of a group of 128 numbers, and of equally small ones that with the most bits.
  static func patchedGroup(_ values: [UInt32]) -> [UInt8] {
    let greatest = values.map(width).max() ?? 0
    var best = [UInt8(greatest)] + packed(values, bits: greatest)
    for bits in (0..<greatest).reversed() where bits <= 24 {
      let exceptions = values.indices.filter { width(values[$0]) > bits }
      guard exceptions.count <= 15, exceptions.allSatisfy({ values[$0] >> UInt32(bits) <= 255 }) else { continue }
      var bytes = [UInt8(128 + bits), UInt8(exceptions.count)]
      bytes += packed(values.map { $0 % (1 << UInt32(bits)) }, bits: bits)
      for index in exceptions { bytes += [UInt8(index), UInt8(values[index] >> UInt32(bits))] }
      if bytes.count < best.count { best = bytes }
    }
    return best
  }

  /// A full block, as a set if that is no larger.
  static func block(_ list: DocumentList) -> [UInt8] {
    let first = Int(list.base) / 64
    var set = [UInt8](repeating: 0, count: 8 * (Int(list.documents[127]) / 64 - first + 1))
    let differences = list.documents.indices.map { index in
      list.documents[index] - (index < 4 ? list.base : list.documents[index - 4])
    }
    let bits = differences.map(width).max() ?? 0
    var bytes: [UInt8]
    if set.count <= 16 * bits {
      for document in list.documents { set[Int(document) / 8 - 8 * first] |= 1 << UInt8(document % 8) }
      bytes = [UInt8(64 + set.count / 8)] + set
    } else {
      bytes = [UInt8(bits)] + packed(differences, bits: bits)
    }
    bytes += patchedGroup(list.frequencies.map { $0 - 1 })
    return bytes
  }

  /// A tail of documents below `limit`.
  static func tail(_ list: DocumentList, below limit: UInt32) -> [UInt8] {
    let share = UInt64(limit - list.base) * 11 / UInt64(16 * list.documents.count)
    let lowBits = max(String(share, radix: 2).count - 1, 0)
    var bits = NaiveBits()
    var least = list.base
    for (document, frequency) in zip(list.documents, list.frequencies) {
      bits.appendRice(UInt64(document - least), lowBits: lowBits)
      bits.appendGamma(frequency)
      least = document + 1
    }
    return bits.bytes
  }
}
