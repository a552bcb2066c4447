import Platform
import Terminal

/// The look of the parts of an answer, as escape sequences of ECMA-48 or as nothing.
struct Style {
  private let isColored: Bool
  private let hyperlinks: Hyperlinks?

  /// Chooses the look for the standard output.
  init(color: TerminalUse, hyperlink: TerminalUse) {
    let isTerminal = StandardStream.output.isTerminal && CurrentProcess.variable("TERM") != Array("dumb".utf8)
    // https://no-color.org: set to anything but nothing, it forbids colors.
    isColored = Self.applies(color, if: isTerminal && CurrentProcess.variable("NO_COLOR") == nil)
    // A pager other than less may print links as they stand.
    hyperlinks = Self.applies(hyperlink, if: isTerminal && Pager.passesHyperlinks) ? Hyperlinks() : nil
  }

  private static func applies(_ use: TerminalUse, if isDefault: Bool) -> Bool {
    switch use {
    case .auto: isDefault
    case .always: true
    case .never: false
    }
  }

  /// A document's title: bold.
  func title(_ text: String) -> String { styled(text, "1") }

  /// Where a document is: cyan, and a link if it is a file.
  func place(_ text: String, file: [UInt8]? = nil) -> String { linked(styled(text, "36"), to: file) }

  /// Where in its document something is: green.
  func position(_ text: String) -> String { styled(text, "32") }

  /// What matches: bold and red.
  func match(_ text: String) -> String { styled(text, "1;31") }

  /// What says something about the rest: faint.
  func aside(_ text: String) -> String { styled(text, "2") }

  /// What the reader should know before he trusts the rest: yellow.
  func caution(_ text: String) -> String { styled(text, "33") }

  private func styled(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func linked(_ text: String, to file: [UInt8]?) -> String {
    guard let hyperlinks, let file, !text.isEmpty else { return text }
    return hyperlinks.link(text, to: file)
  }
}
