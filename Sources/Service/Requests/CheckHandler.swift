import JSON
import JSONRPC
import Platform
import SearchAPI

/// Answers `index/check`: runs `quod check` in a process of its own, for LMDB may crash on a tree that is damaged.
struct CheckHandler {
  /// More than the findings that a check lists.
  private static let outputLimit = 1 << 20
  /// How long to wait for output before asking whether it is still wanted, in milliseconds.
  private static let pause = 100

  /// The program; nil where there is none.
  let program: [UInt8]?

  /// Begins, on a thread of its own.
  ///
  /// - Parameters:
  ///   - index: what to check.
  ///   - call: when to stop.
  ///   - completion: gets what was found.
  /// - Throws: `RPCError` with `busy` if the index is being checked already; where there is no program, or no thread.
  func begin(
    _ index: ServedIndex, for call: Call, then completion: @escaping @Sendable (Result<CheckAnswer, any Error>) -> Void
  ) throws {
    guard let program else { throw RPCError(.internalError, "this server has no program to check an index with") }
    guard index.beginCheck() else { throw RPCError(.busy, "the index is being checked already") }
    let directory = Array(index.location.directory.utf8)
    do {
      try Thread.start {
        let result = Result { try Self.check(directory, with: program, for: call) }
        index.endCheck()
        completion(result)
      }
    } catch {
      index.endCheck()
      throw RPCError(.internalError, "cannot start a thread: \(error)")
    }
  }

  private static func check(_ directory: [UInt8], with program: [UInt8], for call: Call) throws -> CheckAnswer {
    let stopwatch = Stopwatch()
    let pipe = try Pipe.open()
    let arguments = ["check", "--json", "--index"].map { Array($0.utf8) } + [directory]
    let child = try ChildProcess(
      starting: program, arguments, streams: (.nowhere, .descriptor(pipe.writingNumber), .nowhere))
    let reading = pipe.keepReading()
    let output: [UInt8]
    do {
      output = try read(reading, for: call)
    } catch {
      child.end()
      _ = try child.wait()
      throw error
    }
    switch try child.wait() {
    case .exited:
      var answer = try CheckAnswer(json: json(output))
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

  private static func read(_ pipe: borrowing FileDescriptor, for call: Call) throws -> [UInt8] {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    try pipe.setNonBlocking()
    while true {
      try call.checkIsWanted()
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
