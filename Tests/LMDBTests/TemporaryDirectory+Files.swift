import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What else may be done to the files of a directory. Names are relative to it.
extension TemporaryDirectory {
  private struct Failure: Error {
    let name: String
    let number: Int32
  }

  private func check(_ result: Int32, _ name: String) throws {
    guard result == 0 else { throw Failure(name: name, number: errno) }
  }

  func remove(_ name: String) throws {
    try check(unsafe unlink(path(of: name)), name)
  }

  func move(_ name: String, to other: String) throws {
    try check(unsafe rename(path(of: name), path(of: other)), name)
  }

  func makeLink(_ name: String, to target: String) throws {
    try check(unsafe symlink(target, path(of: name)), name)
  }

  func makeFIFO(_ name: String) throws {
    try check(unsafe mkfifo(path(of: name), 0o600), name)
  }

  func setMode(_ mode: mode_t, of name: String) throws {
    try check(unsafe chmod(path(of: name), mode), name)
  }

  func setOwner(_ owner: uid_t, of name: String) throws {
    try check(unsafe chown(path(of: name), owner, .max), name)
  }

  /// The permission bits of a file; `nil` if it is missing.
  func mode(of name: String) -> mode_t? {
    var status = stat()
    return unsafe lstat(path(of: name), &status) == 0 ? status.st_mode & 0o7777 : nil
  }
}
