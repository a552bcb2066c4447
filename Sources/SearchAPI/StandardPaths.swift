/// Where the programs look for the user's files if nobody says.
///
/// As the XDG base directory specification has it; nil where there is neither a variable nor a home directory.
public enum StandardPaths {
  /// The directory of the index: `quo/index` in `$XDG_DATA_HOME`, or in `.local/share` of the home directory.
  public static func index(in environment: UserEnvironment = .current) -> [UInt8]? {
    folder(environment.dataHome, orBelowHome: "/.local/share", environment).map { $0 + "/index".utf8 }
  }

  /// The directory of what the daemon has to say: `quo` in `$XDG_STATE_HOME`, or in `.local/state` of the home directory.
  public static func state(in environment: UserEnvironment = .current) -> [UInt8]? {
    folder(environment.stateHome, orBelowHome: "/.local/state", environment)
  }

  private static func folder(
    _ variable: [UInt8]?, orBelowHome place: String, _ environment: UserEnvironment
  ) -> [UInt8]? {
    let folder =
      UserEnvironment.absolute(variable) ?? UserEnvironment.absolute(environment.home).map { $0 + place.utf8 }
    return folder.map { $0 + "/quo".utf8 }
  }
}
