#include "CLineScan.h"

// As signed numbers they are those below 0xC0, -64.
static inline size_t count_each(const uint8_t *bytes, size_t count) {
    size_t found = 0;
    for (size_t index = 0; index < count; index++) found += (int8_t)bytes[index] < -64;
    return found;
}

#if defined(__SSE2__)
#include <emmintrin.h>

typedef __m128i block;
static inline block load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }
static inline block none(void) { return _mm_setzero_si128(); }
static inline block both(block one, block other) { return _mm_and_si128(one, other); }
// All bits of each such byte: a byte of -1.
static inline block marks(const uint8_t *bytes) { return _mm_cmplt_epi8(load(bytes), _mm_set1_epi8(-64)); }
static inline block add_marks(block sums, block marks) { return _mm_sub_epi8(sums, marks); }
static inline size_t sum(block sums) {
    block halves = _mm_sad_epu8(sums, none());
    return (size_t)(_mm_cvtsi128_si32(halves) + _mm_extract_epi16(halves, 4));
}

#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>

typedef uint8x16_t block;
static inline block load(const uint8_t *bytes) { return vld1q_u8(bytes); }
static inline block none(void) { return vdupq_n_u8(0); }
static inline block both(block one, block other) { return vandq_u8(one, other); }
static inline block marks(const uint8_t *bytes) { return vcltq_s8(vreinterpretq_s8_u8(load(bytes)), vdupq_n_s8(-64)); }
static inline block add_marks(block sums, block marks) { return vsubq_u8(sums, marks); }
static inline size_t sum(block sums) { return vaddlvq_u8(sums); }

#endif

#if defined(__SSE2__) || (defined(__ARM_NEON) && defined(__aarch64__))

// Counted in bytes of a register, as often as such a byte counts. The end is the last register's worth, of which only the rest is new: a
// loop over the rest would be of a length that the processor has to guess.
size_t driftd_continuation_bytes(const uint8_t *bytes, size_t count) {
    enum { width = sizeof(block), most_rounds = 254 };
    static const uint8_t is_new[width * 2] = {0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
                                              255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    if (count < width) return count_each(bytes, count);
    size_t found = 0, rest = count % width;
    block sums = add_marks(none(), both(marks(bytes + count - width), load(is_new + rest)));
    for (size_t rounds = count / width; rounds > most_rounds; rounds -= most_rounds) {
        for (int round = 0; round < most_rounds; round++, bytes += width) sums = add_marks(sums, marks(bytes));
        found += sum(sums);
        sums = none();
        count -= (size_t)most_rounds * width;
    }
    for (size_t round = 0; round < count / width; round++) sums = add_marks(sums, marks(bytes + round * width));
    return found + sum(sums);
}

#else

size_t driftd_continuation_bytes(const uint8_t *bytes, size_t count) { return count_each(bytes, count); }

#endif
