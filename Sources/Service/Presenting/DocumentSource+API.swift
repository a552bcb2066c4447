import Index
import SearchAPI

extension SourceInfo {
  init(_ source: DocumentSource) {
    self.init(
      size: source.size, modified: source.modified, hash: source.hash,
      line: source.format == .record ? source.line : nil)
  }
}

extension SourceSpace {
  /// What the places of a document's matches are places in; nil for one that has none, since it is known by its name alone.
  init?(_ source: DocumentSource?) {
    guard let source else {
      self = .field
      return
    }
    switch source.format {
    case .record: self = .field
    case .name: return nil
    case .text, .markdown, .html, .email: self = source.isCompressed ? .content : .file
    }
  }
}
