import LMDB
import Postings

/// Gathers what a check finds, without growing as the damage does.
final class FindingLog {
  private static let limit = 1000

  var report = CheckReport()

  /// Adds a finding.
  func add(_ finding: IndexFinding) {
    if finding.severity == .damage { report.damageCount += 1 }
    if report.findings.count < Self.limit { report.findings.append(finding) } else { report.unlistedCount += 1 }
  }

  /// The message of an error that only damaged bytes cause; nil for any other.
  static func message(of error: any Error) -> String? {
    switch error {
    case IndexError.damaged(let what): what
    case let error as IndexError: error.description
    case let error as PostingsError: error.description
    case let error as LMDBError where error.code == .damaged: error.message
    default: nil
    }
  }
}
