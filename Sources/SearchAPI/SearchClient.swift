public import JSON
import JSONRPC

/// A connection to the server, on which one request after another is asked and waited for.
///
/// It speaks newline-delimited JSON without a handshake. Every call ends at its deadline; after an error of any kind
/// but `refused` the client is to be given up.
///
///     var client = try SearchClient(connectingTo: .resolve(option: nil))
///     let answer = try client.answer(to: CountRequest(query: "\"climate talks\""))
public struct SearchClient: ~Copyable {
  /// How long to wait for a connection, in milliseconds.
  public static let connectTimeout = 2_000

  /// How much longer than the server's own deadline to wait for an answer, in milliseconds.
  public static let answerSlack = 2_000

  /// How long to wait for an answer where the caller does not say: longer than any request may take.
  public static let answerTimeout = RequestLimits.timeoutMilliseconds.upperBound + answerSlack

  /// How long it may take to send a request, in milliseconds.
  private static let sendTimeout = 30_000

  /// How long a request that was cancelled may take to end, in milliseconds: what is being committed is committed first.
  private static let cancelTimeout = 60_000

  /// How long to wait for a message before asking whether it is still wanted, in milliseconds.
  private static let pause = 100

  /// A server sends a fraction of this; only one gone wild would send more.
  private static let frameLimits = FrameLimits(messageLength: 64 << 20)

  private let socket: UnixSocket
  private var decoder = FrameDecoder(framing: .newline, limits: frameLimits)
  private let parser = MessageParser(limits: JSONLimits())
  /// What was received behind the last message.
  private var received: ArraySlice<UInt8> = []
  private var lastID: Int64 = 0

  /// Connects.
  ///
  /// - Parameters:
  ///   - path: where the server listens.
  ///   - timeoutMilliseconds: how long to wait where the server's queue of connections is full.
  /// - Throws: `SearchClientError` with `notRunning`, `notConnected` or `foreignServer`.
  public init(
    connectingTo path: SocketPath, timeoutMilliseconds: Int = SearchClient.connectTimeout
  ) throws(SearchClientError) {
    socket = try Self.connect(to: path, until: Deadline(afterMilliseconds: timeoutMilliseconds))
  }

  /// Asks and waits for the answer.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - timeoutMilliseconds: how long to wait.
  /// - Returns: the answer.
  /// - Throws: `SearchClientError`, with `refused` where the server answers with an error.
  public mutating func answer<Request: APIRequest>(
    to request: Request, timeoutMilliseconds: Int = SearchClient.answerTimeout
  ) throws(SearchClientError) -> Request.Answer {
    let result = try result(of: request, timeoutMilliseconds: timeoutMilliseconds)
    do throws(RPCError) {
      return try Request.Answer(json: result)
    } catch {
      throw SearchClientError(.invalidAnswer, "the server's answer is not understood: \(error.message)")
    }
  }

  /// Asks, and waits for the answer's `result` member as it stands.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - timeoutMilliseconds: how long to wait.
  /// - Returns: the member.
  /// - Throws: `SearchClientError`, with `refused` where the server answers with an error.
  public mutating func result<Request: APIRequest>(
    of request: Request, timeoutMilliseconds: Int = SearchClient.answerTimeout
  ) throws(SearchClientError) -> JSONValue {
    let deadline = Deadline(afterMilliseconds: timeoutMilliseconds)
    try send(request, until: deadline)
    while true {
      if case .response(let response) = try nextMessage(until: deadline), let result = try result(in: response) {
        return result
      }
    }
  }

