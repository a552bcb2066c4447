/// The attributes of a start tag that mean something here.
struct HTMLAttributes {
  enum Name: CaseIterable {
    case alt, ariaHidden, content, datetime, hidden, href, httpEquiv, itemprop, lang, name, open, property
    case pubdate, rel, role, shadowRootMode, style, type, xmlLang, xmlns

    fileprivate var text: StaticString {
      switch self {
      case .alt: "alt"
      case .ariaHidden: "aria-hidden"
      case .content: "content"
      case .datetime: "datetime"
      case .hidden: "hidden"
      case .href: "href"
      case .httpEquiv: "http-equiv"
      case .itemprop: "itemprop"
      case .lang: "lang"
      case .name: "name"
      case .open: "open"
      case .property: "property"
      case .pubdate: "pubdate"
      case .rel: "rel"
      case .role: "role"
      case .shadowRootMode: "shadowrootmode"
      case .style: "style"
      case .type: "type"
      case .xmlLang: "xml:lang"
      case .xmlns: "xmlns"
      }
    }

    /// The names that begin with each letter, in the order of the alphabet.
    private static let byFirstLetter: [[Name]] = (0..<26).map { letter in
      allCases.filter { unsafe Int($0.text.utf8Start[0]) == 0x61 + letter }
    }

    init?(_ range: Range<Int>, of bytes: [UInt8]) {
      guard let start = range.first, ASCII.isLetter(bytes[start]) else { return nil }
      let candidates = Self.byFirstLetter[Int((bytes[start] | 0x20) - 0x61)]
      guard let name = candidates.first(where: { ASCII.equals($0.text, bytes, range) }) else { return nil }
      self = name
    }
  }

  private var found: [(name: Name, value: Range<Int>)] = []

  /// The value of an attribute, as it is written; empty for one without a value, nil where there is no such attribute.
  subscript(name: Name) -> Range<Int>? {
    found.isEmpty ? nil : found.first { $0.name == name }?.value
  }

  var isEmpty: Bool { found.isEmpty }

  mutating func removeAll() {
    found.removeAll(keepingCapacity: true)
  }

  /// Keeps an attribute if it means something and did not stand in the tag before.
  mutating func add(name: Range<Int>, value: Range<Int>, of bytes: [UInt8]) {
    guard let name = Name(name, of: bytes), self[name] == nil else { return }
    found.append((name, value))
  }
}
