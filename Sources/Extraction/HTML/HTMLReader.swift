/// Reads a page once.
struct HTMLReader {
  private let bytes: [UInt8]
  private let omissions: HTMLExtractor.Omissions
  private var scanner: HTMLScanner
  private var open = HTMLOpenElements()
  private var writer: FlowWriter
  private var metadata = HTMLMetadata()

  /// How many bytes of text were left out as chrome, and as hidden.
  private(set) var chromeCount = 0
  private(set) var hiddenCount = 0

  /// Where the first headlines stand in the text.
  private var headlines: [Range<Int>] = []
  /// Where the headline begins that is being read.
  private var headlineStart: Int?

  /// How many headlines are kept: the first may be the name of the site.
  private static let headlineLimit = 4

  /// Within a link to a place on the same page, and within a superscript: together they are a note's number.
  private var isInLocalLink = false
  private var isInSuperscript = false

  init(_ bytes: [UInt8], omitting omissions: HTMLExtractor.Omissions) {
    self.bytes = bytes
    self.omissions = omissions
    scanner = HTMLScanner(bytes)
    writer = FlowWriter(reservingCapacity: bytes.count / 4)
  }

  /// The length of the text, in bytes.
  var writtenCount: Int { writer.text.count }

  mutating func read() {
    while let token = scanner.next() {
      switch token {
      case .text(let range): write(range, context: .text)
      case .characterData(let range): write(range, context: nil)
      case .startTag(let element, let name): begin(element, named: name)
      case .endTag(let element): end(element)
      }
    }
    endHeadline()
  }

  /// What was read. A headline becomes the title if the page has no other and if that is wanted.
  func document(takingHeadline: Bool) -> ExtractedDocument {
    var document = ExtractedDocument()
    document.date = metadata.date
    document.language = metadata.language
    document.url = metadata.url
    let text = writer.text
    let headings = headlines.map { $0.clamped(to: 0..<text.count) }
    document.title = HTMLTitle.choose(from: metadata, headings: headings.map { text.bytes[$0] })
    document.body = text
    if takingHeadline, document.title.isEmpty, let heading = headings.first, !heading.isEmpty {
      document.title = text.joining([heading])
      document.body = text.joining(HTMLTitle.remainder(of: text.bytes, without: heading))
    }
    return document
  }

  // MARK: - Text

  private mutating func write(_ range: Range<Int>, context: CharacterReference.Context?) {
    let effects = open.effects
    guard !effects.contains(.dropped) else { return }
    if !effects.isDisjoint(with: [.hidden, .chrome]) {
      if omissions.contains(.hidden), effects.contains(.hidden) {
        hiddenCount += lengthOfText(range)
        return
      }
      if omissions.contains(.chrome), effects.contains(.chrome), !effects.contains(.headline) {
        chromeCount += lengthOfText(range)
        return
      }
    }
    writer.write(range, of: bytes, context: context, preservingSpace: effects.contains(.preformatted))
  }

  private func lengthOfText(_ range: Range<Int>) -> Int {
    var count = 0
    for place in range where bytes[place] > 0x20 { count += 1 }
    return count
  }

  // MARK: - Tags

  private mutating func begin(_ element: HTMLElement, named name: Range<Int>) {
    open.prepare(for: element)
    switch element {
    case .br: writer.separate(.line)
    case .hr: writer.separate(.paragraph)
    case .wbr, .otherVoid: break
    case .image, .area: writeAlternative()
    case .meta: metadata.readMeta(scanner.attributes, of: bytes)
    case .link: metadata.readLink(scanner.attributes, of: bytes)
    case .html, .body: beginPage(element)
    case .head: break
    case .script, .rawContent, .title, .textarea, .xmp, .plaintext: readRaw(element, named: name)
    default: beginContainer(element)
    }
  }

  private mutating func beginPage(_ element: HTMLElement) {
    if scanner.attributes[.xmlns] != nil { scanner.readsCharacterData = true }
    metadata.readLanguage(scanner.attributes, of: bytes)
    // Whatever hides all of a page is taken away by a script.
    if element == .body { writer.separate(.paragraph) }
  }

  private mutating func beginContainer(_ element: HTMLElement) {
    if element.isBlock {
      writer.separate(.paragraph)
    } else if element == .customElement {
      writer.separate(.space)
    }
    switch element {
    case .time: metadata.readTime(scanner.attributes, of: bytes)
    case .a:
      isInLocalLink = scanner.attributes[.href].map { $0.first.map { bytes[$0] } == UInt8(ascii: "#") } ?? false
      if isInLocalLink, isInSuperscript { writer.separate(.space) }
    case .sup:
      isInSuperscript = true
      if isInLocalLink { writer.separate(.space) }
    case .svg: scanner.readsCharacterData = true
    case .heading1: beginHeadline()
    default: break
    }
    let added = HTMLEffectRules(bytes, scanner.attributes, in: open).effects(of: element)
    open.begin(element, effects: added)
  }

  private mutating func end(_ element: HTMLElement) {
    guard !element.isVoid else {
      if element == .br { writer.separate(.line) }
      return
    }
    switch element {
    case .a: isInLocalLink = false
    case .sup:
      if isInLocalLink { writer.separate(.space) }
      isInSuperscript = false
    case .heading1: endHeadline()
    case .body, .html, .head: return
    default: break
    }
    open.end(element)
    if element.isBlock {
      writer.separate(.paragraph)
    } else if element == .customElement {
      writer.separate(.space)
    }
  }

  private mutating func readRaw(_ element: HTMLElement, named name: Range<Int>) {
    switch element {
    case .plaintext:
      writer.separate(.paragraph)
      write(scanner.readRest(), context: nil)
    case .title where !open.effects.contains(.foreign):
      // A title that never ends is one line of text, not all of the page.
      guard let range = scanner.readRawText(of: element, named: name, needsEnd: true) else { return }
      metadata.readTitle(range, of: bytes)
    case .title:
      open.begin(element, effects: .dropped)
    case .textarea, .xmp:
      let isBlock = element == .xmp
      guard let range = scanner.readRawText(of: element, named: name, needsEnd: true) else { return }
      writer.separate(isBlock ? .paragraph : .space)
      open.begin(element, effects: .preformatted)
      write(range, context: isBlock ? nil : .text)
      open.end(element)
      writer.separate(isBlock ? .paragraph : .space)
    default:
      let isData = element == .script && metadata.isLinkedData(scanner.attributes, of: bytes)
      let range = scanner.readRawText(of: element, named: name)
      if isData, let range { metadata.readLinkedData(range, of: bytes) }
    }
  }

  private mutating func writeAlternative() {
    guard let range = scanner.attributes[.alt], !range.isEmpty,
      !HTMLEffectRules(bytes, scanner.attributes, in: open).isHidden
    else { return }
    writer.separate(.space)
    write(range, context: .attribute)
    writer.separate(.space)
  }

  private mutating func beginHeadline() {
    guard headlines.count < Self.headlineLimit, headlineStart == nil, !isOmitted(open.effects) else { return }
    headlineStart = writer.nextOffset
  }

  private mutating func endHeadline() {
    guard let start = headlineStart else { return }
    headlineStart = nil
    if writer.text.count > start { headlines.append(start..<writer.text.count) }
  }

  /// Whether a headline is not the page's own: a masthead's may be the name of the site.
  private func isOmitted(_ effects: HTMLOpenElements.Effects) -> Bool {
    !effects.isDisjoint(with: [.chrome, .hidden, .dropped])
  }
}
