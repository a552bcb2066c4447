// Written by scripts/generate-unicode-tables from the Unicode Character Database 15.0.0; do not edit.
// The data are under the Unicode licence: see NOTICE.

/// The property Word_Break (Unicode Standard Annex #29, table 3).
enum WordBreakClass: UInt8 {
  case other = 0
  case cr = 1
  case lf = 2
  case newline = 3
  case extend = 4
  case zwj = 5
  case format = 6
  case regionalIndicator = 7
  case katakana = 8
  case hebrewLetter = 9
  case aLetter = 10
  case singleQuote = 11
  case doubleQuote = 12
  case midNumLet = 13
  case midLetter = 14
  case midNum = 15
  case numeric = 16
  case extendNumLet = 17
  case wSegSpace = 18
}
