#ifndef C_REFERENCE_H
#define C_REFERENCE_H

#include <stdint.h>

/* What the Swift codec is measured against: the same layouts, decoded by C as a C programmer would write it, with every width
   unrolled by the compiler and no check of anything. */

/* Reads 16 * bits bytes at source and writes 128 values; bits is in 0...32, values is aligned to 16 bytes. */
void reference_unpack(const void *source, unsigned bits, uint32_t *values);

/* The same with bits in 0...31, the values being differences to the value four earlier, the first four to base. */
void reference_unpack_deltas(const void *source, unsigned bits, uint32_t base, uint32_t *values);

#endif
