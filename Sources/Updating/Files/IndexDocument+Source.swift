public import Index
public import Ingest

extension IndexDocument {
  /// A document as it was read from its source.
  public init(_ source: SourceDocument) {
    self.init()
    id = source.id
    path = source.path
    title = source.title
    date = source.date
    url = source.url
    language = source.language
    body = source.body
    titleMap = source.titleMap
    bodyMap = source.bodyMap
    guard let file = source.file else { return }
    var origin = DocumentSource(format: DocumentSource.Format(file.format))
    origin.isCompressed = file.isCompressed
    origin.size = file.size
    origin.modified = file.modified
    origin.hash = file.hash
    origin.line = source.lineNumber
    origin.offset = source.byteOffset
    self.source = origin
  }
}

extension DocumentSource.Format {
  fileprivate init(_ format: SourceFile.Format) {
    self =
      switch format {
      case .text: .text
      case .markdown: .markdown
      case .html: .html
      case .email: .email
      case .record: .record
      case .name: .name
      }
  }
}
