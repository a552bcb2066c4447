/// What a folder's entry is, as far as indexing needs to know.
package enum EntryKind: UInt8, Sendable {
  case regularFile
  case folder
  case symbolicLink
  /// A FIFO, a socket or a device.
  case other
  /// The file system's listing does not say; `fstatat` does.
  case unknown
}
