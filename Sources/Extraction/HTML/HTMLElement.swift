/// The elements of HTML that are treated in a way of their own, or like the others of their group.
enum HTMLElement: UInt8, CaseIterable {
  // Regions of a page.
  case article, aside, body, footer, head, header, html, main, nav
  // Blocks.
  case block, dialog, div, heading1, p, pre
  // Lists and tables.
  case caption, cell, definition, li, list, option, row, rowGroup, select, table
  // Within a line.
  case a, inline, ruby, rubyText, span, sub, sup, svg
  case customElement
  // Never with content.
  case area, br, hr, image, link, meta, otherVoid, wbr
  // With content that is no text of the page.
  case droppedContent, rawContent, script, template
  // With content that is text, whatever it looks like.
  case plaintext, textarea, title, xmp
  case time

  /// There is no end tag.
  var isVoid: Bool {
    switch self {
    case .area, .br, .hr, .image, .link, .meta, .otherVoid, .wbr: true
    default: false
    }
  }

  /// Stands apart from what is before and behind.
  var isBlock: Bool {
    switch self {
    case .article, .aside, .body, .footer, .head, .header, .html, .main, .nav, .block, .dialog, .div, .heading1, .p,
      .pre, .caption, .cell, .definition, .li, .list, .option, .row, .rowGroup, .select, .table, .hr, .plaintext, .xmp:
      true
    default: false
    }
  }

  /// End tags of other elements do not reach beyond it.
  var isBoundary: Bool {
    switch self {
    case .cell, .caption, .table, .template: true
    default: false
    }
  }

  /// What an open element of which kind a start tag of this one closes, and the elements beyond which it closes none
  /// (HTML Standard, section 13.2.6.4).
  var implicitEnd: (closed: HTMLElement, boundaries: [HTMLElement])? {
    switch self {
    case .li: (.li, [.list])
    case .definition: (.definition, [.list])
    case .cell: (.cell, [.table])
    case .row: (.row, [.table])
    case .rowGroup, .caption: (.rowGroup, [.table])
    case .option: (.option, [.select])
    default: nil
    }
  }

  /// The element of a name, whose case does not matter; unknown ones are ``inline``, and ``customElement`` with a hyphen.
  static func named(_ range: Range<Int>, of bytes: [UInt8]) -> HTMLElement {
    guard range.count <= 10 else { return hasHyphen(range, of: bytes) ? .customElement : .inline }
    return names[packed(range, of: bytes)] ?? (hasHyphen(range, of: bytes) ? .customElement : .inline)
  }

  private static func hasHyphen(_ range: Range<Int>, of bytes: [UInt8]) -> Bool {
    bytes[range].contains(UInt8(ascii: "-"))
  }

  private static func packed(_ range: Range<Int>, of bytes: [UInt8]) -> UInt64 {
    // Six bits are enough for letters and digits; others are no part of a known name and need only differ.
    var key: UInt64 = 0
    for place in range {
      let byte = ASCII.lowercased(bytes[place])
      let code: UInt64 =
        ASCII.isLetter(byte) ? UInt64(byte - 0x60) : ASCII.isDigit(byte) ? UInt64(byte - 0x30 + 27) : 63
      key = key << 6 | code
    }
    return key
  }

  private static let names: [UInt64: HTMLElement] = {
    var names: [UInt64: HTMLElement] = [:]
    for (element, list) in lists {
      for name in list.split(separator: " ") {
        let bytes = Array(name.utf8)
        names[packed(bytes.indices, of: bytes)] = element
      }
    }
    return names
  }()

  private static let lists: [(HTMLElement, String)] = [
    (.article, "article"), (.aside, "aside"), (.body, "body"), (.footer, "footer"), (.head, "head"),
    (.header, "header"), (.html, "html"), (.main, "main"), (.nav, "nav"), (.dialog, "dialog"), (.div, "div"),
    (.heading1, "h1"), (.p, "p"), (.pre, "pre listing"), (.caption, "caption"), (.cell, "td th"),
    (.definition, "dd dt"),
    (.li, "li"), (.list, "ul ol dl menu dir"), (.option, "option optgroup"), (.row, "tr"),
    (.rowGroup, "tbody thead tfoot"), (.select, "select datalist"), (.table, "table"), (.a, "a"), (.ruby, "ruby"),
    (.rubyText, "rt rp"), (.span, "span"), (.sub, "sub"), (.sup, "sup"), (.svg, "svg math"), (.area, "area"),
    (.br, "br"), (.hr, "hr"), (.image, "img image"), (.link, "link"), (.meta, "meta"), (.wbr, "wbr"),
    (.otherVoid, "base basefont bgsound col embed frame input keygen param source track"),
    (.droppedContent, "annotation audio canvas desc defs metadata video"),
    (.rawContent, "style iframe noembed noframes noscript"), (.script, "script"), (.template, "template"),
    (.plaintext, "plaintext"), (.textarea, "textarea"), (.title, "title"), (.xmp, "xmp"), (.time, "time"),
    (
      .block,
      "address blockquote center colgroup details fieldset figcaption figure form frameset h2 h3 h4 h5 h6 hgroup legend "
        + "search section summary"
    ),
  ]
}
