import JSON
import JSONRPC
import Logging
import SearchAPI
import Updating

/// Has requests answered by the handlers of their methods, on the threads of the pool.
struct RequestDispatcher: Sendable {
  let catalog: IndexCatalog
  let statistics: ServerStatistics
  /// The longest message in bytes.
  let answerLength: Int
  let logger: Logger
  /// The path of `quod`, which checks indexes; nil where there is none.
  let program: [UInt8]?
  let willAnswer: (@Sendable (TypedRequest) -> Void)?

  /// Begins with a call, and answers it where that needs no waiting.
  ///
  /// - Parameters:
  ///   - call: what is asked.
  ///   - byteLimit: how long the answer may be.
  ///   - pending: takes the answer if it comes later.
  /// - Returns: the answer, or when there will be one.
  func begin(_ call: Call, byteLimit: Int, _ pending: PendingAnswer) -> CallOutcome {
    let stopwatch = Stopwatch()
    do {
      willAnswer?(call.request)
      try call.checkIsWanted()
      if let index = try changedIndex(by: call.request) {
        try handOver(call, of: index, byteLimit: byteLimit, stopwatch, to: pending)
        return .pending
      }
      guard let epoch = call.request.minEpoch else { return .answered(try answer(call, byteLimit, stopwatch)) }
      let waiters = try catalog.index(named: call.request.index).updates.waiters
      let ticket = waiters.ticket
      do {
        return .answered(try answer(call, byteLimit, stopwatch))
      } catch is EpochNotReached {
        return .tooEarly(waiters, epoch, ticket)
      }
    } catch {
      return .answered(refuse(call, error, stopwatch))
    }
  }

  private func answer(_ call: Call, _ byteLimit: Int, _ stopwatch: Stopwatch) throws -> [UInt8] {
    let bytes = try answerOrThrow(call, byteLimit)
    log(call, stopwatch, code: nil)
    return bytes
  }

  private func answerOrThrow(_ call: Call, _ byteLimit: Int) throws -> [UInt8] {
    switch call.request {
    case .initialize(let request):
      return try encode(InitializeHandler(catalog: catalog).answer(request), call, byteLimit)
    case .search(let request):
      let outcome = try SearchHandler(catalog: catalog).answer(request, to: call, byteLimit: byteLimit)
      return try encode(outcome, call, byteLimit)
    case .count(let request):
      return try encode(CountHandler(catalog: catalog).answer(request, to: call), call, byteLimit)
    case .document(let request):
      return try encode(
        DocumentHandler(catalog: catalog).answer(request, to: call, byteLimit: byteLimit), call, byteLimit)
    case .reprints(let request):
      return try encode(
        ReprintsHandler(catalog: catalog).answer(request, to: call, byteLimit: byteLimit), call, byteLimit)
    case .status(let request):
      let handler = StatusHandler(catalog: catalog, statistics: statistics)
      return try encode(handler.answer(request, to: call, byteLimit: byteLimit), call, byteLimit)
    case .roots(let request):
      return try encode(RootsAnswer(catalog.index(named: request.index).updates.roots), call, byteLimit)
    case .shutdown:
      return Self.encode(ShutdownAnswer(), id: call.id)
    case .add, .update, .remove, .commit, .refresh, .compact, .backup, .check:
      preconditionFailure("changes are handed over")
    }
  }

  /// The answer that says why there is none, and a line of the log.
  func refuse(_ call: Call, _ error: any Error, _ stopwatch: Stopwatch) -> [UInt8] {
    // Who gave it up, and not when an updater noticed, is what the client is told.
    let rpcError = error as? UpdaterError == .cancelled ? call.refusal ?? .taskCancelled : RPCError(error)
    log(call, stopwatch, code: rpcError.code)
    if rpcError.code == .internalError {
      // An error of the engine tells of the index, not of what was asked.
      logger.error("a request failed", metadata: ["method": "\(call.request.method.rawValue)", "error": "\(error)"])
    }
    return Self.encode(rpcError, id: call.id)
  }

