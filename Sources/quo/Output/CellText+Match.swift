import SearchAPI

extension CellText {
  /// A match with the text around it, marked.
  init(_ match: SearchMatch) {
    let start = match.left.utf8.count
    self.init(match.left + match.text + match.right, marking: [start..<start + match.text.utf8.count])
  }
}
