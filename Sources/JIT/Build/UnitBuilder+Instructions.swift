// What each instruction becomes: the dispatch, moves, names, cells, jumps, truth.

import Bytecode
import CVMSpec
import MIR

extension UnitBuilder {
    func build(_ x: DecodedInstruction) {
        switch x.op {
        case .move: put(x.a, register(x.b))
        case .loadConstant:
            let i = x.wide
            if s.constants.indices.contains(i) {
                let word = s.constants[i]
                let v = constantWord(word)
                put(x.a, v)
            } else { leaveHere() }
        case .loadInt: put(x.a, constantWord(UInt64(bitPattern: Int64(x.wide)) << 1 | 1))
        case .loadEmpty: put(x.a, emptyValue)
        case .checkLocal:
            let v = register(x.a)
            if v == emptyValue { leaveHere() } else if !presents.contains(v) {
                let g = b.emit(.guardNotEmpty, [v], at: before())
                replace(v, by: g)
            }
        case .deleteLocal:
            let v = register(x.a)
            if v == emptyValue { leaveHere(); return }
            if !presents.contains(v) { b.emit(.guardNotEmpty, [v], at: before()) }
            put(x.a, emptyValue)
        case .makeCell:
            let cell = b.emit(.callHelper, [register(x.a)], immediate: symbol("rt_cell_new", .allocate), type: .object(shape: Kind.Cell.rawValue))
            presents.insert(cell)
            put(x.a, cell)
            if s.keepsLocals { storeRegister(x.a, cell) }
        case .copyFreeVars:
            var closure = ValueID.none
            if site == nil, s.unit.flags.contains(.newLocals), !s.keepsLocals {
                let f = b.emit(.loadRegister, immediate: Int64(Layout.functionRegister))
                let function = b.guardShape(f, Kind.Function.rawValue, isFixed: true, at: before())
                closure = b.guardShape(b.loadField(function, Layout.functionClosure, .constant), Kind.Tuple.rawValue, isFixed: true, at: before())
            }
            for i in 0 ..< x.b {
                if !closure.isNone {
                    let cell = b.loadField(closure, Layout.tupleItems + 8 * i, .constant)
                    presents.insert(cell)
                    put(x.a + i, cell)
                    continue
                }
                if let site {
                    if let cells = site.cells {
                        guard i < cells.count else { leaveHere(); return }
                        put(x.a + i, cells[i])
                        continue
                    }
                    // A function's cells never change.
                    guard i < site.function.cells.count else { leaveHere(); return }
                    put(x.a + i, constantWord(site.function.cells[i]))
                    continue
                }
                let cell = b.emit(.callHelper, [b.constant(Int64(i))], immediate: symbol("rt_free_variable", .read), type: .tagged)
                presents.insert(cell)
                put(x.a + i, cell)
                if s.keepsLocals { storeRegister(x.a + i, cell) }
            }
        case .loadCell:
            let cell = shaped(register(x.b), Kind.Cell.rawValue, isFixed: true)
            let v = b.loadField(cell, Layout.cellContent, .cell)
            let g = b.emit(.guardNotEmpty, [v], at: before())
            presents.insert(g)
            put(x.a, g)
        case .storeCell:
            let cell = shaped(register(x.a), Kind.Cell.rawValue, isFixed: true)
            b.storeField(cell, Layout.cellContent, .cell, register(x.b))
            b.emit(.writeBarrier, [cell, register(x.b)])
        case .loadGlobal, .loadName:
            switch s.facts[x.offset] {
            case .global(let word)?:
                assumption()
                put(x.a, constantWord(word))
            case .variable(let dict, let version, let i)? where !isGeneric:
                let v = b.loadField(entries(of: dict, version), i * 24 + 16, .entry)
                let g = b.emit(.guardNotEmpty, [v], at: before())
                presents.insert(g)
                put(x.a, g)
            default: fallback()
            }
        case .storeGlobal, .storeName:
            guard case .variable(let dict, let version, let i)? = s.facts[x.offset], !isGeneric else { fallback(); return }
            b.storeField(entries(of: dict, version), i * 24 + 16, .entry, register(x.a))
            b.emit(.writeBarrier, [b.constantObject(constant(dict)), register(x.a)])
        case .loadAttribute: loadAttribute()
        case .storeAttribute: storeAttribute()
        case .loadMethod: loadMethod()
        case .loadItem: loadItem()
        case .storeItem: storeItem()
        case .add, .inplaceAdd, .subtract, .inplaceSubtract, .multiply, .inplaceMultiply, .trueDivide, .inplaceTrueDivide,
            .floorDivide, .inplaceFloorDivide, .modulo, .inplaceModulo, .power, .inplacePower, .leftShift, .inplaceLeftShift,
            .rightShift, .inplaceRightShift, .bitAnd, .inplaceBitAnd, .bitOr, .inplaceBitOr, .bitXor, .inplaceBitXor,
            .matrixMultiply, .inplaceMatrixMultiply:
            arithmetic(register(x.b), register(x.c), feedback, rightFeedback)
        case .addImmediate, .subtractImmediate:
            let immediate = Int(Int16(truncatingIfNeeded: x.c))
            arithmetic(register(x.b), constantWord(UInt64(bitPattern: Int64(immediate)) << 1 | 1), feedback, .int)
        case .negate: negate()
        case .positive, .invert: unary()
        case .not: notOperation()
        case .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual:
            if let condition = comparison(register(x.b), register(x.c)) { putBool(x.a, condition) } else if !isFinished {
                let v = b.emit(.pyBinary, [register(x.b), register(x.c)], immediate: Int64(x.op.rawValue), at: after(x.a))
                presents.insert(v)
                put(x.a, v)
            }
        case .is: putBool(x.a, b.emit(.wordEqual, [register(x.b), register(x.c)]))
        case .isNot: putBool(x.a, b.emit(.boolNot, [b.emit(.wordEqual, [register(x.b), register(x.c)])]))
        case .contains: containsTest(true)
        case .notContains: containsTest(false)
        case .jump:
            if let target = x.target { goto(offset: target) } else { leaveHere() }
        case .loopBack:
            guard let target = x.target else { leaveHere(); return }
            b.emit(.poll, at: state(at: target, live: liveness(at: target)))
            goto(offset: target)
        case .jumpIfTrue: truthJump(true)
        case .jumpIfFalse: truthJump(false)
        case .jumpIfNone: jumpIf(b.emit(.wordEqual, [register(x.a), constantWord(noneWord)]), is: true)
        case .jumpIfNotNone: jumpIf(b.emit(.wordEqual, [register(x.a), constantWord(noneWord)]), is: false)
        case .jumpIfLess, .jumpIfLessEqual, .jumpIfGreater, .jumpIfGreaterEqual, .jumpIfEqual, .jumpIfUnequal: compareJump(true)
        case .jumpIfNotLess, .jumpIfNotLessEqual, .jumpIfNotGreater, .jumpIfNotGreaterEqual, .jumpIfNotEqual, .jumpIfNotUnequal: compareJump(false)
        case .getIterator: getIterator()
        case .forIterate: forIterate()
        case .buildTuple: buildTuple()
        case .buildSlice: buildSlice()
        case .unpackSequence: unpackSequence()
        case .buildList: buildList()
        case .buildSet, .buildMap: buildTable()
        case .setAdd: addToTable("rt_set_add", [register(x.a), register(x.b)])
        case .mapAdd: addToTable("rt_map_add", [register(x.a), register(x.b), register(x.c)])
        case .makeFunction: makeFunction()
        case .setFunctionPart: setFunctionPart()
        case .listAppend: appendToList(shaped(register(x.a), Kind.List.rawValue, isFixed: true), register(x.b))
        case .call: call()
        case .callMethod: callMethod()
        case .callKeywords: callKeywords()
        case .callExtended: callExtended()
        case .dictMerge: _ = python("rt_py_dict_merge", [register(x.a), register(x.b), register(x.c)])
        case .listExtend: _ = python("rt_py_list_extend", [register(x.a), register(x.b)])
        case .deleteItem: _ = python("rt_py_delete_item", [register(x.a), register(x.b)])
        case .formatValue: put(x.a, python("rt_py_format", [register(x.b), x.c == 0xFFFF ? emptyValue : register(x.c)], result: x.a))
        case .pushHandled: put(x.a, helper("rt_handled_push", .write, [register(x.b)]))
        case .popHandled: _ = helper("rt_handled_pop", .write, [register(x.a)])
        case .matchException where !isGeneric: put(x.a, leaf("rt_match_exception_exact", .read, [register(x.b), register(x.c)]))
        case .return:
            if site == nil, s.isBody { returnFromBody(); return }
            if site == nil, s.isGenerator { goOnHere(); return }
            if let fold = site?.fold { endFold(fold) } else if site != nil { returns.append((b.block, register(x.a))) } else { b.return(register(x.a)) }
            isFinished = true
        case .yield: if let fold = site?.fold { takeInFold(fold) } else { goOnHere() }
        case .send where site == nil && s.isBody:
            // Awaiting anything else is the interpreter's: code that comes to it soon costs more to enter than it saves.
            isRefused = true
            goOnHere()
        case .yieldDelegate, .send, .raise, .reraise: goOnHere()
        case .makeGenerator: if site?.fold == nil { leaveHere() }
        default: fallback()
        }
    }

