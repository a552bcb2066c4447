import JSON
import TestSupport
import Testing

/// Random values survive a round trip, and random bytes never do harm.
@Suite struct RandomTextTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func whatIsWrittenReadsBackTheSame(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let value = random.value(depth: 5)
      let bytes = written(value)
      #expect(try JSONValue(parsing: bytes) == value)
      #expect(errors(of: bytes).skipping == nil)
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func doublesReadBackTheSame(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let double = Double(bitPattern: random.next())
      guard double.isFinite else { continue }
      #expect(try JSONValue(parsing: written(.double(double))) == .double(double))
    }
  }

  /// Reading, skipping and reading value by value agree on every text, well-formed or not.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func mutatedTextsNeverTrap(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<150 {
      var bytes = written(random.value(depth: 4))
      for _ in 0...random.below(3) {
        random.mutate(&bytes)
      }
      let (parsing, skipping) = errors(of: bytes)
      #expect(parsing == skipping)
      // What was accepted is UTF-8, and is written as a text of the same meaning.
      if parsing == nil {
        let value = try JSONValue(parsing: bytes)
        #expect(try JSONValue(parsing: written(value)) == value)
      }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func randomBytesAreReplacedAsTheStandardLibraryDoes(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let leads: [UInt8] = [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xFF]
      let bytes = (0..<random.below(12)).map { _ in
        random.below(4) == 0 ? UInt8(random.below(256)) : leads[random.below(leads.count)]
      }
      var writer = JSONWriter()
      writer.string(utf8: bytes)
      #expect(try JSONValue(parsing: writer.bytes) == .string(String(decoding: bytes, as: UTF8.self)))
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func value(depth: Int) -> JSONValue {
    switch below(depth > 0 ? 9 : 6) {
    case 0: return .null
    case 1: return .bool(below(2) == 0)
    case 2: return .integer(Int64(bitPattern: next()) >> Int64(below(64)))
    case 3: return .double(Double(Int64(bitPattern: next())) / Double(1 + below(1_000_000)))
    case 4, 5: return .string(string())
    case 6: return .array((0..<below(6)).map { _ in value(depth: depth - 1) })
    default:
      let count = below(4) == 0 ? below(40) : below(6)
      // The number keeps the names apart.
      return .object(
        JSONObject(
          (0..<count).map { JSONObject.Member(name: string() + String($0), value: value(depth: depth - 1)) }))
    }
  }

  private mutating func string() -> String {
    var string = ""
    for _ in 0..<below(20) {
      let bound: UInt32 = [0x20, 0x7F, 0x7F, 0x7FF, 0xFFFF, 0x10_FFFF][below(6)]
      if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: next()) % bound) {
        string.unicodeScalars.append(scalar)
      }
    }
    return string
  }

  fileprivate mutating func mutate(_ bytes: inout [UInt8]) {
    let telling: [UInt8] =
      Array("{}[]\",:\\u0123456789eE+-.tfn \n".utf8) + [0, 0x1F, 0x80, 0xC3, 0xE0, 0xED, 0xF4, 0xFF]
    let byte = telling[below(telling.count)]
    guard !bytes.isEmpty else {
      bytes.append(byte)
      return
    }
    let index = below(bytes.count)
    switch below(5) {
    case 0: bytes[index] = byte
    case 1: bytes[index] ^= 1 << UInt8(below(8))
    case 2: bytes.insert(byte, at: index)
    case 3: bytes.remove(at: index)
    default: bytes.removeLast(bytes.count - index)
    }
  }
}
