#pragma once
#include <stddef.h>
#include <stdint.h>

/// Finds the line feeds in `bytes`, 64 bytes at a time and without a branch for each.
///
/// `ends` gets an entry for each: its index, times two, plus one if an escape (0x1B) or a carriage return stands between the line feed
/// before it and this one. It must have room for `count + 2` entries, as more are written than count.
///
/// `held` is 1 if there was an escape or a return behind the last line feed; it goes in for the bytes before `bytes` and comes out for the
/// next ones. Returns the number of entries. `count` is below 2^31.
size_t driftd_line_ends(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held);

/// The same, without the instructions that only some processors of a kind have.
size_t driftd_line_ends_anywhere(const uint8_t *bytes, size_t count, uint32_t *ends, uint32_t *held);

/// How many of `bytes` are continuation bytes of UTF-8: `10xxxxxx`.
size_t driftd_continuation_bytes(const uint8_t *bytes, size_t count);
