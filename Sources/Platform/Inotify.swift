#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kernel's news of what happens in folders, by inotify(7): one queue of it, which holds no watch yet.
///
/// Only Linux has it; elsewhere ``open()`` throws `.notImplemented`.
package struct Inotify: ~Copyable, Sendable {
  /// Readable where there is news.
  package let descriptor: FileDescriptor

  /// What is asked about each folder. One inode has one watch however often it is asked for, so all ask for the same.
  private static let kinds: InotifyEvent.Kinds = [
    .created, .deleted, .movedFrom, .movedTo, .modified, .closedAfterWriting, .attributes, .selfDeleted, .selfMoved,
  ]

  /// Opens a queue.
  ///
  /// - Throws: `SystemError`; an exhaustion where this user has as many queues as `fs.inotify.max_user_instances` allows.
  package static func open() throws(SystemError) -> Inotify {
    #if os(Linux)
      Inotify(try FileDescriptor(checking: inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))))
    #else
      throw .notImplemented
    #endif
  }

  private init(_ descriptor: consuming FileDescriptor) {
    self.descriptor = descriptor
  }

  /// Has news of a folder and of its entries put into the queue, but not of what is in the folders below it.
  ///
  /// - Parameters:
  ///   - path: Where the folder stands.
  ///   - followsLink: Whether the path may end in a symbolic link.
  /// - Returns: The number that events of this folder carry. A folder that is watched already keeps its own.
  /// - Throws: `SystemError`, which `meansNoSpace` where there are as many watches as the kernel allows.
  package func watch(folder path: [UInt8], followsLink: Bool) throws(SystemError) -> Int32 {
    #if os(Linux)
      let mask = Self.kinds.rawValue | Self.onlyFolders | Self.noUnlinked | (followsLink ? 0 : Self.noLink)
      return try unsafe SystemCall.run(on: path) { unsafe inotify_add_watch(descriptor.number, $0, mask) }
    #else
      throw .notImplemented
    #endif
  }

  /// Ends a watch. Its last event is `.watchEnded`.
  package func unwatch(_ watch: Int32) {
    #if os(Linux)
      // It fails where the kernel has ended the watch before, and then there is nothing to do.
      _ = inotify_rm_watch(descriptor.number, watch)
    #endif
  }

  /// Reads as many whole events as fit, without waiting for any. Signals do not disturb it.
  ///
  /// - Parameter buffer: Where they are put; 4 KB or more, as an event takes up to 272 bytes.
  /// - Returns: How many bytes of the buffer hold events; 0 where there is no news.
  /// - Throws: `SystemError` where the queue cannot be read.
  package func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    do throws(SystemError) {
      // The kernel writes at most as many bytes as the buffer holds.
      return try unsafe buffer.withUnsafeMutableBufferPointer { bytes throws(SystemError) in
        try SystemCall.run { unsafe systemRead(descriptor.number, bytes.baseAddress, bytes.count) }
      }
    } catch .wouldBlock {
      return 0
    }
  }

  /// How many folders one user's programs may watch together (`fs.inotify.max_user_watches`); nil where that cannot be told.
  package static var maximumWatches: Int? {
    guard let file = try? FileDescriptor.open("/proc/sys/fs/inotify/max_user_watches".utf8),
      let bytes = try? file.read(32, at: 0)
    else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  // Flags of `inotify_add_watch`, of which Swift imports some as signed numbers and some not.
  private static let onlyFolders: UInt32 = 0x0100_0000
  private static let noLink: UInt32 = 0x0200_0000
  private static let noUnlinked: UInt32 = 0x0400_0000
}

/// `read` under another name, for the method of that name hides it.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(number, buffer, count)
}
