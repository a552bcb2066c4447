/// A document as it goes into an index, and as it comes back where it is stored: all fields are UTF-8, but for the path,
/// which is whatever bytes the file system gives.
public struct IndexDocument: Equatable, Sendable {
  /// The id that the document came with; empty if it is known by its path alone.
  public var id: [UInt8] = []
  /// The file that the document came from; empty if unknown.
  public var path: [UInt8] = []
  /// The title, indexed before the body.
  public var title: [UInt8] = []
  /// A date as the document gives it; empty if unknown.
  public var date: [UInt8] = []
  /// An address of the original; empty if unknown.
  public var url: [UInt8] = []
  /// The text.
  public var body: [UInt8] = []

  /// A document with no fields set.
  public init() {}

  /// What the document is found by: its id, or else its path; nil if it has neither. Documents with ids of their own often
  /// share one file, whose path then says little.
  var key: DocumentKey? {
    if !id.isEmpty { return .id(id) }
    return path.isEmpty ? nil : .path(path)
  }

  /// Bytes of all fields together.
  var byteCount: Int { id.count + path.count + title.count + date.count + url.count + body.count }
}
