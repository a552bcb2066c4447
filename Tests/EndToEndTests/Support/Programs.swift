import Foundation

/// Where the programs under test are.
enum Programs {
  private struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The path of a program: in the folder that `$QUO_BIN` names, or in the one that the test bundle was built into.
  static func path(of name: String) throws -> String {
    let folder = try folder.get()
    let path = folder + "/" + name
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(description: "there is no program \(path); build it, or name its folder in QUO_BIN")
    }
    return path
  }

  private static let folder = Result { try findFolder() }

  private static func findFolder() throws -> String {
    if let folder = ProcessInfo.processInfo.environment["QUO_BIN"], !folder.isEmpty { return folder }
    let bundle = URL(fileURLWithPath: try testBundle()).resolvingSymlinksInPath()
    // On macOS the bundle is a folder, some levels above its executable.
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.isExecutableFile(atPath: folder.path + "/quod") { return folder.path }
      folder.deleteLastPathComponent()
    }
    throw Missing(description: "the programs are not built beside \(bundle.path); name their folder in QUO_BIN")
  }

  /// The path of the tests' executable.
  private static func testBundle() throws -> String {
    #if os(Linux)
      return "/proc/self/exe"
    #else
      var info = Dl_info()
      guard unsafe dladdr(#dsohandle, &info) != 0, let name = unsafe info.dli_fname else {
        throw Missing(description: "the test bundle cannot be found; name the programs' folder in QUO_BIN")
      }
      return unsafe String(cString: name)
    #endif
  }
}
