import LMDB

/// Takes the writer's lock of an index for a moment, as another process would.
struct WriterLockProbe {
  init(_ directory: String) throws {
    let lock = try WriterLock(directory: directory)
    _ = consume lock
  }
}
