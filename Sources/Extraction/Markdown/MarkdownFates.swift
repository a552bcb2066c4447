/// What becomes of each byte of a paragraph of Markdown.
struct MarkdownFates {
  enum Fate: UInt8 {
    case kept, dropped
    /// Dropped, and words do not join over it; or lines, or paragraphs. The stronger comes later.
    case space, line, paragraph
  }

  private var fates: [Fate]
  /// What stands for something else, in the order of the text.
  private var replacements: [Replacement] = []

  private typealias Replacement = (range: Range<Int>, bytes: [UInt8])

  /// The fates of a paragraph that is kept.
  init(count: Int) {
    fates = [Fate](repeating: .kept, count: count)
  }

  subscript(place: Int) -> Fate { fates[place] }

  /// Decides about a range, whatever was decided about it before.
  mutating func set(_ range: Range<Int>, _ fate: Fate = .dropped) {
    Work.add(range.count)
    for place in range { fates[place] = fate }
  }

  /// Puts other bytes in the place of a range, which is behind those that were replaced before.
  mutating func replace(_ range: Range<Int>, by bytes: [UInt8]) {
    replacements.append((range, bytes))
  }

  /// Adds what is kept of a paragraph. Breaks stand only between pieces of it.
  func write(_ text: MappedText, to output: inout MappedText) {
    Work.add(text.count)
    let first = output.count
    var pending = Fate.kept
    var replaced = 0
    var place = 0
    while place < text.count {
      while replaced < replacements.count, replacements[replaced].range.lowerBound < place { replaced += 1 }
      let replacement: Replacement =
        replaced < replacements.count ? replacements[replaced] : (text.count..<text.count, [])
      let fate = fates[place]
      guard fate == .kept else {
        if fate.rawValue > pending.rawValue { pending = fate }
        place += 1
        continue
      }
      if output.count > first {
        let isSpaced = ASCII.isWhiteSpace(text.bytes[place]) || output.bytes.last.map(ASCII.isWhiteSpace) ?? true
        Self.separate(pending, isSpaced: isSpaced, &output)
      }
      pending = .kept
      if replacement.range.lowerBound == place {
        output.append(replacement.bytes, for: text.map.sourceRange(of: replacement.range))
        place = replacement.range.upperBound
      } else {
        let start = place
        while place < replacement.range.lowerBound, fates[place] == .kept { place += 1 }
        output.append(start..<place, of: text)
      }
    }
  }

  private static func separate(_ fate: Fate, isSpaced: Bool, _ output: inout MappedText) {
    switch fate {
    case .kept, .dropped: break
    case .space: if !isSpaced { output.appendSynthetic(" ") }
    case .line: output.appendSynthetic("\n")
    case .paragraph: output.appendSynthetic("\n\n")
    }
  }
}
