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
    for method in Method.allCases where method != .cancelRequest {
      #expect(methods.contains(method.rawValue), "no example of \(method.rawValue)")
    }
    // So that all of them can be sent to a daemon in their order.
    #expect(try examples.last?.request.method == Method.shutdown.rawValue)
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
      case .status: try check(StatusRequest.self, request, response)
      case .shutdown: try check(ShutdownRequest.self, request, response)
      case .cancelRequest: Issue.record("a notification has no answer")
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
    case .failure(let error):
      #expect(error.code == .querySyntax)
      #expect(error.data?["start"] != nil)
    }
  }
}
