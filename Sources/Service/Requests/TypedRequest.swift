import JSON
import JSONRPC
import SearchAPI

/// A request whose method is known and whose parameters are in range.
enum TypedRequest: Sendable {
  case initialize(InitializeRequest)
  case search(SearchRequest)
  case count(CountRequest)
  case document(DocumentRequest)
  case status(StatusRequest)
  case shutdown

  /// Reads a request.
  ///
  /// - Throws: `RPCError` with `methodNotFound`, or whatever is wrong with the parameters.
  init(_ request: RPCRequest) throws(RPCError) {
    switch Method(rawValue: request.method) {
    case .initialize: self = .initialize(try InitializeRequest(json: request.params))
    case .search: self = .search(try SearchRequest(json: request.params))
    case .count: self = .count(try CountRequest(json: request.params))
    case .document: self = .document(try DocumentRequest(json: request.params))
    case .status: self = .status(try StatusRequest(json: request.params))
    case .shutdown:
      _ = try ShutdownRequest(json: request.params)
      self = .shutdown
    case .cancelRequest:
      throw RPCError(.invalidRequest, "\(request.method) is a notification: send it without an id")
    case nil:
      throw RPCError(.methodNotFound, "there is no such method")
    }
  }

  var method: Method {
    switch self {
    case .initialize: .initialize
    case .search: .search
    case .count: .count
    case .document: .document
    case .status: .status
    case .shutdown: .shutdown
    }
  }

  /// How long after its arrival it may be answered.
  var timeoutMilliseconds: Int {
    switch self {
    case .search(let request): request.timeoutMilliseconds
    case .count(let request): request.timeoutMilliseconds
    case .initialize, .document, .status, .shutdown: RequestLimits.defaultTimeoutMilliseconds
    }
  }

  /// The series of searches to which it belongs.
  var session: String? {
    guard case .search(let request) = self else { return nil }
    return request.session
  }

  var isShutdown: Bool {
    guard case .shutdown = self else { return false }
    return true
  }
}
