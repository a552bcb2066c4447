extension SkipReason {
  /// What so many items that were skipped for this reason are called, behind the number that a report prints.
  ///
  /// - Parameter count: The number of items.
  /// - Returns: Words without the number, such as "symbolic link" for 1 and "symbolic links" for any other.
  public func noun(for count: Int) -> String {
    let (one, many) = nouns
    return count == 1 ? one : many
  }

  private var nouns: (one: String, many: String) {
    switch self {
    case .binary: ("binary file", "binary files")
    case .tooLarge: ("document over the size limit", "documents over the size limit")
    case .damagedGzip: ("damaged gzip file", "damaged gzip files")
    case .unreadable: ("unreadable file or folder", "unreadable files or folders")
    case .notRegularFile: ("FIFO, socket or device", "FIFOs, sockets or devices")
    case .unsupportedType: ("file of an unsupported type", "files of unsupported types")
    case .changedWhileRead: ("file or folder that changed while read", "files or folders that changed while read")
    case .symbolicLink: ("symbolic link", "symbolic links")
    case .tooDeep: ("path that is too deep", "paths that are too deep")
    case .specialFileSystem: ("folder of a special file system", "folders of special file systems")
    case .privateFile: ("private file or folder", "private files or folders")
    case .malformedJSON: ("line of malformed JSON", "lines of malformed JSON")
    case .noText: ("line without text", "lines without text")
    case .duplicateID: ("line with a duplicate id", "lines with duplicate ids")
    case .pageResource: ("picture, font, script or the like", "pictures, fonts, scripts and the like")
    case .hidden: ("hidden file or folder", "hidden files or folders")
    case .ignored: ("ignored file or folder", "ignored files or folders")
    case .excluded: ("excluded file or folder", "excluded files or folders")
    case .alreadyRead: ("file already read", "files already read")
    }
  }
}
