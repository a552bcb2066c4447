import LMDB
import Postings

@testable import Index

/// Changes an index and mends the checksums above the change, so that only what the bytes say can give it away.
struct IndexForger {
  let environment: Environment

  /// Replaces a value by another of the same size, and the checksums of it.
  func replace(_ key: ChunkKey, with value: [UInt8]) throws {
    guard key != .manifest else { return try environment.put(key, resealed(value)) }
    guard key.stream > 0 else { return try replaceDescriptor(of: key.segment, with: resealed(value)) }
    var descriptor = try SegmentDescriptor(
      decoding: environment.value(of: .descriptor(of: key.segment)), segment: key.segment)
    for index in descriptor.streams.indices where descriptor.streams[index].id.rawValue == key.stream {
      descriptor.streams[index].checksums[Int(key.chunk)] = checksum(value[...])
    }
    try environment.put(key, value)
    try replaceDescriptor(of: key.segment, with: descriptor.encoded())
  }

  private func replaceDescriptor(of segment: UInt32, with value: [UInt8]) throws {
    try environment.put(.descriptor(of: segment), value)
    var manifest = try Manifest(decoding: environment.value(of: .manifest))
    for index in manifest.segments.indices where manifest.segments[index].id == segment {
      manifest.segments[index].descriptorChecksum = value.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    try environment.put(.manifest, manifest.encoded())
  }

  private func resealed(_ value: [UInt8]) -> [UInt8] {
    var encoder = FieldEncoder()
    encoder.append(Array(value.dropLast(4)))
    return encoder.sealed()
  }

  private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe CRC32C.checksum($0) }
  }
}