    /// The entries of a dict whose key set is checked to be the known one.
    private func entries(of dict: UInt64, _ version: UInt32) -> ValueID {
        let d = b.constantObject(constant(dict))
        let v = b.emit(.loadField32, [d], immediate: Int64(Layout.dictVersion), auxiliary: Int32(MIRAliasClass.length.rawValue))
        let same = b.emit(.intCompare, [v, b.constant(Int64(version))], immediate: Int64(MIRCondition.equal.rawValue))
        b.emit(.guardTrue, [same], at: before())
        return b.loadField(d, Layout.dictEntries, .storage, type: .object(shape: 0))
    }

    /// An instruction that never ran in the interpreter.
    func unseen() {
        if s.trustsAbsence && !s.generic.contains(x.offset) { leaveHere() } else { fallback() }
    }

    /// Operand kinds that the interpreter saw here.
    var feedback: OperandKinds { OperandKinds(rawValue: x.x & 15) }
    var rightFeedback: OperandKinds { OperandKinds(rawValue: x.x >> 4) }

    var isGeneric: Bool { s.generic.contains(x.offset) }

    // MARK: Truth

    /// True or False as a machine bool, if the kind of the value tells how; nil otherwise.
    func quickTruth(_ v: ValueID) -> ValueID? {
        if b.function.operation(of: v) == .boxBool { return b.function.operand(0, of: v) }
        if kinds[v] == .int {
            return b.emit(.intCompare, [intValue(v), b.constant(0 as Int64)], immediate: Int64(MIRCondition.notEqual.rawValue))
        }
        if kinds[v] == .float {
            return b.emit(.floatCompare, [floatValue(v), b.constant(0.0)], immediate: Int64(MIRCondition.notEqual.rawValue))
        }
        return nil
    }

