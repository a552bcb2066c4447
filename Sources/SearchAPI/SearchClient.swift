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
    while true {
      let response = try nextResponse(until: deadline)
      // The id is `null` where the server did not get as far as reading the request's.
      guard response.id == .integer(lastID) || response.id == .null else { continue }
      switch response.outcome {
      case .success(let result): return result
      case .failure(let error): throw SearchClientError(error)
      }
    }
  }

  /// The next answer; notifications before it are passed over.
  private mutating func nextResponse(until deadline: Deadline) throws(SearchClientError) -> RPCResponse {
    while true {
      switch parser.parse(try nextMessage(until: deadline)) {
      case .message(.response(let response)): return response
      case .message(.notification): continue
      case .message(.request), .batch:
        throw SearchClientError(.invalidAnswer, "the server sent something that is no answer")
      case .rejected(let rejection):
        throw SearchClientError(.invalidAnswer, "the server's answer is not understood: \(rejection.error.message)")
      }
    }
  }

  private mutating func nextMessage(until deadline: Deadline) throws(SearchClientError) -> [UInt8] {
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
