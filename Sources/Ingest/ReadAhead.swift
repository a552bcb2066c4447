import Platform

/// Reads sources on a thread of its own, ahead of whoever takes what they hold.
final class ReadAhead {
  /// That nobody takes documents any more.
  private struct Abandoned: Error {}

  /// Bytes that wait to be taken, but for one batch more, which is one document at the greatest.
  static let byteLimit = 1 << 20
  /// Bytes that are handed over at once while there is enough to do.
  private static let batchSize = 1 << 16
  /// What an event takes beside its texts.
  private static let eventSize = 256

  private let queue: BoundedQueue<[IngestEvent]>
  private var batch: [IngestEvent] = []
  private var batchCost = 0

  private init(_ queue: BoundedQueue<[IngestEvent]>) {
    self.queue = queue
  }

  /// Starts a thread that reads sources to their end. It ends at the next document once the queue is closed, and closes the
  /// queue when it ends.
  ///
  /// - Returns: where what it tells comes out, in its order.
  /// - Throws: `SystemError` if there can be no more threads.
  static func start(
    _ sources: [Source], options: IngestOptions
  ) throws(SystemError) -> BoundedQueue<[IngestEvent]> {
    let queue = BoundedQueue<[IngestEvent]>(limit: byteLimit)
    try Thread.start {
      ReadAhead(queue).read(sources, options: options)
      queue.close()
    }
    return queue
  }

  private func read(_ sources: [Source], options: IngestOptions) {
    var ingestor = Ingestor(options: options)
    ingestor.onSkip = { item in self.tell(.skipped(item), cost: item.path.count + item.detail.utf8.count) }
    ingestor.onFile = { file in self.tell(.file(file), cost: file.path.count) }
    ingestor.onRead = { count in self.tell(.read(count)) }
    do {
      for source in sources {
        try ingestor.ingest(source) { document in
          guard tell(.document(document.detached()), cost: document.byteCount) else { throw Abandoned() }
        }
      }
      tell(.finished(ingestor.report))
    } catch {
      tell(.failed(error))
    }
    handOver()
  }

  /// - Returns: whether anybody is still told.
  @discardableResult
  private func tell(_ event: IngestEvent, cost: Int = 0) -> Bool {
    batch.append(event)
    batchCost += cost + Self.eventSize
    // Nobody is to wait for what there is.
    guard batchCost >= Self.batchSize || queue.isEmpty else { return true }
    return handOver()
  }

  @discardableResult
  private func handOver() -> Bool {
    defer { (batch, batchCost) = ([], 0) }
    return batch.isEmpty || queue.append(batch, cost: batchCost)
  }
}

extension SourceDocument {
  /// Bytes of all that grows with the source.
  fileprivate var byteCount: Int {
    id.count + path.count + title.count + body.count + date.count + url.count + language.count + titleMap.count
      + bodyMap.count
  }

  /// A document with the same texts in memory of their own, as large as they are: what the ingestor fills again and again is
  /// as large as the largest so far.
  fileprivate func detached() -> SourceDocument {
    func copy(_ bytes: [UInt8]) -> [UInt8] {
      guard !bytes.isEmpty else { return [] }
      var copy: [UInt8] = []
      copy.reserveCapacity(bytes.count)
      copy.append(contentsOf: bytes)
      return copy
    }
    var document = SourceDocument()
    document.id = copy(id)
    document.path = path
    document.title = copy(title)
    document.body = copy(body)
    document.date = copy(date)
    document.url = copy(url)
    document.language = copy(language)
    document.file = file
    document.titleMap = copy(titleMap)
    document.bodyMap = copy(bodyMap)
    document.lineNumber = lineNumber
    document.byteOffset = byteOffset
    document.isReencoded = isReencoded
    document.isPartlyUndecoded = isPartlyUndecoded
    return document
  }
}
