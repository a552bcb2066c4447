/// Writes texts in an encoding, and counts offsets, lines and columns as it goes.
struct PlantedEncoder {
  private let encoding: PlantedFile.Encoding
  private let lineEnd: PlantedFile.LineEnd

  init(_ encoding: PlantedFile.Encoding, _ lineEnd: PlantedFile.LineEnd) {
    self.encoding = encoding
    self.lineEnd = lineEnd
  }

  var mark: [UInt8] {
    switch encoding {
    case .utf8, .windows1252: []
    case .utf8WithMark, .utf16LittleEndian, .utf16BigEndian: encode("\u{FEFF}")
    }
  }

  /// The bytes of a file, and the place before each scalar of the text and behind the last.
  func encode(_ text: PlantedText) -> (bytes: [UInt8], places: [PlantedFile.Place]) {
    var bytes = mark
    var places: [PlantedFile.Place] = []
    var place = PlantedFile.Place(offset: bytes.count)
    for scalar in text.scalars {
      places.append(place)
      for scalar in scalar == "\n" ? Array(lineEnd.rawValue.unicodeScalars) : [scalar] { bytes += encode(scalar) }
      place.offset = bytes.count
      place.utf8Column += scalar.utf8.count
      place.utf16Column += scalar.utf16.count
      place.utf32Column += 1
      if scalar == "\n" { place = PlantedFile.Place(offset: bytes.count, line: place.line + 1) }
    }
    return (bytes, places + [place])
  }

  private func encode(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch encoding {
    case .utf8, .utf8WithMark: Array(scalar.utf8)
    case .utf16LittleEndian: scalar.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian: scalar.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .windows1252: [Self.windows1252[scalar] ?? UInt8(truncatingIfNeeded: scalar.value)]
    }
  }

  /// Characters of Windows-1252 that are not those of Latin-1.
  private static let windows1252: [Unicode.Scalar: UInt8] = [
    "\u{20AC}": 0x80, "\u{2026}": 0x85, "\u{2018}": 0x91, "\u{2019}": 0x92, "\u{201C}": 0x93, "\u{201D}": 0x94,
    "\u{2013}": 0x96, "\u{2014}": 0x97,
  ]
}
