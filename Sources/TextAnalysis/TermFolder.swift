/// Folds one word into its term: decomposed, case-folded, without the marks of letters that lose them, without what is
/// invisible (docs/ANALYSIS.md).
///
/// Canonical equivalents give equal terms: marks wait until the next starter and are sorted by combining class before they
/// are written. They wait in a buffer of fixed size; what does not fit is dropped and the term counts as truncated.
@safe struct TermFolder {
  /// The number of combining marks in a row that are kept at most.
  static let maximumMarks = 32

  private let output: UnsafeMutablePointer<UInt8>
  private let marks: UnsafeMutablePointer<UInt32>
  private var markCount = 0
  private var base = Base.plain

  /// The length of the term so far in bytes.
  private(set) var length = 0

  /// Whether anything was cut off.
  private(set) var isTruncated = false

  /// Whether the term has reached its greatest length, so that more cannot change it.
  private(set) var isFull = false

  /// What combining marks belong to.
  private enum Base {
    case plain, stripsMarks, pictograph
  }

  /// A folder that writes to `output`, which has room for ``TokenBatch/maximumTermLength`` bytes, and uses `marks`, which has
  /// room for ``maximumMarks`` numbers, while it works.
  init(output: UnsafeMutablePointer<UInt8>, marks: UnsafeMutablePointer<UInt32>) {
    unsafe self.output = output
    unsafe self.marks = marks
  }

  /// Folds the bytes of `text` in `range`: a word, or a part of one that is hyphenated.
  mutating func append(_ text: UTF8Text, in range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound, !isFull {
      let byte = text[position]
      if byte < 0x80 {
        appendASCII(byte)
        position += 1
      } else {
        let next = text.scalar(at: position)
        append(next.value)
        position = next.end
      }
    }
  }

  /// Ends the word.
  mutating func finish() {
    flushMarks()
  }

  private mutating func appendASCII(_ byte: UInt8) {
    flushMarks()
    let isLetter = (byte | 0x20) &- 0x61 < 26
    base = isLetter ? .stripsMarks : .plain
    write(UInt32(isLetter ? byte | 0x20 : byte))
  }

  private mutating func append(_ scalar: UInt32) {
    let traits = PropertyTable.traits(ofRecord: PropertyTable.record(of: scalar))
    if traits.contains(.mapped) {
      let form = FoldingTable.form(of: scalar)
      var position = 0
      while position < form.count {
        let part = form.scalar(at: position)
        appendFolded(part.value, PropertyTable.traits(ofRecord: PropertyTable.record(of: part.value)))
        position = part.end
      }
    } else if HangulSyllable.isSyllable(scalar) {
      flushMarks()
      base = .plain
      let syllable = HangulSyllable(scalar)
      write(syllable.leading)
      write(syllable.vowel)
      if let trailing = syllable.trailing { write(trailing) }
    } else {
      appendFolded(scalar, traits)
    }
  }

  /// Appends a scalar that folds to itself, or to nothing.
  private mutating func appendFolded(_ scalar: UInt32, _ traits: ScalarTraits) {
    if traits.contains(.dropped) {
      appendDropped(scalar, traits)
    } else if traits.contains(.mark) {
      appendMark(scalar, traits)
    } else {
      flushMarks()
      base = traits.contains(.stripsMarks) ? .stripsMarks : traits.contains(.pictographic) ? .pictograph : .plain
      write(scalar)
    }
  }

  private mutating func appendDropped(_ scalar: UInt32, _ traits: ScalarTraits) {
    if traits.contains(.stripsMarks) {  // tatweel: its marks go with it
      flushMarks()
      base = .stripsMarks
    } else if base == .pictograph, Self.tags.contains(scalar) {  // they tell the flags of England and Wales apart
      flushMarks()
      write(scalar)
    }
  }

  private mutating func appendMark(_ mark: UInt32, _ traits: ScalarTraits) {
    // No mark is sorted past one of class 0, and if an iota subscript waits, that one stands behind a letter.
    if !traits.contains(.reordered) { flushMarks() }
    if base == .stripsMarks, traits.contains(.nonspacingMark), mark != Self.ypogegrammeni { return }
    guard traits.contains(.reordered) else {
      write(mark)
      return
    }
    guard markCount < Self.maximumMarks else {
      isTruncated = true
      return
    }
    // Insertion sort, stable, with the rank above the 21 bits of the scalar.
    let rank = FoldingTable.combiningRank(of: mark)
    var index = markCount
    while unsafe index > 0 && marks[index - 1] >> 21 > rank {
      unsafe marks[index] = marks[index - 1]
      index -= 1
    }
    unsafe marks[index] = rank << 21 | mark
    markCount += 1
  }

  @inline(__always)
  private mutating func flushMarks() {
    if markCount > 0 { writeMarks() }
  }

  private mutating func writeMarks() {
    for index in 0..<markCount {
      let mark = unsafe marks[index] & 0x1F_FFFF
      if mark == Self.ypogegrammeni {
        base = .stripsMarks
        write(Self.iota)
      } else {
        write(mark)
      }
    }
    markCount = 0
  }

  /// Appends the UTF-8 of a scalar value to the term if it has room.
  private mutating func write(_ scalar: UInt32) {
    let width = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x1_0000 ? 3 : 4
    guard !isFull, length + width <= TokenBatch.maximumTermLength else {
      isTruncated = true
      isFull = true
      return
    }
    let byte = unsafe output + length
    length += width
    switch width {
    case 1:
      unsafe byte[0] = UInt8(truncatingIfNeeded: scalar)
    case 2:
      unsafe byte[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      unsafe byte[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    case 3:
      unsafe byte[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      unsafe byte[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      unsafe byte[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    default:
      unsafe byte[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      unsafe byte[1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
      unsafe byte[2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      unsafe byte[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    }
  }

  /// The iota subscript, a mark that case folding makes a letter of.
  private static let ypogegrammeni: UInt32 = 0x345
  private static let iota: UInt32 = 0x3B9

  /// The tag characters that spell a region after a black flag.
  private static let tags: ClosedRange<UInt32> = 0xE0020...0xE007F
}
