#ifndef MARSAD_CMEMORY_H
#define MARSAD_CMEMORY_H

// Asks for the line of memory at an address and does not wait for it. Swift has no word for it.
static inline void marsad_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
