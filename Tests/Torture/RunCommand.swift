import ArgumentParser
import Platform

/// Runs all parts, or some.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Runs all parts, or some.")

  private static var parts: [any Part.Type] {
    [
      KillPart.self, PowerLossPart.self, FaultPart.self, DiskFullPart.self, MutationPart.self, DaemonKillPart.self,
      SoakPart.self,
    ]
  }

  @Flag(help: "Few of everything: minutes.") var quick = false
  @Option(help: "The seed that all else follows from; by default one of the clock.") var seed: UInt64?
  @Option(help: "Parts to run: kill, power, faults, diskfull, mutations, daemon-kills, soak.") var only: [String] = []
  @Option(help: "Processes at a time; by default as many as there are processors.") var jobs: Int?
  @Option(help: "The library made of Tests/Torture/Shim/shim.c.") var shim: String
  @Option(help: "The program quod.") var daemon: String
  @Option(help: "Minutes that the soak takes; by default 10, or half of one if it is to be quick.") var minutes: Double?
  @Option(help: "A folder for indexes.") var scratch: String
  @Option(help: "A folder for what failed.") var evidence: String

  func validate() throws {
    let names = Self.parts.map { $0.name }
    for name in only where !names.contains(name) {
      throw ValidationError("there is no part \(name), but \(names.joined(separator: ", "))")
    }
  }

  func run() throws {
    let run = Run(
      seed: seed ?? SystemClock.monotonic() >> 10, isQuick: quick, jobs: max(1, jobs ?? CurrentProcess.processorCount),
      shim: shim, daemon: daemon, minutes: minutes ?? (quick ? 0.5 : 10), scratch: scratch, evidence: evidence)
    var failed: [String] = []
    for part in Self.parts where only.isEmpty || only.contains(part.name) {
      Output.say("\(part.name): \(part.summary) (seed \(run.seed))")
      let began = SystemClock.monotonic()
      let tally = Tally()
      do {
        try part.run(run, tally)
      } catch {
        tally.fail("\(error)")
      }
      for line in tally.lines { Output.say("  \(line)") }
      Output.say("  \(tally.failureCount) failures, \((SystemClock.monotonic() - began) / 1_000_000_000) s")
      if tally.failureCount > 0 { failed.append(part.name) }
    }
    guard failed.isEmpty else {
      Output.say(
        "FAILED: \(failed.joined(separator: ", ")). Again with --seed \(run.seed); what is left lies in \(evidence)")
      throw ExitCode.failure
    }
  }
}
