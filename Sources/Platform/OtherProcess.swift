#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What can be asked about processes that are not ours.
package enum OtherProcess {
  /// Whether a process runs; one that has ended, and that nobody has asked how, does not.
  package static func isRunning(_ id: Int32) -> Bool {
    // Numbers below 1 mean groups of processes. One that may not be signalled is there all the same.
    guard id > 0, kill(id, 0) == 0 || errno == EPERM else { return false }
    #if canImport(Glibc)
      return state(of: id) != UInt8(ascii: "Z")
    #else
      return true
    #endif
  }

  #if canImport(Glibc)
    /// The letter that follows the name of the process, in parentheses, which may hold anything (proc(5)).
    private static func state(of id: Int32) -> UInt8? {
      guard let file = try? FileDescriptor.open(Array("/proc/\(id)/stat".utf8)),
        let content = try? file.read(512, at: 0), let end = content.lastIndex(of: UInt8(ascii: ")"))
      else { return nil }
      return content[end...].dropFirst(2).first
    }
  #endif
}
