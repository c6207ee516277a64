#include "CLineScan.h"
#include <stdbool.h>

#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { block_bytes = 64 };

// One bit a byte of a block.
typedef struct {
    uint64_t feeds;
    uint64_t controls;
} block_bits;

#if defined(__SSE2__)

static inline block_bits look(const uint8_t *bytes) {
    const __m128i feed = _mm_set1_epi8('\n'), escape = _mm_set1_epi8(0x1B), carriage_return = _mm_set1_epi8('\r');
    block_bits bits = {0, 0};
    for (int part = 0; part < 4; part++) {
        __m128i word = _mm_loadu_si128((const __m128i *)(bytes + part * 16));
        __m128i control = _mm_or_si128(_mm_cmpeq_epi8(word, escape), _mm_cmpeq_epi8(word, carriage_return));
        bits.feeds |= (uint64_t)(uint16_t)_mm_movemask_epi8(_mm_cmpeq_epi8(word, feed)) << (part * 16);
        bits.controls |= (uint64_t)(uint16_t)_mm_movemask_epi8(control) << (part * 16);
    }
    return bits;
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

// NEON has no instruction that gathers a bit of each byte: each keeps its own bit of eight, and three rounds of adding pack them.
static inline uint64_t gather(uint8x16_t first, uint8x16_t second, uint8x16_t third, uint8x16_t fourth) {
    const uint8x16_t own = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t low = vpaddq_u8(vandq_u8(first, own), vandq_u8(second, own));
    uint8x16_t high = vpaddq_u8(vandq_u8(third, own), vandq_u8(fourth, own));
    uint8x16_t sum = vpaddq_u8(low, high);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline block_bits look(const uint8_t *bytes) {
    const uint8x16_t feed = vdupq_n_u8('\n'), escape = vdupq_n_u8(0x1B), carriage_return = vdupq_n_u8('\r');
    uint8x16_t feeds[4], controls[4];
    for (int part = 0; part < 4; part++) {
        uint8x16_t word = vld1q_u8(bytes + part * 16);
        feeds[part] = vceqq_u8(word, feed);
        controls[part] = vorrq_u8(vceqq_u8(word, escape), vceqq_u8(word, carriage_return));
    }
    return (block_bits){gather(feeds[0], feeds[1], feeds[2], feeds[3]), gather(controls[0], controls[1], controls[2], controls[3])};
}

#else

static inline block_bits look(const uint8_t *bytes) {
    block_bits bits = {0, 0};
    for (int index = 0; index < block_bytes; index++) {
        bits.feeds |= (uint64_t)(bytes[index] == '\n') << index;
        bits.controls |= (uint64_t)(bytes[index] == 0x1B || bytes[index] == '\r') << index;
    }
    return bits;
}

#endif

// The index of the lowest bit; of no bit at all anything, as the entry is not counted then.
static inline uint32_t lowest(uint64_t bits) { return (uint32_t)__builtin_ctzll(bits | 1ULL << 63); }

// Most blocks hold no control and at most two line ends: those are written without asking.
static inline uint32_t *note_plain(uint64_t feeds, uint32_t begin, uint32_t *ends, uint32_t *held) {
    *ends = (begin + lowest(feeds)) << 1 | *held;
    *held &= feeds == 0;
    ends += feeds != 0;
    feeds &= feeds - 1;
    *ends = (begin + lowest(feeds)) << 1;
    ends += feeds != 0;
    feeds &= feeds - 1;
    while (feeds != 0) {
        *ends++ = (begin + lowest(feeds)) << 1;
        feeds &= feeds - 1;
    }
    return ends;
}

static uint32_t *note_controls(block_bits bits, uint32_t begin, uint32_t *ends, uint32_t *held) {
    while (bits.feeds != 0) {
        uint32_t index = lowest(bits.feeds);
        uint64_t before = (1ULL << index) - 1;
        *held |= (bits.controls & before) != 0;
        *ends++ = (begin + index) << 1 | *held;
        *held = 0;
        bits.controls &= ~before;
        bits.feeds &= bits.feeds - 1;
    }
    *held |= bits.controls != 0;
    return ends;
}

static inline uint32_t *note(block_bits bits, uint32_t begin, uint32_t *ends, uint32_t *held) {
    return bits.controls == 0 ? note_plain(bits.feeds, begin, ends, held) : note_controls(bits, begin, ends, held);
}

typedef block_bits look_function(const uint8_t *);

static inline __attribute__((always_inline)) size_t line_ends(
    const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held, look_function *look_at) {
    uint32_t *end = ends;
    uint32_t state = *held;
    size_t begin = 0;
    for (; begin + block_bytes <= count; begin += block_bytes) end = note(look_at(bytes + begin), (uint32_t)begin, end, &state);
    if (begin < count) {
        uint8_t rest[block_bytes] = {0};
        __builtin_memcpy(rest, bytes + begin, count - begin);
        end = note(look_at(rest), (uint32_t)begin, end, &state);
    }
    *held = state;
    return (size_t)(end - ends);
}

size_t driftd_line_ends_anywhere(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held) {
    return line_ends(bytes, count, ends, held, look);
}

#if defined(__SSE2__)

// Twice as many bytes an instruction, where the processor has them.
#define WIDE __attribute__((target("avx2,bmi")))

WIDE static inline block_bits look_wide(const uint8_t *bytes) {
    const __m256i feed = _mm256_set1_epi8('\n'), escape = _mm256_set1_epi8(0x1B), carriage_return = _mm256_set1_epi8('\r');
    block_bits bits = {0, 0};
    for (int part = 0; part < 2; part++) {
        __m256i word = _mm256_loadu_si256((const __m256i *)(bytes + part * 32));
        __m256i control = _mm256_or_si256(_mm256_cmpeq_epi8(word, escape), _mm256_cmpeq_epi8(word, carriage_return));
        bits.feeds |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(word, feed)) << (part * 32);
        bits.controls |= (uint64_t)(uint32_t)_mm256_movemask_epi8(control) << (part * 32);
    }
    return bits;
}

WIDE static size_t line_ends_wide(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held) {
    return line_ends(bytes, count, ends, held, look_wide);
}

size_t driftd_line_ends(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held) {
    bool is_wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
    return is_wide ? line_ends_wide(bytes, count, ends, held) : driftd_line_ends_anywhere(bytes, count, ends, held);
}

#else

size_t driftd_line_ends(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held) {
    return driftd_line_ends_anywhere(bytes, count, ends, held);
}

#endif
