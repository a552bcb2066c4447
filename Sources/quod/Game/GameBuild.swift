import ArgumentParser
import Index

/// Builds the index of a benchmark: documents are lines, and nothing is stored of them.
struct GameBuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "game-build",
    abstract: "Index the lines of the standard input for a benchmark.",
    discussion: "Each line is a document; its number, from 0, is its id. Nothing is stored but what finding needs.")

  @Option(help: ArgumentHelp("The directory of the index.", valueName: "dir"), completion: .directory)
  var index: String

  @Flag(help: "Number the lines so that those with the same words stand together.")
  var reorder = false

  @Flag(name: .customLong("no-phrases"), help: "Make no lists of phrases of common words.")
  var omitsPhrases = false

  func run() throws {
    var options = IndexBuilder.Options()
    options.storesDocuments = false
    options.indexesPhrases = !omitsPhrases
    options.reordersDocuments = reorder
    let builder = try IndexBuilder(directory: index, options: options)
    var lines = try InputLines()
    var document = IndexDocument()
    while let line = try lines.next() {
      document.body.replaceSubrange(0..., with: line)
      try builder.add(document)
    }
    try builder.finish()
    Output.note("indexed \(builder.documentCount) lines, \(builder.tokenCount) tokens")
  }
}
