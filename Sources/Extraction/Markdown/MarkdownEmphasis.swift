/// Matches the runs of asterisks, underscores and tildes of a paragraph (CommonMark 0.31, section 6.2).
struct MarkdownEmphasis {
  /// A run that may begin emphasis.
  private struct Opener {
    let start: Int
    var count: Int
    let length: Int
    let canClose: Bool
  }

  private enum Kind {
    case space, punctuation, letter
  }

  /// The characters that mark emphasis.
  static let characters = Array("*_~".utf8)

  private let bytes: [UInt8]
  /// The runs of each of the characters that nothing has closed yet.
  private var openers: [[Opener]] = [[], [], []]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the run that begins at a place, drops it and an earlier one as far as they match, and gives its end.
  mutating func readRun(at place: Int, _ fates: inout MarkdownFates) -> Int {
    let character = bytes[place]
    guard let kind = Self.characters.firstIndex(of: character) else { return place + 1 }
    var end = place
    while end < bytes.count, bytes[end] == character { end += 1 }
    if character == UInt8(ascii: "~"), end - place != 2 { return end }
    Work.add(end - place)
    let (canOpen, canClose) = role(of: place..<end)
    var start = place
    while canClose, start < end, var opener = openers[kind].last {
      // Runs that could do both do not match where their lengths add up to a multiple of three, so that `**a*b*c**` is
      // what it looks like.
      let sum = opener.length + end - place
      if canOpen || opener.canClose, sum % 3 == 0, opener.length % 3 != 0 { break }
      let count = min(opener.count, end - start)
      fates.set(opener.start + opener.count - count..<opener.start + opener.count)
      fates.set(start..<start + count)
      start += count
      opener.count -= count
      openers[kind].removeLast()
      if opener.count > 0 { openers[kind].append(opener) }
      // What opened in between can close no more: emphasis does not overlap.
      for other in openers.indices where other != kind {
        while let last = openers[other].last, last.start > opener.start { openers[other].removeLast() }
      }
    }
    if canOpen, start < end {
      openers[kind].append(Opener(start: start, count: end - start, length: end - place, canClose: canClose))
    }
    return end
  }

  private func role(of run: Range<Int>) -> (canOpen: Bool, canClose: Bool) {
    let before = kind(before: run.lowerBound)
    let after = kind(after: run.upperBound)
    let isLeft = after == .letter || (after == .punctuation && before != .letter)
    let isRight = before == .letter || (before == .punctuation && after != .letter)
    // Underscores within words belong to the words.
    let isWithinWord = bytes[run.lowerBound] == UInt8(ascii: "_") && isLeft && isRight
    return (isLeft && (!isWithinWord || before == .punctuation), isRight && (!isWithinWord || after == .punctuation))
  }

  private func kind(after place: Int) -> Kind {
    guard place < bytes.count else { return .space }
    return kind(of: bytes[place], place + 1 < bytes.count ? bytes[place + 1] : 0)
  }

  private func kind(before place: Int) -> Kind {
    guard place > 0 else { return .space }
    var start = place - 1
    while start > 0, place - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return kind(of: bytes[start], start + 1 < bytes.count ? bytes[start + 1] : 0)
  }

  /// The kind of a character by its first two bytes: beyond ASCII, the blocks of punctuation of all scripts, and of
  /// Chinese and Japanese.
  private func kind(of first: UInt8, _ second: UInt8) -> Kind {
    if first < 0x80 {
      return ASCII.isWhiteSpace(first) ? .space : ASCII.isPunctuation(first) ? .punctuation : .letter
    }
    if first == 0xC2 { return second == 0xA0 ? .space : .punctuation }
    return first == 0xE2 && second <= 0x81 || first == 0xE3 && second == 0x80 ? .punctuation : .letter
  }
}
