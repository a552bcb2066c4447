/// The bytes in which an index keeps a map. The map of a text that is its source has none.
///
///     map    := run*
///     run    := header [gap] [steps]
///     header := varint, pieces * 8 + shape
///     gap    := varint, source bytes between the end of what is before and this run; or, where the shape says so, by
///               how many bytes the run begins before that end
///     steps  := varint, source step * 4 + min(text step, 4) - 1; text steps from 4 on are followed by varint, step - 4
///
/// Varints are little-endian groups of seven bits, the highest bit set in all but the last.
extension SourceMap {
  private enum Shape: UInt64 {
    case identical = 0
    case identicalAfterGap = 1
    case pieces = 2
    case piecesAfterGap = 3
    case piecesOverlapping = 4
    case synthetic = 5
  }

  /// No map holds longer texts or sources.
  private static let greatestOffset = Int(UInt32.max)

  /// The map in its compact form; no bytes if text and source are the same.
  package var encoded: [UInt8] {
    var bytes: [UInt8] = []
    var end = 0
    for index in runs.indices {
      let run = runs[index]
      let count = (textEnd(ofRun: index) - Int(run.textStart)) / Int(run.textStep)
      let gap = run.isSynthetic ? 0 : Int(run.sourceStart) - end
      let shape: Shape =
        if run.isSynthetic {
          .synthetic
        } else if gap < 0 {
          .piecesOverlapping
        } else if run.isIdentical {
          gap == 0 ? .identical : .identicalAfterGap
        } else {
          gap == 0 ? .pieces : .piecesAfterGap
        }
      Self.append(UInt64(count) << 3 | shape.rawValue, to: &bytes)
      if gap != 0 { Self.append(UInt64(gap.magnitude), to: &bytes) }
      if !run.isSynthetic {
        if !run.isIdentical || gap < 0 {
          Self.append(UInt64(run.sourceStep) << 2 | UInt64(min(run.textStep, 4) - 1), to: &bytes)
          if run.textStep >= 4 { Self.append(UInt64(run.textStep - 4), to: &bytes) }
        }
        end = run.sourceStart(ofPiece: count)
      }
    }
    return bytes
  }

  /// Reads a map from its compact form, in time and memory that grow with the number of bytes; nil for bytes that are no
  /// map, or that of a text of another length.
  ///
  /// - Parameters:
  ///   - bytes: What ``encoded`` gave. None are the map of a text that is its source. A map in an unusual spelling is
  ///     read as the same map in the usual one.
  ///   - textCount: The length of the text that the map must be of, in bytes.
  package init?(encoded bytes: [UInt8], textCount: Int) {
    guard 0...Self.greatestOffset ~= textCount else { return nil }
    guard !bytes.isEmpty else {
      self.init(identityOf: textCount)
      return
    }
    self.init(encodedRuns: bytes)
    guard self.textCount == textCount else { return nil }
  }

  /// Reads the runs of a map, of a text of any length.
  init?(encodedRuns bytes: [UInt8]) {
    self.init()
    var place = 0
    while place < bytes.count {
      guard let header = Self.readVarint(bytes, &place), let shape = Shape(rawValue: header & 7), header >> 3 > 0,
        readRun(shape, count: Int(header >> 3), bytes, &place)
      else { return nil }
    }
  }

  private mutating func readRun(_ shape: Shape, count: Int, _ bytes: [UInt8], _ place: inout Int) -> Bool {
    var source = sourceEnd
    if shape == .identicalAfterGap || shape == .piecesAfterGap || shape == .piecesOverlapping {
      guard let gap = Self.readVarint(bytes, &place) else { return false }
      source += shape == .piecesOverlapping ? -Int(gap) : Int(gap)
    }
    var textStep = 1
    var sourceStep = shape == .synthetic ? 0 : 1
    if shape == .pieces || shape == .piecesAfterGap || shape == .piecesOverlapping {
      guard let steps = Self.readVarint(bytes, &place) else { return false }
      textStep = Int(steps & 3) + 1
      sourceStep = Int(steps >> 2)
      if textStep == 4 {
        guard let more = Self.readVarint(bytes, &place) else { return false }
        textStep += Int(more)
      }
      guard sourceStep > 0 else { return false }
    }
    // The numbers are below 2^42, so no sum overflows; a product may.
    let (text, isTextTooLong) = count.multipliedReportingOverflow(by: textStep)
    let (length, isSourceTooLong) = count.multipliedReportingOverflow(by: sourceStep)
    guard !isTextTooLong, !isSourceTooLong, source >= 0, text <= Self.greatestOffset - textCount,
      length <= Self.greatestOffset, source <= Self.greatestOffset - length
    else { return false }
    switch shape {
    case .synthetic: appendSynthetic(text)
    case .identical, .identicalAfterGap: appendIdentical(text, at: source)
    default: appendPieces(count, textStep: textStep, sourceStep: sourceStep, at: source)
    }
    return sourceEnd <= Self.greatestOffset
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads a number below 2^42; nil where there is none.
  private static func readVarint(_ bytes: [UInt8], _ place: inout Int) -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 42, by: 7) where place < bytes.count {
      let byte = bytes[place]
      place += 1
      number |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return number }
    }
    return nil
  }
}
