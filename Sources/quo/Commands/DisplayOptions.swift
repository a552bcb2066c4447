import ArgumentParser

/// What commands take that show text on a terminal.
struct DisplayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("When to use colors.", valueName: "when"))
  var color = TerminalUse.auto

  @Option(help: ArgumentHelp("When to make links of the names of files (OSC 8).", valueName: "when"))
  var hyperlink = TerminalUse.auto

  @Flag(help: "Leave long answers to the terminal, instead of a pager: $QUO_PAGER, $PAGER, or less.")
  var noPager = false

  /// The look of what is printed.
  var style: Style { Style(color: color, hyperlink: hyperlink) }
}
