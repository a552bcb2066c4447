/// The names in an index's directory.
public enum IndexDirectory {
  /// The folders that the index follows; in a backup too.
  public static let rootsFile = "roots.json"

  /// LMDB's files, the writer's lock and mark, and the scratch directories of builds, merges and copies.
  private static let names: Set = [
    "data.mdb", "lock.mdb", "writer.lock", "writing", rootsFile, "spill", "merge", "copy",
  ]

  /// Whether an index has something of that name, or what was set aside of one that was damaged.
  ///
  /// - Parameter name: the name of a file or directory.
  /// - Returns: whether it is one of the index's own.
  public static func owns(_ name: String) -> Bool {
    // The list of folders is replaced by renaming another file to it.
    names.contains(name) || IndexRecovery.isNameOfDamaged(name) || name.hasPrefix("\(rootsFile).")
  }
}
