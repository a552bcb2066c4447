/// The quotation marks that delimit a phrase, by scalar value.
enum QuoteMark: UInt32 {
  case straight = 0x22
  case left = 0x201C
  case right = 0x201D
  case low = 0x201E
  case leftAngle = 0xAB
  case rightAngle = 0xBB
  case leftSingleAngle = 0x2039
  case rightSingleAngle = 0x203A

  /// Whether a phrase that this mark opened ends at `mark`.
  ///
  /// The pairs are those of English (“ ”), German („ “, » «), Polish („ ”), Swedish (” ”, » ») and French (« »)
  /// typography; the single angle marks pair as the double ones do. The straight mark ends every phrase, because an editor that curls quotes often misses one; so no
  /// phrase ever holds one, and the canonical form needs no escapes.
  func isClosed(by mark: QuoteMark) -> Bool {
    if mark == .straight { return true }
    return switch self {
    case .straight: false
    case .left, .right: mark == .right
    case .low: mark == .left || mark == .right
    case .leftAngle: mark == .rightAngle
    case .rightAngle: mark == .leftAngle || mark == .rightAngle
    case .leftSingleAngle: mark == .rightSingleAngle
    case .rightSingleAngle: mark == .leftSingleAngle || mark == .rightSingleAngle
    }
  }
}
