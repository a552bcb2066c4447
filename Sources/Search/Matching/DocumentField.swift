/// A text of a document, in the order in which they are indexed.
public enum DocumentField: UInt8, Sendable, CaseIterable {
  case title
  case body
}
