import Index
import Postings

/// All documents of an index, by id or path.
struct IndexContents {
  struct Text: Equatable {
    let title: [UInt8]
    let body: [UInt8]
  }

  private static let fewest = 5

  private(set) var texts: [String: Text] = [:]

  /// Reads all of an index.
  ///
  /// - Parameter directory: where it lies.
  /// - Throws: `IndexVerifier.Mismatch` for a document that is there twice; what reading throws.
  init(directory: String) throws {
    var texts: [String: Text] = [:]
    try IndexReader(directory: directory).makeSession().withSnapshot { snapshot in
      for segment in snapshot.segments {
        let documents = try segment.storedDocuments()
        for number in 0..<DocID(segment.documentCount) where segment.deletions?.contains(number) != true {
          let document = try documents.document(number)
          let key =
            document.id.isEmpty
            ? "path " + String(decoding: document.path, as: UTF8.self)
            : "id " + String(decoding: document.id, as: UTF8.self)
          guard texts.updateValue(Text(title: document.title, body: document.body), forKey: key) == nil else {
            throw IndexVerifier.Mismatch(description: "there are two documents with the \(key)")
          }
        }
      }
      guard texts.count == snapshot.documentCount else {
        throw IndexVerifier.Mismatch(description: "\(texts.count) documents are read of \(snapshot.documentCount)")
      }
    }
    self.texts = texts
  }

  /// Takes documents in that have an id and a text.
  mutating func add(_ documents: [String: String]) {
    for (id, text) in documents { texts["id " + id] = Text(title: [], body: Array(text.utf8)) }
  }

  /// Throws unless the documents are those of another.
  ///
  /// - Parameter expected: the other.
  /// - Throws: `IndexVerifier.Mismatch`, which names a few of those that differ.
  func require(equal expected: IndexContents) throws {
    let missing = expected.texts.keys.filter { texts[$0] == nil }.sorted()
    let surplus = texts.keys.filter { expected.texts[$0] == nil }.sorted()
    let other = texts.keys.filter { key in expected.texts[key].map { $0 != texts[key] } ?? false }.sorted()
    guard missing.isEmpty, surplus.isEmpty, other.isEmpty else {
      func list(_ name: String, _ keys: [String]) -> String {
        keys.isEmpty ? "" : "; \(keys.count) \(name): \(keys.prefix(Self.fewest).joined(separator: ", "))"
      }
      throw IndexVerifier.Mismatch(
        description: "of \(expected.texts.count) documents" + list("missing", missing) + list("surplus", surplus)
          + list("with another text", other))
    }
  }
}