    func truthJump(_ sense: Bool) {
        let v = register(x.a)
        if let truth = quickTruth(v) { jumpIf(truth, is: sense); return }
        guard let target = x.target else { leaveHere(); return }
        if !isGeneric, x.x & 8 == 0 {
            jumpIf(machineTruth(v), is: sense)
            return
        }
        let onTrue = sense ? target : x.next, onFalse = sense ? x.next : target
        let notTrue = b.addBlock(), other = b.addBlock()
        b.branch(b.emit(.wordEqual, [v, constantWord(trueWord)]), Edge(way(to: onTrue)), Edge(notTrue))
        b.position(at: notTrue)
        b.branch(b.emit(.wordEqual, [v, constantWord(falseWord)]), Edge(way(to: onFalse)), Edge(other))
        b.position(at: other)
        let jumped = python("rt_py_truth_jump", [b.constant(Int64(bitPattern: cleanWord)), v])
        let yes = b.emit(.wordEqual, [jumped, constantWord(trueWord)])
        jumpIf(yes, is: true)
    }

    /// The truth of a value as a machine bool; leaves where that takes Python code.
    func machineTruth(_ v: ValueID) -> ValueID {
        if let truth = quickTruth(v) { return truth }
        // True and False are told by two compares; anything else asks.
        let yes = b.addBlock(), no = b.addBlock(), other = b.addBlock(), join = b.addBlock()
        let truth = b.addParameter(.tagged, to: join)
        b.branch(b.emit(.wordEqual, [v, constantWord(trueWord)]), Edge(yes), Edge(no))
        b.position(at: yes)
        b.jump(join, [constantWord(trueWord)])
        b.position(at: no)
        let false_ = constantWord(falseWord)
        b.branch(b.emit(.wordEqual, [v, false_]), Edge(join, [false_]), Edge(other))
        b.position(at: other)
        let saved = registers
        b.jump(join, [leaf("rt_truth_exact", .read, [v])])
        registers = saved
        b.position(at: join)
        return b.emit(.wordEqual, [truth, constantWord(trueWord)])
    }

