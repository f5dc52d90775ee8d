// Operators of the exact builtin containers and texts, decided without looking up special methods.
//
// In:  an operator and two operands. Out: the result; empty where the special methods must decide (nothing was done then).

import CVMSpec
import Glibc

extension UnsafeMutablePointer where Pointee == ThreadState {
    /// a ∘ b, or empty.
    @inline(never) func binaryExact(_ op: BinaryOperator, _ a: Value, _ b: Value, inplace: Bool) throws(PyRaise) -> Value {
        switch Kind(rawValue: a.shape) {
        case .Str:
            switch op {
            case .add: if b.isExact(.Str) { return try concatenate(a.str, b.str) }
            case .mod:
                // Other arguments may be of a subclass of str with a % of its own.
                if b.isExact(.Tuple) || b.isExact(.Str) || b.isExact(.Dict) || !b.isReference { return try percentFormat(a, b) }
            case .mul: if b.isInt { return try repeatStr(a, b.int) }
            default: break
            }
        case .List:
            switch op {
            case .add:
                if inplace {
                    if b.isExact(.List) || b.isExact(.Tuple) { try listExtend(a.list, b); return a }
                } else if b.isExact(.List) { return try listConcatenation(a.list, b.list) }
            case .mul: if b.isInt && !inplace { return try listRepeated(a, b.int) }
            default: break
            }
        case .Tuple:
            if op == .add && b.isExact(.Tuple) { return try tupleConcatenation(a, b) }
        case .Set, .Frozenset:
            guard b.isExact(.Set) || b.isExact(.Frozenset) else { break }
            return inplace && a.isExact(.Set) ? try setCombineInPlace(op, a, b) : try setCombine(op, a, b)
        case .Bytes:
            if op == .add && b.isExact(.Bytes) {
                let x = a.bytes, y = b.bytes
                let r = try newBytes(count: x.count &+ y.count)
                memcpy(r.data, x.data, x.count)
                memcpy(r.data + x.count, y.data, y.count)
                return Value(r)
            }
        default: break
        }
        return .empty
    }

    func listConcatenation(_ x: ListRef, _ y: ListRef) throws(PyRaise) -> Value {
        let out = try newList(capacity: x.count + y.count)
        if x.count > 0 { memcpy(out.list.items, x.items, x.count * 8) }
        if y.count > 0 { memcpy(out.list.items + x.count, y.items, y.count * 8) }
        out.list.pointee.count = Int64(x.count + y.count)
        return out
    }

    /// Both are tuples, perhaps of subclasses.
    func tupleConcatenation(_ a: Value, _ b: Value) throws(PyRaise) -> Value {
        let x = a.tuple, y = b.tuple
        if x.count == 0 && b.isExact(.Tuple) { return b }
        if y.count == 0 && a.isExact(.Tuple) { return a }
        let out = try newTuple(count: x.count + y.count)
        memcpy(out.items, x.items, x.count * 8)
        memcpy(out.items + x.count, y.items, y.count * 8)
        return Value(out)
    }

    /// a ∘ b for two sets of any kind; empty for operators that sets do not have.
    func setCombine(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        switch op {
        case .and: return Value(try setIntersection(a, b))
        case .sub: return Value(try setDifference(a, b))
        case .xor: return Value(try setSymmetric(a, b))
        case .or:
            let s = try setCopied(a)
            try setMerge(s, b.set)
            return Value(s)
        default: return .empty
        }
    }

    /// a ∘= b for a set a; empty for operators that sets do not have.
    func setCombineInPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws(PyRaise) -> Value {
        switch op {
        case .and: setSwap(a.set, try setIntersection(a, b))
        case .or: try setUpdate(a.set, b)
        case .xor: try setExclusive(a.set, b.set)
        case .sub: try setSubtract(a.set, b)
        default: return .empty
        }
        return a
    }

    /// a ∘ b for two sets of any kind.
    func setCompare(_ op: CompareOperator, _ x: SetRef, _ y: SetRef) throws(PyRaise) -> Bool {
        switch op {
        case .eq: return x.pointee.used == y.pointee.used ? try setIsSubset(x, y) : false
        case .ne: return x.pointee.used == y.pointee.used ? !(try setIsSubset(x, y)) : true
        case .lt: return x.pointee.used < y.pointee.used ? try setIsSubset(x, y) : false
        case .le: return try setIsSubset(x, y)
        case .gt: return y.pointee.used < x.pointee.used ? try setIsSubset(y, x) : false
        case .ge: return try setIsSubset(y, x)
        }
    }
}
