import Postings

/// New numbers for all documents of a segment.
struct DocumentOrder {
  /// The documents by their old numbers, in the order of their new ones.
  let documents: [DocID]
  /// The new number of each document.
  private let numbers: [DocID]

  /// - Parameter documents: each number below their count, once.
  init(_ documents: [DocID]) {
    self.documents = documents
    var numbers = documents
    for (number, document) in documents.enumerated() { numbers[Int(document)] = DocID(number) }
    self.numbers = numbers
  }

  /// The new number of a document.
  func number(of document: DocID) -> DocID { numbers[Int(document)] }
}
