import JSON
import JSONRPC

/// How an index does.
public struct IndexStatus: Equatable, Sendable {
  /// The name by which requests choose it.
  public var name: String
  /// Its directory.
  public var path: DocumentPath
  /// How many documents it holds, without deleted ones.
  public var documents: Int
  /// How many different terms it holds; nil where that is not known without counting.
  public var terms: Int?
  /// How many segments it consists of.
  public var segments: Int
  /// Its latest commit.
  public var epoch: UInt64
  /// The bytes in use on disk.
  public var bytes: UInt64
  /// The fingerprint of the analysis that made it.
  public var analyzer: String
  /// The version of its format.
  public var format: Int
  /// How many documents its segments hold that are deleted.
  public var deletedDocuments = 0
  /// Bytes of the file that are in use; nil where that is not known.
  public var liveBytes: UInt64?
  /// Bytes of the file that wait to be used again; nil where that is not known.
  public var freeBytes: UInt64?
  /// How it is kept up to date.
  public var updating = UpdatingStatus()
  /// What its build could not take in; nil where that was not asked for.
  public var skipped: SkippedSources?

  /// Makes a status.
  ///
  /// - Parameters:
  ///   - name: the name by which requests choose it.
  ///   - path: its directory.
  ///   - documents: how many documents it holds.
  ///   - terms: how many different terms it holds, if that is known.
  ///   - segments: how many segments it consists of.
  ///   - epoch: its latest commit.
  ///   - bytes: the bytes in use on disk.
  ///   - analyzer: the fingerprint of the analysis that made it.
  ///   - format: the version of its format.
  public init(
    name: String, path: DocumentPath, documents: Int, terms: Int?, segments: Int, epoch: UInt64, bytes: UInt64,
    analyzer: String, format: Int
  ) {
    self.name = name
    self.path = path
    self.documents = documents
    self.terms = terms
    self.segments = segments
    self.epoch = epoch
    self.bytes = bytes
    self.analyzer = analyzer
    self.format = format
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "an index")
    name = try members.requiredString("name")
    path = try members.required("path", members.path("path"))
    documents = try members.requiredCount("documents")
    terms = try members.integer("terms", in: 0...Int.max)
    segments = try members.requiredCount("segments")
    epoch = try members.requiredCount("epoch")
    bytes = try members.requiredCount("bytes")
    analyzer = try members.requiredString("analyzer")
    format = try members.requiredCount("format")
    deletedDocuments = try members.integer("deletedDocuments", in: 0...Int.max) ?? 0
    liveBytes = try members.integer("liveBytes", in: 0...UInt64.max)
    freeBytes = try members.integer("freeBytes", in: 0...UInt64.max)
    updating = try UpdatingStatus(members)
    skipped = try members.members("skipped").map { (members) throws(RPCError) in try SkippedSources(members) }
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("path", ifPresent: path)
    writer.member("documents", documents)
    writer.member("terms", ifPresent: terms)
    writer.member("segments", segments)
    writer.member("epoch", epoch)
    writer.member("bytes", bytes)
    writer.member("analyzer", analyzer)
    writer.member("format", format)
    if deletedDocuments > 0 { writer.member("deletedDocuments", deletedDocuments) }
    writer.member("liveBytes", ifPresent: liveBytes)
    writer.member("freeBytes", ifPresent: freeBytes)
    updating.write(to: &writer)
    if let skipped {
      writer.name("skipped")
      skipped.write(to: &writer)
    }
    writer.endObject()
  }
}
