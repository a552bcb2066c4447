import Postings

/// Goes through the blocks of posting lists from the first to the last, decoding everything and trusting no skip entry.
@safe final class PostingsWalk {
  /// Documents and frequencies of the current block: room for `DocumentBlock.capacity` numbers each.
  private let documentBuffer: UnsafeMutablePointer<UInt32>
  private let frequencyBuffer: UnsafeMutablePointer<UInt32>
  private let reader: SegmentReader

  private var remaining = 0
  private var last: DocID?
  /// How many documents the current block has.
  private(set) var count = 0
  /// The number of the current block in its list.
  private(set) var block = -1
  /// Where the current block ends.
  private(set) var end = 0

  init(reader: SegmentReader) {
    self.reader = reader
    let capacity = 2 * DocumentBlock.capacity
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: 4 * capacity, alignment: 64)
    unsafe documentBuffer = buffer.bindMemory(to: UInt32.self, capacity: capacity)
    unsafe documentBuffer.initialize(repeating: 0, count: capacity)
    unsafe frequencyBuffer = documentBuffer + DocumentBlock.capacity
  }

  deinit {
    unsafe documentBuffer.deallocate()
  }

  var isFullBlock: Bool { count == DocumentBlock.count }

  /// A document of the current block; `index` is below `count`.
  func document(_ index: Int) -> DocID {
    precondition(index < count)
    return unsafe documentBuffer[index]
  }

  /// Its frequency, 1...`IndexFormat.maximumDocumentLength`.
  func frequency(_ index: Int) -> Int {
    precondition(index < count)
    return unsafe Int(frequencyBuffer[index])
  }

  /// Goes before the first block of a list.
  func open(_ entry: TermEntry) {
    remaining = entry.documentFrequency
    end = entry.documentsAddress
    last = nil
    count = 0
    block = -1
  }

  /// Decodes the next block; false at the end of the list.
  func next() throws -> Bool {
    guard remaining > 0 else { return false }
    count = 0
    let size = min(remaining, DocumentBlock.count)
    let isFull = size == DocumentBlock.count
    let address = ChunkLayout.place(
      end, maximumByteCount: isFull ? DocumentBlock.maximumByteCount : DocumentTail.maximumByteCount(size))
    guard try reader.isUnit(at: address, of: .documents, behind: end) else {
      throw IndexError.damaged("the bytes between two blocks are not zero")
    }
    let window = unsafe try reader.window(.documents, at: address)
    let limit = UInt32(reader.documentCount)
    if isFull {
      let offset = unsafe try DocumentBlock.decodeDocuments(window, base: last ?? 0, below: limit, into: documentBuffer)
      end = unsafe try address + DocumentBlock.decodeFrequencies(window, at: offset, into: frequencyBuffer)
    } else {
      end =
        unsafe try address
        + DocumentTail.decode(
          window, count: size, base: last ?? 0, below: limit, documents: documentBuffer, frequencies: frequencyBuffer)
    }
    count = size
    remaining -= size
    block += 1
    try checkBlock()
    return true
  }

  private func checkBlock() throws {
    for index in 0..<count {
      let document = document(index)
      if let last, document <= last { throw IndexError.damaged("document \(document) does not follow \(last)") }
      last = document
      guard frequency(index) > 0, frequency(index) <= IndexFormat.maximumDocumentLength else {
        throw IndexError.damaged("document \(document) claims to hold the term \(frequency(index)) times")
      }
    }
  }
}
