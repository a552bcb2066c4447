import Terminal

/// Why a build is not finished although all went well.
enum BuildError: Error, CustomStringConvertible {
  /// There was nothing to index, and the index that is there holds documents.
  case nothingFound(replacing: Int)
  /// The directory holds other files than those of an index.
  case directoryTaken(String)

  var description: String {
    switch self {
    case .nothingFound(let count):
      "found nothing to index; the index with its \(Quantity.count(count, "document", "documents")) stays as it is "
        + "(--allow-empty replaces it)"
    case .directoryTaken(let directory):
      "\(directory) holds other files than an index; name a directory for the index alone"
    }
  }
}
