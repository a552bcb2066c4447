/// What a walk leaves out because it holds secrets rather than text.
package enum PrivateFiles {
  /// Whether an entry of this name is left out: keys, passwords, tokens.
  package static func isPrivate(name: ArraySlice<UInt8>) -> Bool {
    if names.contains(Array(name)) || name.starts(with: environmentPrefix) { return true }
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return keyExtensions.contains(Array(name[(dot + 1)...]))
  }

  /// Whether a folder is a browser's or a mail program's profile, told by the files that only such a folder has.
  static func isProfile(_ listing: DirectoryListing) -> Bool {
    profileFiles.contains { listing.index(of: $0) != nil }
  }

  /// Whether a file is a private key, by its first line, whatever its name.
  package static func isPrivateKey(_ bytes: [UInt8]) -> Bool {
    let firstLine = bytes.prefix(64).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let line = String(decoding: firstLine, as: UTF8.self)
    if line.hasPrefix("PuTTY-User-Key-File-") { return true }
    return line.hasPrefix("-----BEGIN ")
      && (line.hasSuffix("PRIVATE KEY-----") || line.hasSuffix("PRIVATE KEY BLOCK-----"))
  }

  private static let environmentPrefix = Array(".env.".utf8)

  private static let names = set([
    ".ssh", ".gnupg", ".pki", ".password-store", ".aws", ".azure", ".kube", ".docker",
    ".env", ".netrc", ".pgpass", ".my.cnf", ".git-credentials", ".npmrc", ".pypirc", ".htpasswd",
    ".mozilla", ".thunderbird",
    "id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk",
  ])

  private static let keyExtensions = set([
    "pem", "key", "p12", "pfx", "ppk", "jks", "keystore", "kdb", "kdbx", "gpg",
  ])

  /// Firefox and Thunderbird (logins, keys, cookies); Chromium and its kin (logins, the profiles' parent).
  private static let profileFiles = ["logins.json", "key4.db", "cookies.sqlite", "Login Data", "Local State"].map {
    Array($0.utf8)
  }

  private static func set(_ names: [String]) -> Set<[UInt8]> {
    Set(names.map { Array($0.utf8) })
  }
}
