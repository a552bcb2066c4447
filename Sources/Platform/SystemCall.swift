/// How calls of the operating system are made: a negative result is an error, and one that a signal interrupted is made
/// again.
enum SystemCall {
  /// - Returns: what `call` returns, which is not negative.
  @discardableResult
  static func run<Result: SignedInteger>(_ call: () -> Result) throws(SystemError) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = SystemError.last
      guard error == .interrupted else { throw error }
    }
  }

  /// Makes a call about a path or a name, which `call` gets as C wants it.
  ///
  /// One that holds a NUL, which no file can, becomes the empty one, which every call refuses.
  ///
  /// - Returns: what `call` returns, which is not negative.
  @discardableResult
  static func run(
    on path: some Collection<UInt8>, _ call: (UnsafePointer<CChar>) -> Int32
  ) throws(SystemError) -> Int32 {
    let characters = cString(path)
    return try unsafe characters.withUnsafeBufferPointer { buffer throws(SystemError) in
      guard let base = buffer.baseAddress else { preconditionFailure("there is at least the NUL") }
      return try run { unsafe call(base) }
    }
  }

  static func cString(_ path: some Collection<UInt8>) -> [CChar] {
    let characters = path.map { CChar(bitPattern: $0) }
    return characters.contains(0) ? [0] : characters + [0]
  }
}
