import TestSupport

/// Texts made of what segmentation and folding tell apart, in an order that only chance knows.
struct RandomText {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// Well-formed text of about `length` scalars.
  mutating func scalars(_ length: Int) -> [UInt32] {
    var scalars: [UInt32] = []
    while scalars.count < length {
      let alphabet = Self.alphabets[random.below(Self.alphabets.count)]
      let run = random.below(40) == 0 ? 100 + random.below(60) : 1 + random.below(5)
      // Marks come in short runs: past the number that is kept the comparison would end.
      for _ in 0..<(alphabet == Self.marks ? min(run, 3) : run) {
        scalars.append(alphabet[random.below(alphabet.count)])
      }
      if random.below(3) == 0 { scalars += Self.snippets[random.below(Self.snippets.count)] }
      if random.below(20) == 0 { scalars.append(anyScalar()) }
    }
    return scalars
  }

  /// The same in UTF-8, with bytes changed, left out and put in at some places if it may be ill-formed.
  mutating func bytes(_ length: Int, isWellFormed: Bool = true) -> [UInt8] {
    var bytes = encoded(scalars(length)).bytes
    guard !isWellFormed else { return bytes }
    for _ in 0..<(1 + bytes.count / 16) {
      let index = random.below(bytes.count)
      switch random.below(3) {
      case 0: bytes[index] = UInt8(random.below(256))
      case 1: bytes.insert(UInt8(0x80 + random.below(0x80)), at: index)
      default: bytes.remove(at: index)
      }
    }
    return bytes
  }

  private mutating func anyScalar() -> UInt32 {
    // Half of them from the two planes that hold the scripts.
    let scalar = UInt32(random.below(random.below(2) == 0 ? 0x20000 : 0x110000))
    return 0xD800...0xDFFF ~= scalar ? 0xFFFD : scalar
  }

  private static let marks = values(
    "\u{300}\u{301}\u{308}\u{323}\u{327}\u{345}\u{5B7}\u{64E}\u{651}\u{93C}\u{20DD}\u{3099}")

  private static let alphabets: [[UInt32]] = [
    Array(0x61...0x7A), Array(0x41...0x5A), Array(0x30...0x39), Array(0x20...0x2F), marks,
    values("    \n\t.,;:'\"-_-''..,"),
    values("àéîöüñçßſæœøłđðþıİŒØÅŉĿǅʼnǰẞ"),
    values("ὀδυσσεύςἈΔΆᾳΐᾈΣς"),
    values("ёйЖжщъЎўѷԱև"),
    values("שָׁלוֹם׳״אבג"),
    values("اَلسَّلَامُٱآإـﻻء"),
    values("नमस्तेक़ड़િംก็นำ้"),
    values("カタガナーひらがな漢字東京〇々"),
    values("한국어각각"),
    values("👩❤🏴⌚™ⓂⒶ⑫½²Ⅳﬁ🅰"),
    values("\u{200D}\u{200D}\u{FE0F}\u{20E3}\u{1F3FD}\u{E0067}\u{E007F}"),
    Array(0x1F1E6...0x1F1FF),
    values("\u{AD}\u{200B}\u{200E}\u{202F}\u{A0}\u{2028}\u{85}\u{B}\u{3000}\u{FEFF}\u{34F}\u{115F}"),
    values("‘’“”‐–—·‧…․、。"),
  ]

  private static let snippets: [[UInt32]] = [
    "-\n", "-\r\n\t", " - \n", "\u{2010} \r", "\u{AD}\n", "-\n\n", "a-\nb", "é-\n ü", "n't", "1,000.5", "a.b", "א\"ב",
    "ו'", "👩\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "\u{200D}❤", "🇩🇪", "_", "\r\n", "x\u{301}\u{323}", "\u{202F}",
  ].map(values)

  private static func values(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value)
  }
}
