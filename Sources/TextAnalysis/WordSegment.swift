/// What lies between two word boundaries.
struct WordSegment {
  /// Where the word in it begins: where the segment does, but for a pictograph that a joiner ties to a space or a sign.
  var wordStart: Int

  /// Where it ends.
  var end: Int

  /// Whether it is a word: has a letter, an ideograph, a number or an emoji.
  var isWord: Bool

  /// Whether its last scalar, marks and format characters aside, is a letter.
  var endsWithLetter = false

  /// Whether its very last scalar is a soft hyphen.
  var endsWithSoftHyphen = false
}
