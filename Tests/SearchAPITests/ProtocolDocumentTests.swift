import JSON
import JSONRPC
import SearchAPI
import TestSupport
import Testing

/// The examples of docs/PROTOCOL.md, held against the types that client and server share.
@Suite struct ProtocolDocumentTests {
  private let examples: [ProtocolExample]

  init() throws {
    examples = try ProtocolExample.all()
  }

  @Test func everyMethodHasAnExample() throws {
    let methods = Set(try examples.map { try $0.request.method })
    for method in Method.allCases where ![.cancelRequest, .progress].contains(method) {
      #expect(methods.contains(method.rawValue), "no example of \(method.rawValue)")
    }
    // So that all of them can be sent to a daemon in their order.
    #expect(try examples.last?.request.method == Method.shutdown.rawValue)
    let notification = #/\{"jsonrpc": "2\.0", "method": "\$/progress", "params": (\{.*\})\}/#
    let progress = try #require(try ProtocolExample.page().firstMatch(of: notification))
    #expect(try written(ProgressNotification(json: json(String(progress.1))).write) == json(String(progress.1)))
    let ids = try examples.map { try $0.request.id }
    #expect(ids == (1...examples.count).map { RPCID.integer(Int64($0)) })
  }

  @Test func requestsAndAnswersAreWhatTheTypesWrite() throws {
    for example in examples {
      let request = try example.request
      let response = try example.response
      #expect(response.id == request.id)
      switch Method(rawValue: request.method) {
      case .initialize: try check(InitializeRequest.self, request, response)
      case .search: try check(SearchRequest.self, request, response)
      case .count: try check(CountRequest.self, request, response)
      case .document: try check(DocumentRequest.self, request, response)
      case .reprints: try check(ReprintsRequest.self, request, response)
      case .status: try check(StatusRequest.self, request, response)
      case .indexAdd: try check(AddRequest.self, request, response)
      case .indexUpdate: try check(UpdateRequest.self, request, response)
      case .indexRemove: try check(RemoveRequest.self, request, response)
      case .indexCommit: try check(CommitRequest.self, request, response)
      case .indexRefresh: try check(RefreshRequest.self, request, response)
      case .indexRoots: try check(RootsRequest.self, request, response)
      case .indexCompact: try check(CompactRequest.self, request, response)
      case .indexBackup: try check(BackupRequest.self, request, response)
      case .indexCheck: try check(CheckRequest.self, request, response)
      case .shutdown: try check(ShutdownRequest.self, request, response)
      case .cancelRequest, .progress: Issue.record("a notification has no answer")
      case nil: #expect(response.outcome == .failure(RPCError(.methodNotFound, "there is no such method")))
      }
    }
  }

  /// Parameters that are refused are refused with the error that stands there; others, and their results, are written
  /// just as they stand there.
  private func check<Request: APIRequest>(
    _ type: Request.Type, _ request: RPCRequest, _ response: RPCResponse
  ) throws {
    let typed: Request
    do throws(RPCError) {
      typed = try Request(json: request.params)
    } catch {
      #expect(response.outcome == .failure(error))
      return
    }
    #expect(try written(typed.write) == request.params ?? .object([:]))
    switch response.outcome {
    case .success(let result):
      let answer = try Request.Answer(json: result)
      #expect(try written(answer.write) == result)
    case .failure(let error) where error.code == .querySyntax:
      #expect(error.data?["start"] != nil)
    case .failure(let error) where error.code == .exists:
      #expect(error.data?["id"] != nil)
    case .failure(let error):
      // What only the server can know.
      #expect(error.code == .invalidParams)
      #expect(error.message.contains("No such file"))
    }
  }
}
