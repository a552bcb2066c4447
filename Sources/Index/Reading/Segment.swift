/// An open segment: immutable, shared by every thread that searches.
final class Segment: Sendable {
  let summary: SegmentSummary
  let descriptor: SegmentDescriptor
  private let streams: [Stream]

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

  /// Streams stand in the order of their ids, which start at 1.
  func stream(_ id: StreamID) -> Stream { streams[Int(id.rawValue) - 1] }
}
