/// Cuts a pattern, as an ignore file writes it, at its slashes into globs.
///
/// It follows the manual of gitignore (Git 2.39, section "Pattern format") and, where that points on, POSIX.1-2017
/// (XCU 2.13, "Pattern Matching Notation"): bracket expressions with ranges, negation by `!` or `^`, and classes such
/// as `[:digit:]`; a backslash takes the next byte as it is. A slash inside brackets cuts nothing and, since names hold
/// none, matches nothing.
struct GlobParser {
  private let pattern: ArraySlice<UInt8>
  private var place: Int
  /// Where the next `]` stood when it was last looked for, so that time stays linear however many brackets open.
  private var closingBracket: Int?

  init(_ pattern: ArraySlice<UInt8>) {
    self.pattern = pattern
    place = pattern.startIndex
  }

  /// The parts between slashes; nil for a pattern that matches nothing, such as one whose bracket is never closed.
  mutating func parse() -> [[Glob.Token]]? {
    var parts: [[Glob.Token]] = [[]]
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "*"):
        parts[parts.count - 1].append(.anyBytes)
      case UInt8(ascii: "?"):
        parts[parts.count - 1].append(.anyByte)
      case UInt8(ascii: "["):
        guard let set = parseBracket() else { return nil }
        parts[parts.count - 1].append(.oneOf(set))
      case UInt8(ascii: "/"):
        parts.append([])
      case UInt8(ascii: "\\"):
        guard let escaped = next() else { return nil }
        if escaped == UInt8(ascii: "/") { parts.append([]) } else { parts[parts.count - 1].append(.byte(escaped)) }
      default:
        parts[parts.count - 1].append(.byte(byte))
      }
    }
    return parts
  }

  private var peeked: UInt8? {
    place < pattern.endIndex ? pattern[place] : nil
  }

  private mutating func next() -> UInt8? {
    guard let byte = peeked else { return nil }
    place += 1
    return byte
  }

  /// Reads a bracket expression from behind its `[`.
  private mutating func parseBracket() -> ByteSet? {
    var set = ByteSet()
    let isNegated = peeked == UInt8(ascii: "!") || peeked == UInt8(ascii: "^")
    if isNegated { place += 1 }
    // The byte that a following `-` would make the start of a range.
    var previous: UInt8?
    var isFirst = true
    while true {
      guard let byte = next() else { return nil }
      if byte == UInt8(ascii: "]"), !isFirst { break }
      isFirst = false
      if byte == UInt8(ascii: "-"), let low = previous, let following = peeked, following != UInt8(ascii: "]") {
        place += 1
        guard let high = following == UInt8(ascii: "\\") ? next() : following else { return nil }
        if low <= high { set.formUnion(ByteSet(low...high)) }
        previous = nil
      } else if byte == UInt8(ascii: "["), let name = classNameAhead() {
        guard let members = Self.members(ofClass: name) else { return nil }
        set.formUnion(members)
        place += name.utf8.count + 3
        previous = nil
      } else {
        guard let literal = byte == UInt8(ascii: "\\") ? next() : byte else { return nil }
        set.insert(literal)
        previous = literal
      }
    }
    return isNegated ? set.inverted : set
  }

  /// The name in `:name:]`, if that is what follows.
  private mutating func classNameAhead() -> String? {
    guard peeked == UInt8(ascii: ":") else { return nil }
    let start = place + 1
    let end = nextClosingBracket(from: start)
    guard end < pattern.endIndex, end > start, pattern[end - 1] == UInt8(ascii: ":") else { return nil }
    return String(decoding: pattern[start..<(end - 1)], as: UTF8.self)
  }

  /// The place of the first `]` from `start` on; the pattern's end where there is none.
  private mutating func nextClosingBracket(from start: Int) -> Int {
    if let known = closingBracket, known >= start { return known }
    let found = pattern[start...].firstIndex(of: UInt8(ascii: "]")) ?? pattern.endIndex
    closingBracket = found
    return found
  }

  private static func members(ofClass name: String) -> ByteSet? {
    let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let ranges: [ClosedRange<UInt8>]? =
      switch name {
      case "alnum": [upper, lower, digits]
      case "alpha": [upper, lower]
      case "blank": [0x09...0x09, 0x20...0x20]
      case "cntrl": [0x00...0x1F, 0x7F...0x7F]
      case "digit": [digits]
      case "graph": [0x21...0x7E]
      case "lower": [lower]
      case "print": [0x20...0x7E]
      case "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
      case "space": [0x09...0x0D, 0x20...0x20]
      case "upper": [upper]
      case "xdigit": [digits, UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f")]
      default: nil
      }
    guard let ranges else { return nil }
    var set = ByteSet()
    for range in ranges { set.formUnion(ByteSet(range)) }
    return set
  }
}
