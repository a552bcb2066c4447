import JSON
import JSONRPC
import Platform
import SearchAPI

/// Runs `quod check` on an index, in a process of its own: LMDB trusts its file, and may crash on one that is damaged.
struct CheckProcess {
  /// More than the findings that a check lists.
  private static let outputLimit = 1 << 20
  /// How long to wait for output before asking whether it is still wanted, in milliseconds.
  private static let pause = 100

  /// The path of `quod`.
  let program: [UInt8]

  /// Checks an index, and waits for the result.
  ///
  /// - Parameters:
  ///   - directory: where it is.
  ///   - checkpoint: asked now and then; where it throws, the check is ended.
  /// - Returns: what was found.
  /// - Throws: what `checkpoint` throws; `SystemError`; `RPCError` where the check has no result.
  func run(on directory: String, checkpoint: () throws -> Void) throws -> CheckAnswer {
    let stopwatch = Stopwatch()
    let pipe = try Pipe.open()
    let arguments = ["check", "--json", "--index", directory].map { Array($0.utf8) }
    let child = try ChildProcess(
      starting: program, arguments, streams: (.nowhere, .descriptor(pipe.writingNumber), .nowhere))
    let reading = pipe.keepReading()
    let output: [UInt8]
    do {
      output = try Self.read(reading, checkpoint)
    } catch {
      child.end()
      _ = try child.wait()
      throw error
    }
    switch try child.wait() {
    case .exited:
      var answer = try CheckAnswer(json: Self.json(output))
      answer.tookMilliseconds = stopwatch.milliseconds
      return answer
    case .killed(let signal):
      // What it met is told all the same.
      return CheckAnswer(
        isSound: false,
        findings: ["damaged: the check crashed (signal \(signal)): the tree of the data file is damaged"],
        tookMilliseconds: stopwatch.milliseconds)
    }
  }

  private static func read(_ pipe: borrowing FileDescriptor, _ checkpoint: () throws -> Void) throws -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    try pipe.setNonBlocking()
    while true {
      try checkpoint()
      FileDescriptor.waitForInput(of: [pipe.number], milliseconds: pause)
      guard let count = try pipe.readAvailable(into: &buffer) else { continue }
      guard count > 0 else { return output }
      output += buffer[..<count]
      guard output.count <= outputLimit else { throw RPCError(.internalError, "the check says too much") }
    }
  }

  private static func json(_ output: [UInt8]) throws -> JSONValue {
    do {
      return try JSONValue(parsing: output)
    } catch {
      throw RPCError(.internalError, "the check ended without a result; `quod check` may say more")
    }
  }
}
