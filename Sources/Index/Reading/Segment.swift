import Synchronization

/// An open segment: immutable, shared by every thread that searches.
final class Segment: Sendable {
  let summary: SegmentSummary
  let descriptor: SegmentDescriptor
  private let streams: [Stream]
  /// What was derived from the segment and is kept with it, used last comes last.
  private let knownCommonTerms = Mutex<CommonTerms?>(nil)
  private let attachments = Mutex<[(name: String, value: any AnyObject & Sendable)]>([])

  /// Whoever asks for more than these must wait for them to be made again.
  private static let attachmentLimit = 4

  init(summary: SegmentSummary, descriptor: SegmentDescriptor) throws {
    guard descriptor.documentCount == summary.documentCount, descriptor.totalLength == summary.totalLength,
      descriptor.nonemptyDocumentCount == summary.nonemptyDocumentCount
    else { throw IndexError.damaged("the descriptor of segment \(summary.id) contradicts the manifest") }
    self.summary = summary
    self.descriptor = descriptor
    streams = StreamID.allCases.map { id in
      Stream(segmentID: summary.id, id: id, description: descriptor.streams.first { $0.id == id })
    }
  }

  var id: UInt32 { summary.id }
  var documentCount: Int { summary.documentCount }

  /// The common terms, which are read once.
  func commonTerms(_ read: () throws -> CommonTerms) throws -> CommonTerms {
    if let known = knownCommonTerms.withLock({ $0 }) { return known }
    let terms = try read()
    knownCommonTerms.withLock { $0 = terms }
    return terms
  }

  func stream(_ id: StreamID) -> Stream { streams[id.place] }

  /// The attachment with this name, made if there is none.
  func attachment<Value: AnyObject & Sendable>(_ name: String, make: () -> Value) -> Value {
    attachments.withLock { attachments in
      let known = attachments.firstIndex { $0.name == name }.map { attachments.remove(at: $0).value }
      let value = known as? Value ?? make()
      attachments.append((name, value))
      if attachments.count > Self.attachmentLimit { attachments.removeFirst() }
      return value
    }
  }
}
