/// Why something was not taken in. The order of the cases is that of reports.
public enum SkipReason: String, CaseIterable, Sendable {
  // What could not be taken in.

  /// A file that holds a zero byte and no byte-order mark.
  case binary = "binary"
  /// A file, what a compressed one holds, or a line of JSON lines, over the limit for one document.
  case tooLarge = "too large"
  /// A compressed file that is not what gzip wrote, or not all of it.
  case damagedGzip = "damaged gzip"
  /// A file or folder that may not be read, or whose reading failed.
  case unreadable = "unreadable"
  /// A FIFO, a socket or a device.
  case notRegularFile = "not a regular file"
  /// A file whose name promises something other than text that Quo reads.
  case unsupportedType = "unsupported type"
  /// A file or folder that was written, moved or removed at each attempt to read it.
  case changedWhileRead = "changed while read"
  /// A symbolic link inside a folder: links are not followed.
  case symbolicLink = "symbolic link"
  /// An entry whose path is longer than the system can open.
  case tooDeep = "too deep"
  /// A folder of a file system that the kernel makes up, such as procfs.
  case specialFileSystem = "special file system"
  /// A private key, a password file, or a browser's profile.
  case privateFile = "private"
  /// A line that is not one JSON object, or whose members have the wrong types.
  case malformedJSON = "malformed JSON"
  /// A line with neither title nor text.
  case noText = "no text"
  /// A line whose id an earlier line of this build has.
  case duplicateID = "duplicate id"

  // What was left out on purpose.

  /// A picture, a font, a script, a style sheet, sound or film, by its name: what comes with pages that are saved, and
  /// holds nothing to be read.
  case pageResource = "page resource"
  /// A file or folder whose name begins with a dot.
  case hidden = "hidden"
  /// A file or folder that an ignore file names.
  case ignored = "ignored"
  /// A folder that was to be excluded, the index itself, or a file in it.
  case excluded = "excluded"
  /// A file that was reached before, by another source or another of its names.
  case alreadyRead = "already read"

  /// The rules of the walk asked for this: nothing is missing that the user would expect to find, so it does not count
  /// among ``IngestReport/skippedCount``.
  public var isByRule: Bool {
    switch self {
    case .pageResource, .hidden, .ignored, .excluded, .alreadyRead: true
    default: false
    }
  }
}

extension SkipReason: CustomStringConvertible {
  /// The reason in the words of reports, such as "not a regular file".
  public var description: String { rawValue }
}
