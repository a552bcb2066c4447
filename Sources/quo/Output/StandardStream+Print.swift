import Terminal

extension StandardStream {
  /// Writes a text that the command was asked for.
  func print(_ text: String) throws(CommandError) {
    try print(Array(text.utf8))
  }

  /// Writes bytes that the command was asked for.
  func print(_ bytes: [UInt8]) throws(CommandError) {
    do throws(StandardStreamError) {
      try put(bytes)
    } catch {
      throw CommandError(error.description)
    }
  }
}
