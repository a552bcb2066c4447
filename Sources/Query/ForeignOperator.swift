/// An operator word of other search engines that is none here.
enum ForeignOperator {
  /// `&&` and `&`.
  case and
  /// `||` and `|`.
  case or
  /// `NEAR` and `ADJ`.
  case proximity

  /// What a whole word is in other search engines, if it is an operator there.
  init?(_ word: ArraySlice<UInt8>) {
    if word.elementsEqual("&&".utf8) || word.elementsEqual("&".utf8) {
      self = .and
    } else if word.elementsEqual("||".utf8) || word.elementsEqual("|".utf8) {
      self = .or
    } else if Syntax.isProximityName(word) {
      self = .proximity
    } else {
      return nil
    }
  }

  /// The operator to write instead, if there is one.
  var replacement: String? {
    switch self {
    case .and: "AND"
    case .or: "OR"
    case .proximity: nil
    }
  }
}
