import Platform

extension IndexDirectory {
  /// Refuses a directory that holds other files than those of an index: among them it would be taken for a part of what they are.
  /// What else may be the matter with it, such as that it is not there, is for whoever opens it to say.
  ///
  /// - Parameter directory: its path.
  /// - Throws: `IndexError.directoryTaken`, or what the system says against looking.
  public static func requireOwn(_ directory: String) throws {
    guard let descriptor = try? FileDescriptor.directory(at: directory.utf8) else { return }
    var isOwn = true
    unsafe try descriptor.forEachEntry { name, _ in
      if unsafe !owns(String(decoding: name, as: UTF8.self)) { isOwn = false }
    }
    guard isOwn else { throw IndexError.directoryTaken(directory) }
  }
}
