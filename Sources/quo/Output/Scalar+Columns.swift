extension Unicode.Scalar {
  /// How many columns of a terminal it takes, near enough to put a caret under it: as `wcwidth` has it, with the wide
  /// blocks of UAX #11 in place of its table.
  var columnCount: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x2_0000...0x3_FFFD:
      return 2
    default: return 1
    }
  }
}
