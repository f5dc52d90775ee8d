// Identifiers: which characters they may have, and their normal form (NFKC).
//
// ASCII identifiers never come here. The character properties are the Swift standard library's.

@_spi(_Unicode) import Swift

func isIdentifierStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDStart }

func isIdentifierContinue(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isXIDContinue }

/// What Python calls printable: no controls, separators (but the space), surrogates or unassigned characters.
///
/// Characters that are newer than Unicode 14 count as unassigned, as in Python 3.11.
func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if let age = scalar.properties.age, age.major > 14 { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    case .spaceSeparator: return scalar == " "
    default: return true
    }
}

/// The NFKC form of an identifier.
func normaliseIdentifier(_ text: String) -> String {
    var decomposed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if let replacement = compatibility[scalar.value] {
            decomposed.append(contentsOf: replacement)
        } else {
            decomposed.append(scalar)
        }
    }
    var result = String.UnicodeScalarView()
    for scalar in String(decomposed)._nfc { result.append(scalar) }
    return String(result)
}

private let compatibility: [UInt32: [Unicode.Scalar]] = {
    var table: [UInt32: [Unicode.Scalar]] = [:]
    for run in compatibilityRuns.description.split(separator: " ") {
        let fields = run.split(separator: ",").compactMap { UInt32($0, radix: 16) }
        guard fields.count == 3 else { continue }
        for i in 0..<fields[1] {
            if let scalar = Unicode.Scalar(fields[2] + i) { table[fields[0] + i] = [scalar] }
        }
    }
    for entry in compatibilitySequences.description.split(separator: " ") {
        let fields = entry.split(separator: ",")
        guard fields.count == 2, let from = UInt32(fields[0], radix: 16) else { continue }
        table[from] = fields[1].split(separator: ".").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    }
    return table
}()
