import Index
import Ingest
import JSON
import JSONRPC
import LMDB
import Postings
import Query
import Search
import SearchAPI
import Stemming
import Updating

extension RPCError {
  /// A request that was cancelled.
  static let cancelled = RPCError(
    .requestCancelled, "cancelled, or superseded by a newer search of its session")

  /// A request whose deadline came before anything was found.
  static let timedOut = RPCError(.timeout, "nothing was found before the deadline")

  /// A request whose deadline came before the index was where it is wanted.
  static func timedOut(waitingFor epoch: UInt64) -> RPCError {
    RPCError(.timeout, "the index had not reached epoch \(epoch) by the deadline, or nothing was found")
  }

  /// A change, or upkeep, that was cancelled.
  static let taskCancelled = RPCError(.requestCancelled, "cancelled; what was committed stays")

  /// A change, or upkeep, whose deadline came before it was done.
  static let taskTimedOut = RPCError(.timeout, "not done by the deadline; what was committed stays")

  /// What a client is told of an error that the engine threw. Nothing of it ends the server.
  init(_ error: any Error) {
    switch error {
    case let error as RPCError: self = error
    case let error as QuerySyntaxError: self.init(error)
    case let error as SearchError: self.init(error)
    case let error as StemmingError: self.init(.invalidParams, "stem: \(error)")
    case let error as IndexError: self.init(error)
    case let error as LMDBError: self.init(error)
    case let error as UpdaterError: self.init(error)
    case let error as IngestError: self.init(.invalidParams, "\(error)")
    case let error as PostingsError: self.init(.internalError, "the index is damaged: \(error)")
    default: self.init(.internalError, "an unexpected error: \(error)")
    }
  }

  private init(_ error: QuerySyntaxError) {
    let syntax = RPCError.querySyntax(error.message, in: error.range, hint: error.hint)
    self.init(error.code == .tooLong ? .tooLarge : .querySyntax, syntax.message, data: syntax.data)
  }

  private init(_ error: SearchError) {
    switch error {
    case .cancelled:
      self = .cancelled
    case .tooManyTerms(_, _, _, let range):
      self = .querySyntax("\(error)", in: range, hint: "write more of the word")
    case .tooManyForms(_, _, _, let range):
      self = .querySyntax("\(error)", in: range, hint: "put the word into quotation marks")
    }
  }

  private init(_ error: UpdaterError) {
    switch error {
    case .busy, .lockedByAnotherProcess: self.init(.busy, "\(error)")
    case .cancelled: self = .taskCancelled
    case .stopped: self.init(.requestCancelled, "\(error)")
    case .diskFull: self.init(.diskFull, "\(error)")
    case .readOnly: self.init(.readOnly, "\(error)")
    }
  }

  private init(_ error: IndexError) {
    switch error {
    case .documentExists(.id(let id)):
      self.init(.exists, "\(error)", data: .object(["id": .string(String(decoding: id, as: UTF8.self))]))
    case .documentExists(.path(let path)):
      self.init(.exists, "\(error)", data: .object(["path": DocumentPath(bytes: path).json]))
    case .limitExceeded: self.init(.tooLarge, "\(error)")
    case .missing, .notAnIndex: self.init(.noIndex, "\(error)")
    case .unsupportedFormat, .analyzerMismatch: self.init(.indexVersion, "\(error)")
    default: self.init(.internalError, "\(error)")
    }
  }

  private init(_ error: LMDBError) {
    switch error.code {
    case .notFound, .notADirectory, .notAnIndex: self.init(.noIndex, "\(error)")
    case .versionMismatch: self.init(.indexVersion, "\(error)")
    case .readersFull, .busy: self.init(.busy, "\(error)")
    case .diskFull, .mapFull: self.init(.diskFull, "\(error)")
    case .readOnly, .permission, .readOnlyFileSystem: self.init(.readOnly, "\(error)")
    default: self.init(.internalError, "\(error)")
    }
  }
}
