#ifndef MARSAD_CMEMORY_H
#define MARSAD_CMEMORY_H

#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/syscall.h>
#include <unistd.h>

// Asks for the line of memory at an address and does not wait for it. Swift has no word for it.
static inline void marsad_prefetch(const void *address) { __builtin_prefetch(address); }

// A file in memory that may be sealed (memfd_create(2)), which glibc shows to GNU programs alone.
static inline int marsad_memory_file(const char *name) {
  return (int)syscall(SYS_memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

// Seals it for good: F_ADD_SEALS (1033) with F_SEAL_SEAL, _SHRINK, _GROW and _WRITE, which stand in
// a header that no program can include beside fcntl.h.
static inline int marsad_seal(int file) { return fcntl(file, 1033, 15); }

#endif
