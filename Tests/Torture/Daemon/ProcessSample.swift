import Platform

/// What a process takes of the system at one moment (proc(5)).
struct ProcessSample {
  /// Memory that is no part of a file.
  let anonymousBytes: Int
  let descriptors: Int

  init(of process: Int32) throws {
    let status = String(
      decoding: try FileDescriptor.open("/proc/\(process)/status".utf8).read(16_384, at: 0), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    guard
      let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int($0) })
    else { throw Daemon.Misbehaviour(description: "/proc/\(process)/status says no RssAnon") }
    anonymousBytes = kilobytes << 10
    descriptors = Files.names(in: "/proc/\(process)/fd").filter { !$0.hasPrefix(".") }.count
  }
}
