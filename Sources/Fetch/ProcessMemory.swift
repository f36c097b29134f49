internal import CCurl

/// How this process asks the system for memory.
package enum ProcessMemory {
  /// Large buffers go back to the system as soon as they are freed.
  ///
  /// Left to itself, glibc raises the size from which it does so each time one is freed, up to
  /// 32 MB, and keeps what many documents took, an arena for each thread.
  package static func returnLargeBuffers() { marsad_return_memory(256 << 10, 1 << 20, 2) }

  /// Gives back what lies free between small buffers in use, which nothing else does. Takes
  /// milliseconds.
  package static func returnFreePages() { marsad_trim_memory() }
}
