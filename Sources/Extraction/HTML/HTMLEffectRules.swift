/// What a start tag does to the text of its element: whether it is shown, and whether it is the page's or the site's.
struct HTMLEffectRules {
  private let bytes: [UInt8]
  private let attributes: HTMLAttributes
  private let open: HTMLOpenElements

  /// The rules for a tag with these attributes within the elements that are open.
  init(_ bytes: [UInt8], _ attributes: HTMLAttributes, in open: HTMLOpenElements) {
    self.bytes = bytes
    self.attributes = attributes
    self.open = open
  }

  /// The effects of the element that the tag begins, besides those of the elements around it.
  func effects(of element: HTMLElement) -> HTMLOpenElements.Effects {
    var effects = effects(ofKind: element)
    guard !attributes.isEmpty else { return effects }
    if isHidden { effects.insert(.hidden) }
    if let role = attributes[.role] { effects.formUnion(self.effects(ofRole: role)) }
    return effects
  }

  private func effects(ofKind element: HTMLElement) -> HTMLOpenElements.Effects {
    switch element {
    case .article, .main: .content
    case .nav: .chrome
    case .header, .footer, .aside: isContent ? [] : .chrome
    case .heading1 where isInHeader: .headline
    case .pre: .preformatted
    case .svg: .foreign
    case .droppedContent, .select, .rubyText: .dropped
    case .template: attributes[.shadowRootMode] == nil ? .hidden : []
    case .dialog: attributes[.open] == nil ? .hidden : .chrome
    default: []
    }
  }

  private func effects(ofRole role: Range<Int>) -> HTMLOpenElements.Effects {
    let role = ASCII.trimmed(role, of: bytes)
    func isOne(of names: StaticString...) -> Bool { names.contains { ASCII.equals($0, bytes, role) } }
    if isOne(of: "main", "article") { return .content }
    if isOne(of: "navigation", "dialog", "alertdialog", "menu", "menubar", "toolbar", "search") { return .chrome }
    if !isContent, isOne(of: "banner", "contentinfo", "complementary") { return .chrome }
    return []
  }

  /// Within the part of the page that it is about.
  private var isContent: Bool { open.effects.contains(.content) }

  /// A headline in the masthead of a page without any other structure is that of the text.
  private var isInHeader: Bool { open.has(.header) && !open.has(.nav) }

  /// The attributes say that the element is not shown.
  var isHidden: Bool {
    // What is hidden until it is found is there to be found.
    if let hidden = attributes[.hidden], !ASCII.equals("until-found", bytes, hidden) { return true }
    if let value = attributes[.ariaHidden], ASCII.equals("true", bytes, value) { return true }
    guard let style = attributes[.style] else { return false }
    return has("display", "none", in: style) || has("visibility", "hidden", in: style)
  }

  /// Whether a style has a declaration, white space aside.
  private func has(_ property: StaticString, _ value: StaticString, in style: Range<Int>) -> Bool {
    var place = style.lowerBound
    while place < style.upperBound {
      let end = bytes.firstIndex(of: UInt8(ascii: ";"), in: place..<style.upperBound) ?? style.upperBound
      if let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: place..<end),
        ASCII.equals(property, bytes, ASCII.trimmed(place..<colon, of: bytes)),
        ASCII.matches(value, bytes, at: ASCII.trimmed(colon + 1..<end, of: bytes).lowerBound, before: end)
      {
        return true
      }
      place = end + 1
    }
    return false
  }
}
