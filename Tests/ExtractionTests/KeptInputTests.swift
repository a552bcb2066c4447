import Foundation
import Testing

@Suite("Inputs that fuzzing found worth keeping")
struct KeptInputTests {
  @Test("Every kept input leaves the invariants standing", arguments: ExtractionInvariants.allCases)
  func invariants(_ target: ExtractionInvariants) throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../seeds/fuzz/extraction/\(target.rawValue)")
      .standardized
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      let violation = target.violation(by: Array(try Data(contentsOf: file)))
      #expect(violation == nil, "\(file.lastPathComponent)")
    }
  }
}
