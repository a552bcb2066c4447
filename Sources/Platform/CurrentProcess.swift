#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a process can ask about itself, and do to itself.
package enum CurrentProcess {
  /// A number that no other living thread has.
  package typealias ThreadID = UInt

  package static var id: Int { Int(getpid()) }

  /// The user whose rights count.
  package static var user: UInt32 { geteuid() }

  /// The thread that asks.
  package static var thread: ThreadID {
    #if canImport(Glibc)
      pthread_self()
    #else
      unsafe UInt(bitPattern: pthread_self())
    #endif
  }

  /// How many processors the system runs threads on, at least 1.
  package static var processorCount: Int { max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

  /// The bytes of a page of memory.
  package static var pageSize: Int { max(sysconf(Int32(_SC_PAGESIZE)), 512) }

  /// The value of an environment variable, nil where it is unset or empty.
  package static func variable(_ name: String) -> [UInt8]? {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }

  /// Gives an environment variable a value where it has none, for the programs that are started later.
  package static func setVariable(_ name: String, ifUnset value: String) {
    unsafe setenv(name, value, 0)
  }

  /// The path of the program that runs; nil where that cannot be told.
  package static var programPath: [UInt8]? {
    #if canImport(Glibc)
      return FileSystem.resolvedPath(of: Array("/proc/self/exe".utf8))
    #else
      var length = UInt32(PATH_MAX)
      var path = [CChar](repeating: 0, count: Int(length))
      guard unsafe _NSGetExecutablePath(&path, &length) == 0 else { return nil }
      return FileSystem.resolvedPath(of: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    #endif
  }

  /// The name of the machine, as programs put it into `file:` addresses; empty where that cannot be told.
  package static var hostName: [UInt8] {
    // Longer names are cut, and POSIX does not say whether a NUL is behind them then.
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return [] }
    return name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  }

  /// Leaves it to others to react when the user presses Ctrl-C.
  package static func ignoreInterrupts() {
    _ = signal(SIGINT, SIG_IGN)
  }

  /// Makes another directory the current one.
  package static func changeDirectory(to path: [UInt8]) throws(SystemError) {
    try unsafe SystemCall.run(on: path) { unsafe chdir($0) }
  }

  /// Makes writing to a pipe that nobody reads any more an error, instead of the process's end.
  package static func ignoreBrokenPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Calls `body`; what it makes is for this user alone. The umask is one of the whole process.
  package static func makingPrivately<Result>(_ body: () throws(SystemError) -> Result) throws(SystemError) -> Result {
    let mask = umask(0o077)
    defer { umask(mask) }
    return try body()
  }

  /// Ends the process.
  package static func end(_ code: Int32) -> Never {
    exit(code)
  }
}
