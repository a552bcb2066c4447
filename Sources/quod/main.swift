import ArgumentParser
import Terminal

do {
  let arguments = try ProgramArguments.all()
  if arguments.isEmpty { Failure.exitWithHelp() }
  var command = try Quod.parseAsRoot(arguments)
  try command.run()
} catch {
  Failure.exit(with: error)
}
