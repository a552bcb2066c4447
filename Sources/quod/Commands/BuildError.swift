import Terminal

/// Why a build is not finished although all went well.
enum BuildError: Error, CustomStringConvertible {
  /// There was nothing to index, and the index that is there holds documents.
  case nothingFound(replacing: Int)

  var description: String {
    switch self {
    case .nothingFound(let count):
      "found nothing to index; the index with its \(Quantity.count(count, "document", "documents")) stays as it is "
        + "(--allow-empty replaces it)"
    }
  }
}
