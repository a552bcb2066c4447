#include "CReference.h"

#include <string.h>

typedef uint32_t row __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) row load(const uint8_t *source, unsigned word) {
  row value;
  memcpy(&value, source + 16 * word, sizeof value);
  return value;
}

/* The four values of a row; bits is a constant where this is inlined, so that shifts and masks are too. */
static inline __attribute__((always_inline)) row unpacked(const uint8_t *source, unsigned bits, unsigned index) {
  const uint32_t mask = bits == 32 ? UINT32_MAX : (1u << bits) - 1;
  const unsigned shift = index * bits % 32, word = index * bits / 32;
  row value = load(source, word) >> shift;
  if (shift + bits > 32) value |= load(source, word + 1) << (32 - shift);
  return value & (row){mask, mask, mask, mask};
}

static inline __attribute__((always_inline)) void unpack(const uint8_t *source, unsigned bits, row *rows) {
#pragma clang loop unroll(full)
  for (unsigned index = 0; index < 32; index++) rows[index] = unpacked(source, bits, index);
}

static inline __attribute__((always_inline)) void unpack_deltas(const uint8_t *source, unsigned bits, row current, row *rows) {
#pragma clang loop unroll(full)
  for (unsigned index = 0; index < 32; index++) rows[index] = current += unpacked(source, bits, index);
}

#define EACH_WIDTH(WIDTH)                                                                                             \
  WIDTH(1) WIDTH(2) WIDTH(3) WIDTH(4) WIDTH(5) WIDTH(6) WIDTH(7) WIDTH(8) WIDTH(9) WIDTH(10) WIDTH(11) WIDTH(12)      \
  WIDTH(13) WIDTH(14) WIDTH(15) WIDTH(16) WIDTH(17) WIDTH(18) WIDTH(19) WIDTH(20) WIDTH(21) WIDTH(22) WIDTH(23)       \
  WIDTH(24) WIDTH(25) WIDTH(26) WIDTH(27) WIDTH(28) WIDTH(29) WIDTH(30) WIDTH(31)

void reference_unpack(const void *source, unsigned bits, uint32_t *values) {
  switch (bits) {
  case 0: memset(values, 0, 128 * sizeof *values); return;
#define WIDTH(bits) case bits: unpack(source, bits, (row *)values); return;
  EACH_WIDTH(WIDTH)
#undef WIDTH
  case 32: memcpy(values, source, 128 * sizeof *values); return;
  }
}

void reference_unpack_deltas(const void *source, unsigned bits, uint32_t base, uint32_t *values) {
  const row first = {base, base, base, base};
  switch (bits) {
  case 0:
    for (unsigned index = 0; index < 32; index++) ((row *)values)[index] = first;
    return;
#define WIDTH(bits) case bits: unpack_deltas(source, bits, first, (row *)values); return;
  EACH_WIDTH(WIDTH)
#undef WIDTH
  }
}
