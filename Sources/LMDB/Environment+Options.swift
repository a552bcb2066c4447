extension Environment {
  /// How an environment is opened.
  public struct Options: Sendable {
    /// Whether the environment may be changed.
    public enum Access: Sendable {
      /// Readers and one writer at a time.
      case readWrite
      /// Readers only; the directory and its data file must exist.
      case readOnly
    }

    /// What a commit waits for.
    public enum Durability: Sendable {
      /// Data and then the meta page are on disk: a power cut loses nothing acknowledged.
      case full
      /// Nothing: for scratch environments, which a power cut may destroy. The end of the process alone does not.
      case none
    }

    /// The size of the map in bytes, and with it the most that the file can grow to. It costs address space only, and
    /// is halved, down to 256 MB, as long as there is not enough of that; it is never less than the file has in use.
    public var mapSize = 64 << 30

    /// The reader slots. The processes that have an environment open share those of the first one.
    public var maxReaders = 126

    /// Whether the environment may be changed.
    public var access = Access.readWrite

    /// What a commit waits for.
    public var durability = Durability.full

    /// Bytes of the file system that a write leaves free, or a twentieth of it if that is less. Where fewer are left it is
    /// refused before anything is written, so that LMDB hardly ever meets the end of the disk in the middle of a commit.
    public var reservedSpace = 64 << 20

    /// The defaults: 64 GiB, 126 readers, for writing, durable, 64 MiB kept free.
    public init() {}
  }
}
