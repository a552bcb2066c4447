/// Where bytes stop being UTF-8.
enum IllFormedUTF8 {
  /// The first ill-formed sequence from `start` on, which one U+FFFD stands for; nil if there is none.
  ///
  /// How long such a sequence is follows "U+FFFD Substitution of Maximal Subparts" (The Unicode Standard 15.0,
  /// section 3.9).
  static func first(in bytes: Span<UInt8>, from start: Int) -> Range<Int>? {
    do {
      _ = try UTF8Span(validating: bytes.extracting(start...))
      return nil
    } catch {
      return error.byteOffsets.lowerBound + start..<error.byteOffsets.upperBound + start
    }
  }
}
