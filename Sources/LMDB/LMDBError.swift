internal import Platform

/// Why something could not be done with an LMDB environment.
public struct LMDBError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public let code: Code
  /// What was being done, as a verb phrase: `open`, `put a value`, `commit`.
  public let operation: String
  /// The directory of the environment.
  public let path: String
  /// What is wrong, and what to do about it where that is known.
  public let message: String

  init(_ code: Code, _ operation: String, _ path: String, _ message: String? = nil) {
    self.code = code
    self.operation = operation
    self.path = path
    self.message = message ?? code.description
  }

  /// The path, the operation and the message in one line.
  public var description: String { "\(path): cannot \(operation): \(message)" }
}

extension LMDBError {
  /// The kinds of failure; more may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: Hashable {
      case alreadyOpen, badKeySize, badValueSize, busy, cancelled, damaged, diskFull, invalidTransaction, io,
        keyOutOfOrder
      case mapFull, needsReopening, nestedWrite, notADirectory, notARegularFile, notAnIndex, notEmpty, notFound
      case outOfMemory
      case permission, readersFull, readOnly, readOnlyFileSystem, replaced, stoppedWriting, symlink, transactionFull,
        unsafePermissions
      case versionMismatch
    }

    private let kind: Kind
    /// The `errno` behind an ``io(_:)`` code, or 0.
    public let systemError: Int32
    /// What the code means, in a few words.
    public let description: String

    private init(_ kind: Kind, _ description: String, systemError: Int32 = 0) {
      self.kind = kind
      self.systemError = systemError
      self.description = description
    }

    /// Two codes are equal if they are of one kind and, for ``io(_:)``, carry the same number.
    public static func == (left: Code, right: Code) -> Bool {
      left.kind == right.kind && left.systemError == right.systemError
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(systemError)
    }
  }
}

extension LMDBError.Code {
  // MARK: What stands in the way of opening

  /// There is no such directory, or, for reading, no data file in it.
  public static let notFound = Self(.notFound, "no such file or directory")
  /// The path leads to something else.
  public static let notADirectory = Self(.notADirectory, "not a directory")
  /// The directory or one of its files is a symbolic link; links are never followed.
  public static let symlink = Self(.symlink, "a symbolic link")
  /// A file of the environment is a FIFO, a device, a socket or a directory.
  public static let notARegularFile = Self(.notARegularFile, "not a regular file")
  /// Another user owns the directory or a file, or may write to it.
  public static let unsafePermissions = Self(.unsafePermissions, "other users could change it")
  /// The data file was not written by LMDB, or not as an environment of one plain database.
  public static let notAnIndex = Self(.notAnIndex, "not an index")
  /// The data file has another version of LMDB's format.
  public static let versionMismatch = Self(.versionMismatch, "written by another version of LMDB")
  /// The file is cut short, or its pages contradict each other.
  public static let damaged = Self(.damaged, "the data file is damaged")
  /// This process has the environment open already; it can be opened once only.
  public static let alreadyOpen = Self(.alreadyOpen, "already open in this process")
  /// There is something in a directory that must be empty.
  public static let notEmpty = Self(.notEmpty, "the directory is not empty")
  /// Another process holds the lock.
  public static let busy = Self(.busy, "in use by another process")
  /// The file system says that this user may not.
  public static let permission = Self(.permission, "permission denied")
  /// The file system takes no writes.
  public static let readOnlyFileSystem = Self(.readOnlyFileSystem, "the file system is read-only")

  // MARK: What runs out

  /// The file system has no space left, or the user's quota is used up. What was committed before is intact.
  public static let diskFull = Self(.diskFull, "the disk is full")
  /// The data would outgrow ``Environment/Options/mapSize``. What was committed before is intact.
  public static let mapFull = Self(.mapFull, "the data would outgrow the map size")
  /// Every reader slot is taken.
  public static let readersFull = Self(.readersFull, "no reader slot is free")
  /// The transaction changed more pages than LMDB can keep track of.
  public static let transactionFull = Self(.transactionFull, "too many changes in one transaction")
  /// Not enough memory or address space.
  public static let outOfMemory = Self(.outOfMemory, "out of memory")

  // MARK: What was asked wrongly

  /// A key must have 1 to 511 bytes.
  public static let badKeySize = Self(.badKeySize, "a key must have 1 to 511 bytes")
  /// A value must have fewer than 4 GiB.
  public static let badValueSize = Self(.badValueSize, "a value must have fewer than 4 GiB")
  /// Appended keys must come in ascending order, each above every key of the database.
  public static let keyOutOfOrder = Self(.keyOutOfOrder, "the key is not above all others")
  /// The transaction was reset, or failed earlier.
  public static let invalidTransaction = Self(.invalidTransaction, "the transaction was reset or has failed")
  /// A write transaction was begun inside a write transaction of the same thread.
  public static let nestedWrite = Self(.nestedWrite, "this thread is in a write transaction already")
  /// The environment was opened for reading only.
  public static let readOnly = Self(.readOnly, "opened for reading only")

  /// Whoever asked for a copy has given it up.
  public static let cancelled = Self(.cancelled, "cancelled")

  // MARK: What ends writing

  /// A file of the environment was removed or replaced after it was opened.
  public static let replaced = Self(.replaced, "a file was removed or replaced since it was opened")
  /// An earlier commit failed for a reason other than space, so the environment takes no more writes.
  public static let stoppedWriting = Self(.stoppedWriting, "an earlier write failed")
  /// The environment must be closed and opened again: it failed fatally, or another process made it larger than this
  /// process mapped it.
  public static let needsReopening = Self(.needsReopening, "the environment must be opened again")

  /// A system call failed with the given `errno`.
  public static func io(_ number: Int32) -> Self {
    Self(.io, SystemError(number: number).description, systemError: number)
  }
}
