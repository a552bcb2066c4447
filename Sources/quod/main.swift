import ArgumentParser

do {
  var command = try Quod.parseAsRoot()
  try command.run()
} catch {
  Failure.exit(with: error)
}
