#include "CLineScan.h"

// As signed numbers they are those below 0xC0, -64. Counted in bytes, of which a register holds many: so many at a time as a byte counts.
size_t driftd_continuation_bytes(const uint8_t *bytes, size_t count) {
    enum { most = 240 };
    size_t found = 0;
    while (count > 0) {
        size_t part = count < most ? count : most;
        uint8_t sum = 0;
        for (size_t index = 0; index < part; index++) sum += (int8_t)bytes[index] < -64;
        found += sum;
        bytes += part;
        count -= part;
    }
    return found;
}
