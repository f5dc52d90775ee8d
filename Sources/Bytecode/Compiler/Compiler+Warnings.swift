// Compiler, SyntaxWarnings: code that is valid and surely wrong.

import Syntax

extension Compiler {
    /// `x is 1`: identity of literals is not defined.
    func checkIdentity(_ left: Expr, _ ops: [CompareOperator], _ comparators: [Expr]) {
        var leftIsFine = mayBeCompared(left)
        for (op, right) in zip(ops, comparators) {
            let rightIsFine = mayBeCompared(right)
            if op == .is || op == .isNot, !rightIsFine || !leftIsFine {
                warn(op == .is
                    ? "\"is\" with a literal. Did you mean \"==\"?" : "\"is not\" with a literal. Did you mean \"!=\"?")
            }
            leftIsFine = rightIsFine
        }
    }

    private func mayBeCompared(_ e: Expr) -> Bool {
        switch fold(e) {
        case nil, .none?, .true_?, .false_?, .ellipsis?: return true
        default: return false
        }
    }

    func checkCallable(_ e: Expr) {
        let typeName: String
        switch e.kind {
        case .constant, .tuple, .list, .listComp, .dict, .dictComp, .set, .setComp, .generatorExp, .joinedStr,
            .formattedValue:
            typeName = inferredType(e)
        default: return
        }
        warn("'\(typeName)' object is not callable; perhaps you missed a comma?")
    }

    func checkSubscript(_ value: Expr, _ index: Expr) {
        switch value.kind {
        case .constant(let constant, _):
            switch constant {
            case .none, .ellipsis, .int, .float, .complex, .true, .false: break
            case .string, .bytes: return checkIndex(value, index)
            }
        case .set, .setComp, .generatorExp, .lambda: break
        case .tuple, .list, .listComp, .joinedStr, .formattedValue: return checkIndex(value, index)
        default: return
        }
        warn("'\(inferredType(value))' object is not subscriptable; perhaps you missed a comma?")
    }

    private func checkIndex(_ value: Expr, _ index: Expr) {
        let indexType = inferredType(index)
        if indexType == "" || indexType == "int" || indexType == "bool" || indexType == "slice" { return }
        warn("\(inferredType(value)) indices must be integers or slices, not \(indexType); perhaps you missed a comma?")
    }

    /// The type that an expression obviously has, or an empty text.
    private func inferredType(_ e: Expr) -> String {
        switch e.kind {
        case .tuple: return "tuple"
        case .list, .listComp: return "list"
        case .dict, .dictComp: return "dict"
        case .set, .setComp: return "set"
        case .generatorExp: return "generator"
        case .lambda: return "function"
        case .joinedStr, .formattedValue: return "str"
        case .constant(let constant, _):
            switch constant {
            case .none: return "NoneType"
            case .true, .false: return "bool"
            case .ellipsis: return "ellipsis"
            case .int: return "int"
            case .float: return "float"
            case .complex: return "complex"
            case .string: return "str"
            case .bytes: return "bytes"
            }
        default: return ""
        }
    }
}
