/// Extracts the text of HTML pages, good and bad.
///
/// What a reader of the page would see is text, in its order; docs/EXTRACTION.md has the rules.
package enum HTMLExtractor {
  /// What is left out of a text where that leaves enough.
  struct Omissions: OptionSet {
    let rawValue: UInt8
    /// Menus, mastheads, side bars, footers and dialogs.
    static let chrome = Omissions(rawValue: 1)
    /// What is not shown.
    static let hidden = Omissions(rawValue: 2)
  }

  /// A text that is shorter than this, in bytes, and than what was left out, may have lost its better part.
  static let shortestText = 250

  /// Extracts a page.
  ///
  /// Takes time in the length of the page.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, without a byte-order mark. Ill-formed bytes are text as they stand.
  ///   - takesHeadline: The first headline may become the title, and is no longer in the body then.
  /// - Returns: The page's text, its title, date, language and address.
  package static func extract(_ bytes: [UInt8], takesHeadline: Bool = true) -> ExtractedDocument {
    var reader = HTMLReader(bytes, omitting: [.chrome, .hidden])
    reader.read()
    var omissions: Omissions = [.chrome, .hidden]
    var kept = reader.writtenCount
    if kept < shortestText, reader.chromeCount > kept {
      omissions.remove(.chrome)
      kept += reader.chromeCount
    }
    if kept < shortestText, reader.hiddenCount > kept { omissions.remove(.hidden) }
    guard omissions != [.chrome, .hidden] else {
      return reader.document(takingHeadline: takesHeadline)
    }
    reader = HTMLReader(bytes, omitting: omissions)
    reader.read()
    return reader.document(takingHeadline: takesHeadline)
  }
}
