#if canImport(Glibc)
  import Glibc

  /// What this process has open.
  enum OpenDescriptors {
    /// The descriptors of what is, or was, below a directory, with its path.
    static func below(_ directory: String) -> [(number: Int32, path: String)] {
      (0..<Int32(1024)).compactMap { number in
        guard let path = target(ofLink: "/proc/self/fd/\(number)"), path.hasPrefix(directory) else { return nil }
        return (number, path)
      }
    }

    private static func target(ofLink path: String) -> String? {
      var characters = [CChar](repeating: 0, count: 4096)
      let count = unsafe readlink(path, &characters, characters.count)
      return count < 0 ? nil : String(decoding: characters[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
#endif
