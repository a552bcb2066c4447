import Terminal

/// Why a build is not finished although all went well.
enum BuildError: Error, CustomStringConvertible {
  /// There was nothing to index, and the index that is there holds documents.
  case nothingFound(replacing: Int)
  /// The directory holds something else than an index.
  case directoryTaken(String)

  var description: String {
    switch self {
    case .nothingFound(let count):
      "found nothing to index; the index with its \(Quantity.count(count, "document", "documents")) stays as it is "
        + "(--allow-empty replaces it)"
    case .directoryTaken(let directory):
      "\(directory) is not empty and holds no index; name a new directory for the index"
    }
  }
}
