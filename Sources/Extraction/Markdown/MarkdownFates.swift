/// What becomes of each byte of a paragraph of Markdown.
struct MarkdownFates {
  enum Fate: UInt8 {
    case kept, dropped
    /// Dropped, and words do not join over it; or lines, or paragraphs. The stronger comes later.
    case space, line, paragraph
  }

  private var fates: [Fate]
  /// What stands for something else, in the order of the text.
  private var replacements: [(range: Range<Int>, bytes: [UInt8])] = []

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
    var pending = Fate.kept
    var remaining = replacements[...]
    let first = output.count
    Work.add(text.count)
    var place = 0
    while place < text.count {
      while let next = remaining.first, next.range.lowerBound < place { remaining.removeFirst() }
      let start = place
      let fate = fates[place]
      let next = remaining.first?.range
      if fate == .kept {
        let isSpaced = ASCII.isWhiteSpace(text.bytes[place]) || output.bytes.last.map(ASCII.isWhiteSpace) ?? true
        if output.count > first { Self.separate(pending, isSpaced: isSpaced, &output) }
        pending = .kept
      }
      if fate == .kept, let replacement = remaining.first, replacement.range.lowerBound == place {
        output.append(replacement.bytes, for: text.map.sourceRange(of: replacement.range))
        place = replacement.range.upperBound
        continue
      }
      let limit = next.map { $0.lowerBound > place ? $0.lowerBound : text.count } ?? text.count
      place += 1
      while place < limit, fates[place] == fate { place += 1 }
      if fate == .kept {
        output.append(start..<place, of: text)
      } else if fate.rawValue > pending.rawValue {
        pending = fate
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
