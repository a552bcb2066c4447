/// A stretch of text that comes from a stretch of the source in equal pieces: every `textStep` bytes of the one stand
/// for `sourceStep` bytes of the other.
///
/// Plain text has steps of 1 and 1, UTF-16 of ASCII letters 1 and 2, base64 3 and 4, `&amp;` 1 and 5. Where the steps
/// are 1 and 0, the text has nothing in the source: it is a break that stands for tags.
struct SourceRun: Equatable, Sendable {
  /// Where the run begins in the text, in bytes. It ends where the next one begins.
  let textStart: UInt32
  /// Where the run begins in the source, in bytes.
  let sourceStart: UInt32
  /// The length of a piece in the text, in bytes; at least 1.
  let textStep: UInt32
  /// The length of a piece in the source, in bytes.
  let sourceStep: UInt32

  /// Offsets of 4 GiB and more, which no document has, are held at the greatest that there is room for.
  init(textStart: Int, sourceStart: Int, textStep: Int, sourceStep: Int) {
    self.textStart = UInt32(clamping: textStart)
    self.sourceStart = UInt32(clamping: sourceStart)
    self.textStep = UInt32(clamping: max(textStep, 1))
    self.sourceStep = UInt32(clamping: sourceStep)
  }

  var isIdentical: Bool { textStep == 1 && sourceStep == 1 }
  var isSynthetic: Bool { sourceStep == 0 }

  /// The number of the piece that holds the byte at `offset` of the text, which is not before the run.
  func piece(at offset: Int) -> Int {
    max(offset - Int(textStart), 0) / Int(textStep)
  }

  /// Where the piece of this number begins in the source; the number may be one past the last.
  func sourceStart(ofPiece number: Int) -> Int {
    Int(sourceStart) + number * Int(sourceStep)
  }
}
