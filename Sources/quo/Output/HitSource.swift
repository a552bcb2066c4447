import SearchAPI
import Terminal

/// Where a hit comes from, by the names that people and programs know it under.
struct HitSource {
  /// The file, from the root on; nil where there is none.
  let file: [UInt8]?
  /// The file as it is called from the current directory.
  let shortFile: [UInt8]?
  /// A name for people: the file, with the id behind `#` where the file holds many documents; else the address or the id.
  let label: String

  init(_ hit: SearchHit, paths: PathShortener) {
    let id = hit.id.map(TerminalText.literal)
    // A hyphen stands for the standard input of the program that built the index.
    guard let path = hit.path, path != DocumentPath("-"), !path.bytes.isEmpty else {
      (file, shortFile) = (nil, nil)
      label = hit.url.map(TerminalText.literal) ?? id ?? "document \(hit.ordinal)"
      return
    }
    file = path.bytes
    let short = paths.shortened(path.bytes)
    shortFile = short
    let shown = TerminalText.literal(path: short)
    // The id of a file that is one document is its path.
    guard let id, id != TerminalText.literal(path: path.bytes) else {
      label = shown
      return
    }
    label = "\(shown)#\(id)"
  }
}
