// C kernels of the numeric types: GMP's limb functions, and the few libc calls that Swift cannot make (variadic).
#ifndef SWIFTLET_NUMERIC_SHIM_H
#define SWIFTLET_NUMERIC_SHIM_H

#include <gmp.h>
#include <complex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// base ** exponent mod modulus on magnitudes; rp has room for mn limbs; returns the limbs used.
static inline mp_size_t limbs_powm(mp_limb_t *_Nonnull rp, const mp_limb_t *_Nonnull bp, mp_size_t bn, const mp_limb_t *_Nonnull ep, mp_size_t en,
                                   const mp_limb_t *_Nonnull mp, mp_size_t mn) {
    mpz_t b, e, m, r;
    mpz_roinit_n(b, bp, bn);
    mpz_roinit_n(e, ep, en);
    mpz_roinit_n(m, mp, mn);
    mpz_init2(r, (mp_bitcnt_t)(mn + 1) * 64);
    mpz_powm(r, b, e, m);
    mp_size_t n = (mp_size_t)mpz_size(r);
    if (n > 0) memcpy(rp, mpz_limbs_read(r), (size_t)n * sizeof(mp_limb_t));
    mpz_clear(r);
    return n;
}

/// Inverse of a modulo m, magnitudes; rp has room for mn limbs; returns the limbs used, -1 if there is none.
static inline mp_size_t limbs_invert(mp_limb_t *_Nonnull rp, const mp_limb_t *_Nonnull ap, mp_size_t an, const mp_limb_t *_Nonnull mp, mp_size_t mn) {
    mpz_t a, m, r;
    mpz_roinit_n(a, ap, an);
    mpz_roinit_n(m, mp, mn);
    mpz_init2(r, (mp_bitcnt_t)(mn + 1) * 64);
    mp_size_t n = -1;
    if (mpz_invert(r, a, m)) {
        n = (mp_size_t)mpz_size(r);
        if (n > 0) memcpy(rp, mpz_limbs_read(r), (size_t)n * sizeof(mp_limb_t));
    }
    mpz_clear(r);
    return n;
}

/// Greatest common divisor of two magnitudes; rp has room for min(an, bn) limbs; returns the limbs used.
static inline mp_size_t limbs_gcd(mp_limb_t *_Nonnull rp, const mp_limb_t *_Nonnull ap, mp_size_t an, const mp_limb_t *_Nonnull bp, mp_size_t bn) {
    mpz_t a, b, r;
    mpz_roinit_n(a, ap, an);
    mpz_roinit_n(b, bp, bn);
    mpz_init2(r, (mp_bitcnt_t)((an < bn ? an : bn) + 1) * 64);
    mpz_gcd(r, a, b);
    mp_size_t n = (mp_size_t)mpz_size(r);
    if (n > 0) memcpy(rp, mpz_limbs_read(r), (size_t)n * sizeof(mp_limb_t));
    mpz_clear(r);
    return n;
}

/// printf's %.*e and %.*f of a double; returns the length that the text has or would have.
static inline int double_print_e(char *_Nonnull buffer, size_t size, int precision, double d) { return snprintf(buffer, size, "%.*e", precision, d); }
static inline int double_print_f(char *_Nonnull buffer, size_t size, int precision, double d) { return snprintf(buffer, size, "%.*f", precision, d); }

/// strtod; the locale of numbers is always C.
static inline double double_scan(const char *_Nonnull text) { return strtod(text, (char **)0); }

/// The elementary functions of complex numbers, in the order of ComplexFunction.
static inline void complex_function(int which, double re, double im, double *_Nonnull out) {
    double _Complex z = __builtin_complex(re, im), r = z;
    switch (which) {
    case 0: r = cacos(z); break;
    case 1: r = cacosh(z); break;
    case 2: r = casin(z); break;
    case 3: r = casinh(z); break;
    case 4: r = catan(z); break;
    case 5: r = catanh(z); break;
    case 6: r = ccos(z); break;
    case 7: r = ccosh(z); break;
    case 8: r = cexp(z); break;
    case 9: r = clog(z); break;
    case 10: r = csin(z); break;
    case 11: r = csinh(z); break;
    case 12: r = csqrt(z); break;
    case 13: r = ctan(z); break;
    case 14: r = ctanh(z); break;
    }
    out[0] = creal(r);
    out[1] = cimag(r);
}

#endif
