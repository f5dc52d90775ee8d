// zlib, found where the system puts it; the initialisers are macros that Swift does not see.
#include <zlib.h>
static inline int czlib_deflateInit2(z_stream *s, int level, int method, int wbits, int memLevel, int strategy) {
    return deflateInit2(s, level, method, wbits, memLevel, strategy);
}
static inline int czlib_inflateInit2(z_stream *s, int wbits) { return inflateInit2(s, wbits); }