    /// The instruction's word without feedback.
    var cleanWord: UInt64 { s.words[x.offset] }

    func notOperation() {
        let v = register(x.b)
        if let truth = quickTruth(v) { putBool(x.a, b.emit(.boolNot, [truth])); return }
        if !isGeneric, x.x & 8 == 0 {
            let truth = b.emit(.wordEqual, [leaf("rt_truth_exact", .read, [v]), constantWord(trueWord)])
            putBool(x.a, b.emit(.boolNot, [truth]))
            return
        }
        put(x.a, python("rt_py_not", [v], result: x.a))
    }

    // MARK: Comparisons

    static func condition(of op: Opcode) -> MIRCondition? {
        switch op {
        case .less, .jumpIfLess, .jumpIfNotLess: return .less
        case .lessEqual, .jumpIfLessEqual, .jumpIfNotLessEqual: return .lessOrEqual
        case .greater, .jumpIfGreater, .jumpIfNotGreater: return .greater
        case .greaterEqual, .jumpIfGreaterEqual, .jumpIfNotGreaterEqual: return .greaterOrEqual
        case .equal, .jumpIfEqual, .jumpIfNotEqual: return .equal
        case .notEqual, .jumpIfUnequal, .jumpIfNotUnequal: return .notEqual
        default: return nil
        }
    }

    /// A comparison of numbers as a machine bool; nil if it must be asked, or if the block is finished.
    func comparison(_ l: ValueID, _ r: ValueID) -> ValueID? {
        guard let condition = Self.condition(of: x.op), !isGeneric else { return nil }
        var (lk, rk) = operandKinds(l, r, feedback, rightFeedback)
        if lk.isEmpty || rk.isEmpty {
            if s.trustsAbsence {
                leaveHere()
                return nil
            }
            guess(&lk, &rk)
        }
        if lk == .int && rk == .int {
            let p = intValue(l), q = intValue(r)
            return b.emit(.intCompare, [p, q], immediate: Int64(condition.rawValue))
        }
        let small = { (v: ValueID) -> Bool in self.words[v].map { $0 & 1 != 0 && abs(Int64(bitPattern: $0) >> 1) < 1 << 52 } ?? false }
        let oneIsFloat = lk == .float && (rk == .float || rk == .int) || lk == .int && rk == .float
        if oneIsFloat || lk.isSubset(of: .number) && rk.isSubset(of: .number) && (lk == .number || rk == .number) {
            let exact = { (v: ValueID, k: OperandKinds) in k == .int && !small(v) ? self.number(v, .number) : self.number(v, k) }
            let p = exact(l, lk), q = exact(r, rk)
            return b.emit(.floatCompare, [p, q], immediate: Int64(condition.rawValue))
        }
        if condition == .equal || condition == .notEqual, lk.isDisjoint(with: .float), rk.isDisjoint(with: .float) {
            let same = b.emit(.wordEqual, [leaf("rt_equal_exact", .read, [l, r]), constantWord(trueWord)])
            return condition == .equal ? same : b.emit(.boolNot, [same])
        }
        return nil
    }

    private func containsTest(_ sense: Bool) {
        if isGeneric || x.x & 8 != 0 {
            put(x.a, python("rt_py_contains", [register(x.c), register(x.b), b.constant(sense ? 0 : 1 as Int64)], result: x.a))
            return
        }
        let found = b.emit(.wordEqual, [leaf("rt_contains_exact", .read, [register(x.c), register(x.b)]), constantWord(trueWord)])
        putBool(x.a, sense ? found : b.emit(.boolNot, [found]))
    }

    /// A number as a machine float.
    func number(_ v: ValueID, _ kind: OperandKinds) -> ValueID {
        kind == .number ? b.emit(.guardNumber, [v], at: before()) : kind == .int ? b.emit(.intToFloat, [intValue(v)]) : floatValue(v)
    }

    func compareJump(_ sense: Bool) {
        let l = register(x.a), r = register(x.b)
        if let condition = comparison(l, r) { jumpIf(condition, is: sense); return }
        if isFinished { return }
        let jumped = python("rt_py_compare_jump", [b.constant(Int64(bitPattern: cleanWord)), l, r])
        let yes = b.emit(.wordEqual, [jumped, constantWord(trueWord)])
        jumpIf(yes, is: true)
    }
}
