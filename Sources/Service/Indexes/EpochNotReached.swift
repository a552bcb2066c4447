/// That an index has not got to the epoch that a request wants.
struct EpochNotReached: Error {}
