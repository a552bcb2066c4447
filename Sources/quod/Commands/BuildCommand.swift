import ArgumentParser
import Index
import Ingest
import Platform
import Terminal
import Updating

/// Builds an index from files, folders and JSON lines.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build an index, in the place of the one that was there.",
    discussion: """
      A SOURCE is a file (text, Markdown, HTML, e-mail), a folder with all that .gitignore, .ignore and .quoignore files \
      do not exclude, a .jsonl file with one {"id", "title", "text", "date", "url", "language"} a line, or - for such \
      lines on the standard input. Files may be compressed with gzip (.gz).

        quod build --index ~/wiki.quo ~/articles more.jsonl
        quod build --index ~/news.quo --fields title=headline,text=summary+body news.jsonl.gz
        zcat wiki.jsonl.gz | quod build --index ~/wiki.quo -

      The old index answers until the new one is complete. Exit status: 0 done, 4 done but some sources were skipped, \
      2 not done.
      """)

  @OptionGroup var index: IndexOption

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Replace an index that holds documents even if nothing was found to index.")
  var allowEmpty = false

  @Option(
    help: ArgumentHelp(
      "Which members of JSON records make which fields, such as title=headline,text=body+summary.",
      valueName: "field=member"))
  var fields: [String] = []

  @Flag(help: "Index files without text, such as pictures, by their names.")
  var names = false

  @Flag(
    help: ArgumentHelp(
      "Number the documents so that those with the same words stand together: queries are answered faster, the build takes longer."
    ))
  var reorder = false

  @Flag(
    name: .customLong("no-phrases"),
    help: "Make no lists of phrases of common words: the index is smaller, and such phrases are found more slowly.")
  var omitsPhrases = false

  @Flag(name: .shortAndLong, help: "Name everything that is skipped, left out by rule or not.")
  var verbose = false

  @Argument(help: ArgumentHelp("What to index.", valueName: "source"))
  var sources: [String]

  private func recordFields() throws(ValidationError) -> RecordFields {
    do throws(RecordFieldsError) {
      return try RecordFields(parsing: fields)
    } catch {
      throw ValidationError("--fields: \(error).")
    }
  }

  func validate() throws {
    _ = try recordFields()
    guard !sources.isEmpty else { throw ValidationError("Name at least one source.") }
  }

  func run() throws {
    // Paths of hits are opened by whoever asks, wherever that is.
    let sources = sources.map { argument in
      switch Source(argument: Array(argument.utf8)) {
      case .path(let path): Source.path(FileSystem.absolutePath(of: path))
      case .standardInput: Source.standardInput
      }
    }
    try Ingestor.check(sources)
    try IndexDirectory.requireOwn(index.directory)
    let clock = Stopwatch()
    let builder = try makeBuilder()
    if builder.replacedDocumentCount > 0 {
      InterruptNotice.set("\nquod: interrupted; the index that was there is unchanged\n")
    } else {
      InterruptNotice.set("\nquod: interrupted; no index was made\n")
    }
    let report = try build(sources, with: builder)
    for warning in report.warnings { Output.note("\(warning)") }
    hint(at: report, of: sources)
    try Output.result(BuildSummary(report, builder: builder, elapsed: clock.elapsed).description)
    if report.skippedCount > 0 { throw ExitCode(Failure.Code.skipped) }
  }

  /// Says what may be the matter where not a line of the standard input was a document.
  private func hint(at report: IngestReport, of sources: [Source]) {
    guard sources.contains(.standardInput), report.documents == 0, report.skipped[.malformedJSON] != nil else { return }
    Output.note("the standard input must be lines of JSON, one document each; name text files as sources instead")
  }

  private func makeBuilder() throws -> IndexBuilder {
    var options = IndexBuilder.Options()
    options.memoryBudget = memory.byteCount
    options.reordersDocuments = reorder
    options.indexesPhrases = !omitsPhrases
    try index.makeParents()
    return try IndexBuilder(directory: index.directory, options: options)
  }

  private func build(_ sources: [Source], with builder: IndexBuilder) throws -> IngestReport {
    let options = try ingestOptions()
    let progress = BuildProgress(measuring: { Ingestor.size(of: sources, options: options) })
    defer { progress.clear() }
    let skips = SkipLog(isVerbose: verbose, note: progress.note)
    let report = try Ingestor.ingestAhead(
      sources, options: options, onSkip: skips.add, onRead: progress.read
    ) { document in
      try builder.add(IndexDocument(document))
      progress.add(documents: builder.documentCount)
    }
    let skipped = skips.finish(report)
    // An empty stream, or a folder that is not mounted, is no reason to give an index up.
    guard builder.documentCount > 0 || builder.replacedDocumentCount == 0 || allowEmpty else {
      throw BuildError.nothingFound(replacing: builder.replacedDocumentCount)
    }
    progress.finishReading()
    try builder.finish(skipped: skipped)
    return report
  }

  private func ingestOptions() throws -> IngestOptions {
    // The builder has made the directory. Its files must not be read: closing one would release LMDB's locks.
    let own = FileIdentity(path: Array(index.directory.utf8))
    var options = IngestOptions(excludedFolders: Set([own].compactMap { $0 }))
    options.recordFields = try recordFields()
    options.includesNames = names
    return options
  }
}
