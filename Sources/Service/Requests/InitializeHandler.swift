import Index
import JSONRPC
import SearchAPI

/// Answers `initialize`. Positions are only negotiated so far: no answer carries any.
struct InitializeHandler {
  let catalog: IndexCatalog

  func answer(_ request: InitializeRequest) throws(RPCError) -> InitializeAnswer {
    try request.checkRequired()
    // An index that cannot be read is told of by the request that asks it.
    let indexes = catalog.indexes.compactMap { index in
      try? index.withSnapshot { IndexSummary(name: index.location.name, documents: $0.documentCount) }
    }
    return InitializeAnswer(
      to: request, server: ProgramVersion(name: "quod", version: QuoVersion.current), indexes: indexes)
  }
}
