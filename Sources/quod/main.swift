import ArgumentParser
import Terminal

do {
  var command = try Quod.parseAsRoot(ProgramArguments.all())
  try command.run()
} catch {
  Failure.exit(with: error)
}