  /// Asks for something that may take any time, and waits for the answer's `result` member as it stands.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - onProgress: told how far it is, if the request has a token.
  ///   - isCancelled: asked every tenth of a second; once it says so, the server is told to give the request up, and
  ///     answers with the error `requestCancelled` or, where it was faster, with the result.
  /// - Returns: the member.
  /// - Throws: `SearchClientError`, with `refused` where the server answers with an error.
  public mutating func result<Request: APIRequest>(
    ofTask request: Request, onProgress: (ProgressNotification) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(SearchClientError) -> JSONValue {
    try send(request, until: Deadline(afterMilliseconds: Self.sendTimeout))
    var cancellation: Deadline?
    while true {
      if cancellation == nil, isCancelled() {
        cancellation = Deadline(afterMilliseconds: Self.cancelTimeout)
        try sendCancellation()
      }
      let message: RPCMessage
      do throws(SearchClientError) {
        message = try nextMessage(until: Deadline(afterMilliseconds: Self.pause))
      } catch  where error.code == .timedOut {
        guard cancellation?.microsecondsLeft == 0 else { continue }
        throw error
      }
      switch message {
      case .response(let response): if let result = try result(in: response) { return result }
      case .notification(let notification):
        guard notification.method == Method.progress.rawValue,
          let progress = try? ProgressNotification(json: notification.params)
        else { continue }
        onProgress(progress)
      case .request: continue
      }
    }
  }

  private mutating func send<Request: APIRequest>(
    _ request: Request, until deadline: Deadline
  ) throws(SearchClientError) {
    lastID += 1
    var writer = JSONWriter()
    writer.rpcRequest(id: .integer(lastID), method: Request.method.rawValue) { request.write(to: &$0) }
    do throws(UnixSocket.Failure) {
      try socket.sendAll(FrameEncoder(.newline).encode(writer.bytes), until: deadline)
    } catch .closed {
      // A server that has no room says so before it closes: that is read below.
    } catch {
      throw Self.error(error)
    }
  }

  private func sendCancellation() throws(SearchClientError) {
    var writer = JSONWriter()
    let cancellation = CancelNotification(id: .integer(lastID))
    writer.rpcNotification(method: Method.cancelRequest.rawValue) { cancellation.write(to: &$0) }
    do throws(UnixSocket.Failure) {
      try socket.sendAll(
        FrameEncoder(.newline).encode(writer.bytes), until: Deadline(afterMilliseconds: Self.sendTimeout))
    } catch .closed {
      // Its answer may have been on its way already.
    } catch {
      throw Self.error(error)
    }
  }

  /// The result of the last request, if it is that which was answered.
  private func result(in response: RPCResponse) throws(SearchClientError) -> JSONValue? {
    // The id is `null` where the server did not get as far as reading the request's.
    guard response.id == .integer(lastID) || response.id == .null else { return nil }
    switch response.outcome {
    case .success(let result): return result
    case .failure(let error): throw SearchClientError(error)
    }
  }

  private mutating func nextMessage(until deadline: Deadline) throws(SearchClientError) -> RPCMessage {
    switch parser.parse(try nextFrame(until: deadline)) {
    case .message(.request), .batch:
      throw SearchClientError(.invalidAnswer, "the server sent something that is no answer")
    case .message(let message): return message
    case .rejected(let rejection):
      throw SearchClientError(.invalidAnswer, "the server's answer is not understood: \(rejection.error.message)")
    }
  }

  private mutating func nextFrame(until deadline: Deadline) throws(SearchClientError) -> [UInt8] {
    while true {
      do throws(FrameError) {
        if let message = try decoder.nextMessage(from: &received) { return message }
      } catch {
        throw SearchClientError(.invalidAnswer, "the server's answer is not understood: \(error.message)")
      }
      do throws(UnixSocket.Failure) {
        received = try socket.receive(until: deadline)[...]
      } catch {
        throw Self.error(error)
      }
    }
  }

  private static func connect(
    to path: SocketPath, until deadline: Deadline
  ) throws(SearchClientError) -> UnixSocket {
    do throws(UnixSocket.Failure) {
      let socket = try UnixSocket.connected(to: path, until: deadline)
      if try socket.isPeerOfSameUser() { return socket }
    } catch {
      let code: SearchClientError.Code = error.isNobodyListening ? .notRunning : .notConnected
      throw SearchClientError(code, "cannot connect to \(path): \(error.reason)")
    }
    throw SearchClientError(.foreignServer, "the server at \(path) runs under another user")
  }

  private static func error(_ failure: UnixSocket.Failure) -> SearchClientError {
    switch failure {
    case .timedOut: SearchClientError(.timedOut, "the server did not answer in time")
    case .closed: SearchClientError(.disconnected, "the server closed the connection before it had answered")
    case .system: SearchClientError(.disconnected, "the connection broke: \(failure.reason)")
    }
  }
}
