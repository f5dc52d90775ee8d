// The gamma function and its logarithm by Lanczos' approximation (N = 13, g = 6.0246800407767296, the coefficients
// published for Boost's double precision), with the rounding error of the base of the power compensated.
//
// In:  finite doubles that are not poles. Out: within a few units in the last place; infinite on overflow.

import Glibc

enum Gamma {
    private static let g = 6.024680040776729583740234375
    private static let gMinusHalf = 5.524680040776729583740234375
    /// Coefficients of the rational function, the lowest power first.
    private static let numerator: [Double] = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    /// x (x + 1) … (x + 11).
    private static let denominator: [Double] = [
        0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
    ]

    /// The Lanczos sum for positive x.
    private static func sum(_ x: Double) -> Double {
        var n = 0.0, d = 0.0
        if x < 5 {
            for i in stride(from: 12, through: 0, by: -1) {
                n = n * x + numerator[i]
                d = d * x + denominator[i]
            }
        } else {
            // In powers of 1/x, which cannot overflow.
            for i in 0 ... 12 {
                n = n / x + numerator[i]
                d = d / x + denominator[i]
            }
        }
        return n / d
    }

    /// sin(πx).
    private static func sinPi(_ x: Double) -> Double {
        let y = fmod(abs(x), 2)
        let r: Double
        switch Int((2 * y).rounded(.toNearestOrAwayFromZero)) {
        case 0: r = sin(Double.pi * y)
        case 1: r = cos(Double.pi * (y - 0.5))
        case 2: r = sin(Double.pi * (1 - y))
        case 3: r = -cos(Double.pi * (y - 1.5))
        default: r = sin(Double.pi * (y - 2))
        }
        return copysign(1, x) * r
    }

    /// Γ(x); x is finite and no pole.
    static func gamma(_ x: Double) -> Double {
        if x == x.rounded(.down) && x <= 23 && x >= 1 {
            var r = 1.0, i = 2.0
            while i < x { r *= i; i += 1 }
            return r
        }
        let size = abs(x)
        if size < 1e-20 { return 1 / x }
        if size > 200 { return x < 0 ? 0 / sinPi(x) : Double.infinity }
        let y = size + gMinusHalf
        // What rounding y lost.
        var z: Double
        if size > gMinusHalf {
            let q = y - size
            z = q - gMinusHalf
        } else {
            let q = y - gMinusHalf
            z = q - size
        }
        z = z * g / y
        var r: Double
        if x < 0 {
            r = -Double.pi / sinPi(size) / size * exp(y) / sum(size)
            r -= z * r
            if size < 140 { r /= pow(y, size - 0.5) }
            else {
                let half = pow(y, size / 2 - 0.25)
                r /= half
                r /= half
            }
        } else {
            r = sum(size) / exp(y)
            r += z * r
            if size < 140 { r *= pow(y, size - 0.5) }
            else {
                let half = pow(y, size / 2 - 0.25)
                r *= half
                r *= half
            }
        }
        return r
    }

    /// log |Γ(x)|; x is finite and no pole.
    static func logarithm(_ x: Double) -> Double {
        if x == 1 || x == 2 { return 0 }
        let size = abs(x)
        if size < 1e-20 { return -log(size) }
        var r = log(sum(size)) - g
        r += (size - 0.5) * (log(size + g - 0.5) - 1)
        if x < 0 { r = 1.144729885849400174143427351353058711647 - log(abs(sinPi(size))) - log(size) - r }
        return r
    }
}
