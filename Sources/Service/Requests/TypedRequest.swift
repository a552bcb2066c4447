import JSON
import JSONRPC
import SearchAPI

/// A request whose method is known and whose parameters are in range.
enum TypedRequest: Sendable {
  case initialize(InitializeRequest)
  case search(SearchRequest)
  case count(CountRequest)
  case document(DocumentRequest)
  case reprints(ReprintsRequest)
  case status(StatusRequest)
  case add(AddRequest)
  case update(UpdateRequest)
  case remove(RemoveRequest)
  case commit(CommitRequest)
  case refresh(RefreshRequest)
  case roots(RootsRequest)
  case compact(CompactRequest)
  case backup(BackupRequest)
  case check(CheckRequest)
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
    case .reprints: self = .reprints(try ReprintsRequest(json: request.params))
    case .status: self = .status(try StatusRequest(json: request.params))
    case .indexAdd: self = .add(try AddRequest(json: request.params))
    case .indexUpdate: self = .update(try UpdateRequest(json: request.params))
    case .indexRemove: self = .remove(try RemoveRequest(json: request.params))
    case .indexCommit: self = .commit(try CommitRequest(json: request.params))
    case .indexRefresh: self = .refresh(try RefreshRequest(json: request.params))
    case .indexRoots: self = .roots(try RootsRequest(json: request.params))
    case .indexCompact: self = .compact(try CompactRequest(json: request.params))
    case .indexBackup: self = .backup(try BackupRequest(json: request.params))
    case .indexCheck: self = .check(try CheckRequest(json: request.params))
    case .shutdown:
      _ = try ShutdownRequest(json: request.params)
      self = .shutdown
    case .cancelRequest, .progress:
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
    case .reprints: .reprints
    case .status: .status
    case .add: .indexAdd
    case .update: .indexUpdate
    case .remove: .indexRemove
    case .commit: .indexCommit
    case .refresh: .indexRefresh
    case .roots: .indexRoots
    case .compact: .indexCompact
    case .backup: .indexBackup
    case .check: .indexCheck
    case .shutdown: .shutdown
    }
  }

  /// How long after its arrival it may be answered; nil for any time.
  var timeoutMilliseconds: Int? {
    switch self {
    case .search(let request): request.timeoutMilliseconds
    case .count(let request): request.timeoutMilliseconds
    case .reprints(let request): request.timeoutMilliseconds
    case .document(let request): request.timeoutMilliseconds
    case .initialize, .status, .roots, .shutdown: RequestLimits.defaultTimeoutMilliseconds
    // What is done is told, however late.
    case .add, .remove: nil
    case .update, .commit, .refresh, .compact, .backup, .check: task?.timeoutMilliseconds
    }
  }

  /// What it says of how it is to be worked on, if it may take a while and can be given up.
  var task: TaskOptions? {
    switch self {
    case .update(let request): request.task
    case .commit(let request): request.task
    case .refresh(let request): request.task
    case .compact(let request): request.task
    case .backup(let request): request.task
    case .check(let request): request.task
    case .initialize, .search, .count, .document, .reprints, .status, .add, .remove, .roots, .shutdown: nil
    }
  }

  /// The least state of the index that it is to see.
  var minEpoch: UInt64? {
    switch self {
    case .search(let request): request.minEpoch
    case .count(let request): request.minEpoch
    case .document(let request): request.minEpoch
    case .reprints(let request): request.minEpoch
    default: nil
    }
  }

  /// The name of the index that it means, if it says.
  var index: String? {
    switch self {
    case .search(let request): request.index
    case .count(let request): request.index
    case .document(let request): request.index
    case .reprints(let request): request.index
    case .add(let request): request.index
    case .remove(let request): request.index
    case .roots(let request): request.index
    case .update, .commit, .refresh, .compact, .backup, .check: task?.index
    case .initialize, .status, .shutdown: nil
    }
  }

  /// Whether it only waits for others' work, so that it may be answered at any time that it did so in vain.
  var isWait: Bool {
    guard case .commit = self else { return false }
    return true
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