  func log(_ call: Call, _ stopwatch: Stopwatch, code: RPCErrorCode?) {
    logger.debug(
      "answered",
      metadata: [
        "method": "\(call.request.method.rawValue)", "milliseconds": "\(stopwatch.milliseconds)",
        "code": "\(code?.rawValue ?? 0)",
      ])
  }
}

// MARK: - Encoding

extension RequestDispatcher {
  /// An answer that says why there is none.
  static func encode(_ error: RPCError, id: RPCID) -> [UInt8] {
    var writer = JSONWriter()
    writer.rpcResponse(id: id, error: error)
    return writer.bytes
  }

  /// The answer of a batch that holds nothing else.
  static func encode(_ rejections: [RPCRejection]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for rejection in rejections {
      writer.rpcResponse(id: rejection.id, error: rejection.error)
    }
    writer.endArray()
    return writer.bytes
  }

  /// An answer that may be of any length.
  static func encode(_ answer: some APIAnswer, id: RPCID) -> [UInt8] {
    var writer = JSONWriter()
    writer.rpcResponse(id: id) { answer.write(to: &$0) }
    return writer.bytes
  }

  private func encode(_ answer: some APIAnswer, _ call: Call, _ byteLimit: Int) throws(RPCError) -> [UInt8] {
    let bytes = Self.encode(answer, id: call.id)
    guard bytes.count <= byteLimit else {
      throw RPCError(.tooLarge, "the answer is longer than \(byteLimit) bytes")
    }
    return bytes
  }

  /// Leaves out the last hits where the answer would be too long, or the last matches of a single one, and says so.
  private func encode(_ outcome: SearchOutcome, _ call: Call, _ byteLimit: Int) throws(RPCError) -> [UInt8] {
    if outcome.omittedHitCount == 0 {
      let bytes = Self.encode(outcome.answer, id: call.id)
      guard bytes.count > byteLimit else { return bytes }
    }
    let hits = outcome.answer.hits
    let foundCount = hits.count + outcome.omittedHitCount
    var answer = outcome.answer
    answer.hits = []
    let warnings = answer.warnings
    answer.warnings.append(.truncated(to: foundCount, of: foundCount))
    let frameLength = Self.encode(answer, id: call.id).count
    var length = frameLength
    let fitting = hits.prefix { hit in
      answer.hits = [hit]
      length += Self.encode(answer, id: call.id).count - frameLength + 1
      return length <= byteLimit
    }
    if fitting.isEmpty, let first = hits.first {
      answer.warnings = foundCount > 1 ? warnings + [.truncated(to: 1, of: foundCount)] : warnings
      if let bytes = Self.encode(first, in: answer, id: call.id, byteLimit) { return bytes }
    }
    answer.hits = Array(fitting)
    answer.warnings = warnings + [.truncated(to: fitting.count, of: foundCount)]
    return try encode(answer, call, byteLimit)
  }

  /// An answer of one hit, with as many of its matches as there is room for; nil if there is none even without them.
  private static func encode(
    _ hit: SearchHit, in answer: SearchAnswer, id: RPCID, _ byteLimit: Int
  ) -> [UInt8]? {
    func encode(matchCount: Int) -> [UInt8]? {
      var answer = answer
      answer.hits = [hit]
      answer.hits[0].matches = Array(hit.matches.prefix(matchCount))
      answer.warnings.append(.truncated(toMatches: matchCount, of: hit.matches.count))
      let bytes = Self.encode(answer, id: id)
      return bytes.count <= byteLimit ? bytes : nil
    }
    var fitting = encode(matchCount: 0)
    var (low, high) = (0, hit.matches.count)
    while fitting != nil, low < high {
      let middle = (low + high + 1) / 2
      if let bytes = encode(matchCount: middle) {
        (fitting, low) = (bytes, middle)
      } else {
        high = middle - 1
      }
    }
    return fitting
  }
}
