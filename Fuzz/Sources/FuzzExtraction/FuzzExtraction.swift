import Extraction

/// One run of libFuzzer: the first byte chooses what reads the rest.
///
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExtraction(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  // libFuzzer gives as many bytes as it says.
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  switch choice % 5 {
  case 0: checkFile(bytes, HTMLExtractor.extract)
  case 1: checkFile(bytes, MarkdownExtractor.extract)
  case 2: checkFile(bytes, PlainTextExtractor.extract)
  case 3: check(EmailExtractor.extract(bytes), of: bytes)
  default: checkMap(bytes)
  }
  return 0
}

private func checkFile(_ bytes: [UInt8], _ extract: ([UInt8]) -> ExtractedDocument) {
  check(extract(bytes), of: bytes)
  guard let encoding = TextEncoding(of: bytes), encoding.needsDecoding else { return }
  var decoded: [UInt8] = []
  let map = encoding.decode(bytes, into: &decoded)
  check(extract(decoded).decoded(by: map), of: bytes)
}

private func check(_ document: ExtractedDocument, of source: [UInt8]) {
  for text in [document.title, document.body] {
    precondition(text.map.textCount == text.count && text.map.sourceEnd <= source.count)
    precondition(SourceMap(encoded: text.map.encoded, textCount: text.count) == text.map)
    let range = text.map.sourceRange(of: text.count / 3..<text.count)
    precondition(range.upperBound <= source.count)
    _ = text.map.textRange(of: range)
    _ = SourceLines(text: text.bytes).position(of: text.count / 2, in: .utf16)
  }
}

private func checkMap(_ bytes: [UInt8]) {
  guard let map = SourceMap(encoded: bytes) else { return }
  precondition(SourceMap(encoded: map.encoded) == map)
  let middle = map.textCount / 2
  precondition(map.sourceRange(of: middle..<map.textCount).upperBound <= map.sourceEnd)
  _ = map.slice(middle..<map.textCount).encoded
  if map.textCount < 1 << 16 { _ = map.then(map).encoded }
}
