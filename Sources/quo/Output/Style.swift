import Platform
import Terminal

/// The look of the parts of an answer, as escape sequences of ECMA-48 or as nothing.
struct Style {
  private let isColored: Bool

  /// Chooses the look for the standard output.
  init(_ mode: ColorMode) {
    isColored =
      switch mode {
      case .always: true
      case .never: false
      // https://no-color.org: set to anything but nothing, it forbids colors.
      case .auto: CurrentProcess.variable("NO_COLOR") == nil && StandardStream.output.isTerminal
      }
  }

  /// A document's title: bold.
  func title(_ text: String) -> String { styled(text, "1") }

  /// Where a document is: cyan.
  func place(_ text: String) -> String { styled(text, "36") }

  /// What says something about the rest: faint.
  func aside(_ text: String) -> String { styled(text, "2") }

  private func styled(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
