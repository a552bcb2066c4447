/// A shell pattern for one name: `*`, `?`, `[…]` and backslash escapes, over bytes.
///
/// Matching keeps one place to go back to, the last `*`: since nothing before it need ever be matched otherwise, that
/// is enough, and time is at most the product of the two lengths whatever the pattern.
struct Glob: Sendable {
  enum Token: Sendable {
    case byte(UInt8)
    case anyByte
    case anyBytes
    case oneOf(ByteSet)
  }

  /// The literal bytes in front of the first wildcard.
  private let prefix: [UInt8]
  private let tokens: [Token]
  /// The literal bytes behind the last `*`; empty if there is none.
  private let suffix: [UInt8]

  init(_ tokens: [Token]) {
    let prefix = tokens.prefix { $0.literal != nil }
    var rest = tokens[prefix.endIndex...]
    let suffix = rest.reversed().prefix { $0.literal != nil }
    if let last = rest.dropLast(suffix.count).last, case .anyBytes = last {
      rest.removeLast(suffix.count)
      self.suffix = suffix.reversed().compactMap(\.literal)
    } else {
      self.suffix = []
    }
    self.prefix = prefix.compactMap(\.literal)
    self.tokens = Array(rest)
  }

  /// Matches every name.
  static let anything = Glob([.anyBytes])

  func matches(_ text: Span<UInt8>) -> Bool {
    guard text.count >= prefix.count + suffix.count else { return false }
    for index in prefix.indices where text[index] != prefix[index] { return false }
    let end = text.count - suffix.count
    for index in suffix.indices where text[end + index] != suffix[index] { return false }
    return matchesTokens(text, from: prefix.count, to: end)
  }

  private func matchesTokens(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    var place = start
    var token = 0
    var retry: (place: Int, token: Int)?
    while place < end {
      if token < tokens.count, case .anyBytes = tokens[token] {
        token += 1
        retry = (place, token)
      } else if token < tokens.count, tokens[token].matches(text[place]) {
        token += 1
        place += 1
      } else if let last = retry {
        place = last.place + 1
        token = last.token
        retry = (place, token)
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { if case .anyBytes = $0 { true } else { false } }
  }
}

extension Glob.Token {
  fileprivate var literal: UInt8? {
    if case .byte(let byte) = self { byte } else { nil }
  }

  fileprivate func matches(_ byte: UInt8) -> Bool {
    switch self {
    case .byte(let expected): byte == expected
    case .anyByte: true
    case .anyBytes: false
    case .oneOf(let set): set.contains(byte)
    }
  }
}
