/// Where in a text its title stands, and where its body.
package struct TextOutline: Equatable {
  /// The longest first line that is taken for a title, in bytes.
  package static let longestTitle = 200

  /// Empty where there is no title.
  package var title: Range<Int>
  /// The body, in one piece or, where the title was cut out of it, in two.
  package var body: [Range<Int>]

  /// Plain text: the first line that is not blank is the title if it stands alone, a blank line or the
  /// end of the text behind it, and is not too long for one.
  ///
  /// A first line that runs on into the next is hard-wrapped prose. Cutting it off would break the phrases across it.
  package init(plainText text: Span<UInt8>) {
    title = 0..<0
    body = [0..<text.count]
    var place = 0
    while place < text.count {
      let line = text.line(from: place)
      let content = text.trimmed(line.content)
      place = line.next
      if content.isEmpty { continue }
      if content.count <= Self.longestTitle, text.isBlank(text.line(from: line.next).content) {
        title = content
        body = [line.next..<text.count]
      }
      return
    }
  }
}
