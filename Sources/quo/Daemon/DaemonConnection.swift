import JSON
import JSONRPC
import Platform
import SearchAPI

/// A connection to the daemon, whose errors are those of a command.
struct DaemonConnection: ~Copyable {
  /// How an error that the daemon answers with is told on the standard output, beside the standard error.
  enum ErrorForm {
    /// Not at all.
    case none
    /// As `{"error": …}` on a line.
    case object
    /// As an event of a stream of them.
    case event
  }

  private var client: SearchClient
  private let socketOption: String?
  private let query: String?
  private let errorForm: ErrorForm

  /// Connects.
  ///
  /// - Parameters:
  ///   - socketOption: the value of `--socket`.
  ///   - query: what it will be asked, for the place of an error.
  ///   - errorForm: how an error of the daemon is told on the standard output.
  /// - Throws: `CommandError` where there is no daemon.
  init(at socketOption: String?, query: String? = nil, errorForm: ErrorForm = .none) throws(CommandError) {
    let path = try SocketOption.path(socketOption)
    do throws(SearchClientError) {
      client = try SearchClient(connectingTo: path)
    } catch {
      throw CommandError(error, query: query, socketOption: socketOption)
    }
    self.socketOption = socketOption
    self.query = query
    self.errorForm = errorForm
  }

  /// Asks the daemon.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - timeoutMilliseconds: how long the daemon may work on it.
  /// - Returns: the JSON that is the answer.
  /// - Throws: `CommandError` where there is no answer, or one that is an error.
  mutating func result<Request: APIRequest>(
    of request: Request, timeoutMilliseconds: Int = RequestLimits.defaultTimeoutMilliseconds
  ) throws(CommandError) -> JSONValue {
    do throws(SearchClientError) {
      return try client.result(of: request, timeoutMilliseconds: timeoutMilliseconds + SearchClient.answerSlack)
    } catch {
      var failure = CommandError(error, query: query, socketOption: socketOption)
      if let answer = error.answer { failure.output = Self.output(of: answer, as: errorForm) }
      throw failure
    }
  }

  /// Asks the daemon.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - timeoutMilliseconds: how long the daemon may work on it.
  /// - Returns: the answer.
  /// - Throws: `CommandError` where there is no answer, or one that is an error.
  mutating func answer<Request: APIRequest>(
    to request: Request, timeoutMilliseconds: Int = RequestLimits.defaultTimeoutMilliseconds
  ) throws(CommandError) -> Request.Answer {
    try Self.read(result(of: request, timeoutMilliseconds: timeoutMilliseconds))
  }

  /// Asks the daemon for something that may take any time, and lets the user interrupt it.
  ///
  /// - Parameters:
  ///   - request: what to ask.
  ///   - onProgress: told how far it is.
  /// - Returns: the JSON that is the answer.
  /// - Throws: `CommandError` where there is no answer, or one that is an error; it says so if that is because the user
  ///   has interrupted it.
  mutating func result<Request: APIRequest>(
    ofTask request: Request, onProgress: (ProgressNotification) -> Void = { _ in }
  ) throws(CommandError) -> JSONValue {
    InterruptFlag.watch()
    do throws(SearchClientError) {
      return try client.result(ofTask: request, onProgress: onProgress, isCancelled: { InterruptFlag.isRequested })
    } catch {
      var failure = CommandError(error, query: query, socketOption: socketOption)
      failure.isInterrupted = InterruptFlag.isRequested
      if let answer = error.answer { failure.output = Self.output(of: answer, as: errorForm) }
      throw failure
    }
  }

  /// Reads an answer.
  static func read<Answer: APIAnswer>(_ json: JSONValue) throws(CommandError) -> Answer {
    do throws(RPCError) {
      return try Answer(json: json)
    } catch {
      throw CommandError("the daemon's answer is not understood: \(error.message)")
    }
  }

  private static func output(of error: RPCError, as form: ErrorForm) -> [UInt8]? {
    switch form {
    case .none: nil
    case .object: JSONLine.of(.object(["error": error.json]))
    case .event: JSONLine.of(.object(["type": .string("error"), "data": error.json]))
    }
  }
}
