import ArgumentParser
import Index
import Platform
import TestSupport

/// Makes some of the images that a power cut may leave of one log, and verifies each.
///
/// The journal gets `image N` before each, and then `good`, `lost M` with the number of acknowledged batches that are missing,
/// `wrong …` or `refused …`.
struct ImagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "images", shouldDisplay: false)

  @Option(help: "The log.") var log: String
  @Option(help: "The seed of the workload.") var seed: UInt64
  @Option(help: "The number of the first image.") var from: Int
  @Option(help: "The number behind the last image.") var to: Int
  @Option(help: "A folder for the images.") var folder: String
  @Option(help: "A file for what is found, line by line.") var journal: String
  @Flag(help: "As if nothing was ever synced.") var ignoresSyncs = false

  func run() throws {
    let journal = try Journal(self.journal)
    let log = WriteLog(self.log)
    let disk = Disk(log, ignoresSyncs: ignoresSyncs)
    // The cuts in their order, so that the log is played once.
    let images = (from..<to).map { number in
      var random = SplitMix64(seed: seed ^ UInt64(number) << 20)
      return (cut: random.below(log.changes.count + 1), number: number, random: random)
    }
    for image in images.sorted(by: { $0.cut < $1.cut }) {
      disk.play(to: image.cut)
      try journal.write("image \(image.number)")
      var random = image.random
      Files.remove(folder + "/image")
      try disk.write(to: folder + "/image", &random)
      let acknowledged = Journal.last("ack", in: disk.lines) ?? 0
      try journal.write(verify(acknowledged: acknowledged, isChecked: image.number % 4 == 0, image.number))
    }
    try journal.write("end")
  }

  private func verify(acknowledged: Int, isChecked: Bool, _ number: Int) -> String {
    let index = folder + "/image/index"
    let workload = Workload(seed: seed)
    let verifier = IndexVerifier(workload: workload)
    do {
      var count = 0
      do {
        let writer = try IndexWriter(directory: index)
        let session = try writer.reader.makeSession()
        count = try verifier.verify(session, allowed: 0...acknowledged + 1, seed: UInt64(number))
        // What is there is good for more.
        if isChecked { _ = try writer.apply(workload.changes(ofBatch: count + 1)) }
      }
      if isChecked {
        let report = try IndexChecker(directory: index).check()
        guard report.isSound else { return "wrong: check finds \(report.findings.map(\.description))" }
      }
      return count < acknowledged ? "lost \(acknowledged - count)" : "good"
    } catch let error as IndexVerifier.Mismatch {
      return "wrong: \(error)"
    } catch {
      return "refused: \(error)"
    }
  }
}
