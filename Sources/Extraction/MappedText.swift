/// A text in UTF-8, and where in its source each of its bytes stands.
package struct MappedText: Equatable, Sendable {
  /// The text.
  package private(set) var bytes: [UInt8] = []
  /// From the text to its source.
  package private(set) var map = SourceMap()

  /// The empty text.
  package init() {}

  /// A text that was made elsewhere.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - map: Its map; must be of a text of this length.
  package init(bytes: [UInt8], map: SourceMap) {
    precondition(map.textCount == bytes.count)
    self.bytes = bytes
    self.map = map
  }

  /// A part of a source as it is.
  package init(_ range: Range<Int>, of source: [UInt8]) {
    appendIdentical(range, of: source)
  }

  /// The length, in bytes.
  package var count: Int { bytes.count }
  /// There is no text.
  package var isEmpty: Bool { bytes.isEmpty }

  /// Makes room for `count` bytes.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Adds a range of the source as it stands there.
  mutating func appendIdentical(_ range: Range<Int>, of source: [UInt8]) {
    guard !range.isEmpty else { return }
    bytes.append(contentsOf: source[range])
    map.appendIdentical(range.count, at: range.lowerBound)
  }

  /// Adds one byte that one other stands for in the source.
  mutating func append(_ byte: UInt8, for offset: Int) {
    bytes.append(byte)
    map.appendIdentical(1, at: offset)
  }

  /// Adds a text that only all of a range of the source stands for.
  mutating func append(_ text: some Collection<UInt8>, for range: Range<Int>) {
    bytes.append(contentsOf: text)
    map.appendPiece(text.count, from: range)
  }

  /// Adds a scalar that only all of a range of the source stands for.
  mutating func append(_ scalar: Unicode.Scalar, for range: Range<Int>) {
    let start = bytes.count
    bytes.append(contentsOf: scalar.utf8)
    map.appendPiece(bytes.count - start, from: range)
  }

  /// Adds a text that stands nowhere in the source.
  mutating func appendSynthetic(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    map.appendSynthetic(text.utf8CodeUnitCount)
  }

  /// Adds what another text holds in a range. Its source must be the same, and the range must not begin in the source
  /// before what is here.
  mutating func append(_ range: Range<Int>, of other: MappedText) {
    bytes.append(contentsOf: other.bytes[range])
    map.append(other.map.slice(range))
  }

  /// The text in ranges of this one, which must be in order.
  func joining(_ ranges: [Range<Int>]) -> MappedText {
    var joined = MappedText()
    for range in ranges { joined.append(range, of: self) }
    return joined
  }

  /// The same text, made from a source that this one's source was decoded from.
  func decoded(by decoding: SourceMap) -> MappedText {
    MappedText(bytes: bytes, map: decoding.then(map))
  }
}
