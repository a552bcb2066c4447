#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is fuzzed: the environment variable `FUZZ_TARGET` names it.
private let target: ExtractionInvariants = {
  guard let name = unsafe getenv("FUZZ_TARGET"),
    let target = unsafe ExtractionInvariants(rawValue: String(cString: name))
  else { fatalError("FUZZ_TARGET must be one of \(ExtractionInvariants.allCases)") }
  return target
}()

/// One run of libFuzzer.
///
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExtraction(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  // libFuzzer gives as many bytes as it says.
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = target.violation(by: input) { fatalError(violation) }
  return 0
}
