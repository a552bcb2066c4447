import Platform
import SearchAPI

/// A path of the command line as the daemon is told it: from the root on, and the same however it was written.
enum SourcePath {
  private static let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))

  /// The path without empty parts and `.`; one that has `..` is looked up, as only the file system knows what is above a link.
  static func absolute(_ argument: String) -> DocumentPath {
    let path = FileSystem.absolutePath(of: Array(argument.utf8))
    let parts = path.split(separator: slash).filter { !$0.elementsEqual([dot]) }
    if parts.contains(where: { $0.elementsEqual([dot, dot]) }) {
      return DocumentPath(bytes: FileSystem.resolvedPath(of: path) ?? path)
    }
    return DocumentPath(bytes: parts.isEmpty ? [slash] : parts.flatMap { [slash] + $0 })
  }
}
