import Platform

extension SkipReason {
  /// Why an entry that its folder lists could not be opened or read.
  ///
  /// - Throws: The error itself where descriptors or memory have run out: going on would only skip all that is left.
  init(openingFailedWith error: SystemError) throws(SystemError) {
    if error.isExhaustion { throw error }
    self =
      if error.isSymbolicLink {
        .symbolicLink
      } else if error.isNotOpenable {
        .notRegularFile
      } else if error.isNotFound {
        .changedWhileRead
      } else {
        .unreadable
      }
  }
}
