// Calls: of one known function, of one of several, of a class; inlined where the callee needs no frame of its own.
//
// In:  the callee's value and the arguments' values. Out: the result in register a, or a finished block.
//
// Inlined code is built by a builder of its own into the same MIR function. Its frame states name the callee and carry the
// caller's state, so that leaving makes the callee's frame. Whoever looks at the frames while Python code runs in the middle must find
// all of them: such code is inlined only where that is worth a real frame (`enterFrame`), that is, functions that the caller has just made.

import Bytecode
import CVMSpec
import MIR
import VM

/// The call that inlined code stands for.
struct InlineSite {
    var function: KnownFunction
    /// The function's index in the unit's constants.
    var functionConstant: Int
    /// The caller's state behind the call.
    var callerState: FrameStateID
    /// What becomes of its result if it comes after leaving, and the value that this needs: for `__init__` the new instance.
    var continuation = Continuation.store
    var continuationState = ValueID.none
    /// The cells of the closure, for a function that the unit makes itself.
    var cells: [ValueID]?
    /// Where the call's real frame lies, in words behind the unit's own; nil: it has none before code leaves.
    var place: Int?
    /// The fold that takes what this code yields; nil: it is no generator's.
    var fold: FoldSite?
    var depth: Int
    /// Code objects that are being built: recursion is not inlined.
    var enclosing: Set<UInt64>
    var filename: String
}

/// How much is inlined.
enum InlineLimits {
    static let depth = 5
    /// MIR instructions of a unit, after which nothing more is inlined.
    static let unitSize = 3000
}

extension UnitBuilder {
    func call() {
        if superMethod() || superNew() { return }
        if folded() { return }
        call(register(x.a), (0 ..< x.b).map { register(x.a + 1 + $0) })
    }

    /// super().method: the method is looked up without a super object, together with the instruction that asks for it. False: not so.
    private func superMethod() -> Bool {
        guard let function = s.superFunctions[x.offset], !isGeneric, let callee = words[register(x.a)], s.shared.natives[callee] == "super",
              flow.code.indices.contains(index + 1), flow.blockAt[x.next] == nil, case let next = flow.code[index + 1], next.op == .loadMethod, next.b == x.a,
              next.c < s.names.count, s.names[next.c] != 0 else { return false }
        let cls: ValueID, object: ValueID
        if x.b == 0 {
            guard s.superRegisters.count == 2 else { return false }
            object = register(s.superRegisters[0])
            let cell = shaped(register(s.superRegisters[1]), Kind.Cell.rawValue, isFixed: true)
            cls = present(b.loadField(cell, Layout.cellContent, .cell))
        } else { (cls, object) = (register(x.a + 1), register(x.a + 2)) }
        // A first parameter that is captured lies in a cell.
        if case .object(let shape) = b.function.type(of: object), shape == Kind.Cell.rawValue { return false }
        let found = b.emit(.callHelper, [cls, object, constantWord(s.names[next.c])], immediate: symbol("rt_super_method", .read), type: .tagged)
        b.emit(.guardConstant, [found], immediate: Int64(constant(function)), type: .object(shape: 0), at: before())
        presents.insert(object)
        put(next.a, constantWord(function))
        put(next.a + 1, object)
        builtAhead = index + 1
        return true
    }

    /// super(cls, subclass).__new__ where that is object's. False: not so.
    private func superNew() -> Bool {
        guard let new = s.superNews[x.offset], !isGeneric, let callee = words[register(x.a)], s.shared.natives[callee] == "super",
              flow.code.indices.contains(index + 1), flow.blockAt[x.next] == nil, case let next = flow.code[index + 1], next.op == .loadMethod, next.b == x.a,
              next.c < s.names.count, s.names[next.c] != 0 else { return false }
        let operands = [register(x.a + 1), register(x.a + 2), constantWord(s.names[next.c])]
        let found = b.emit(.callHelper, operands, immediate: symbol("rt_super_new", .read), type: .tagged)
        b.emit(.guardConstant, [found], immediate: Int64(constant(new)), type: .object(shape: 0), at: before())
        put(next.a, constantWord(new))
        put(next.a + 1, emptyValue)
        builtAhead = index + 1
        return true
    }

    func callMethod() {
        let callee = register(x.a), receiver = register(x.a + 1)
        if receiver == emptyValue {
            call(callee, (0 ..< x.b).map { register(x.a + 2 + $0) })
        } else if !possibleWords(callee).isEmpty, presents.contains(receiver) {
            call(callee, [receiver] + (0 ..< x.b).map { register(x.a + 2 + $0) })
        } else {
            showLocals()
            put(x.a, python(.pyCall, [callee, receiver] + (0 ..< x.b).map { register(x.a + 2 + $0) }, immediate: 1))
        }
    }

    private func call(_ callee: ValueID, _ arguments: [ValueID]) {
        if awaited(callee, arguments) { return }
        let possible = isGeneric ? [] : possibleWords(callee)
        if possible.count > 1 {
            callOneOf(possible, callee, arguments)
        } else if let result = callResult(possible.first, callee, arguments) {
            put(x.a, result)
        } else { isFinished = true }
    }

    /// Several functions were seen: each has its own way.
    private func callOneOf(_ possible: [UInt64], _ callee: ValueID, _ arguments: [ValueID]) {
        let saved = registers
        var results: [(block: BlockID, value: ValueID)] = []
        for (i, word) in possible.enumerated() {
            let isLast = i == possible.count - 1
            let yes = b.addBlock(), no = b.addBlock()
            let constant = constantWord(word)
            if isLast { b.jump(yes) } else { b.branch(b.emit(.wordEqual, [callee, constant]), Edge(yes), Edge(no)) }
            b.position(at: yes)
            registers = saved
            registers[x.a] = constant
            if let result = callResult(word, constant, arguments) { results.append((b.block, result)) }
            if !isLast { b.position(at: no) }
        }
        registers = saved
        guard let value = join(results) else { isFinished = true; return }
        put(x.a, value)
    }

    /// Goes on where several ways meet, with the value that each brings; nil if there is none.
    func join(_ ways: [(block: BlockID, value: ValueID)]) -> ValueID? {
        guard let first = ways.first else { return nil }
        if ways.count == 1 {
            b.position(at: first.block)
            return first.value
        }
        let target = b.addBlock()
        let value = b.addParameter(.tagged, to: target)
        for way in ways {
            b.position(at: way.block)
            b.jump(target, [way.value])
        }
        b.position(at: target)
        if ways.allSatisfy({ presents.contains($0.value) }) { presents.insert(value) }
        if let k = kinds[first.value], ways.allSatisfy({ kinds[$0.value] == k }) { kinds[value] = k }
        if let w = words[first.value], ways.allSatisfy({ words[$0.value] == w }) { words[value] = w }
        return value
    }

    /// One callee, known or not. nil if nothing goes on behind the call.
    func callResult(_ word: UInt64?, _ callee: ValueID, _ arguments: [ValueID]) -> ValueID? {
        if !isGeneric, let made = u.made[callee], made.isPlain, let function = s.shared.functions[made.template], let all = complete(arguments, function) {
            switch inlined(function, made.template, all, cells: made.cells, mayHaveFrame: true) {
            case .value(let v): return v
            case .ended: return nil
            case .refused: break
            }
        }
        switch knownCall(word, arguments, []) {
        case .value(let v): return v
        case .ended: return nil
        case .refused: break
        }
        if !isGeneric, word == nil, let native = s.calledNatives[x.offset], x.op == .call || register(x.a + 1) == emptyValue,
            let result = callSeenNative(native, callee, arguments) {
            return result
        }
        showLocals()
        return python(.pyCall, [callee] + arguments, immediate: 0)
    }

    /// A call of what is known well enough for a way of its own; `names` are those of the last arguments.
    private func knownCall(_ word: UInt64?, _ arguments: [ValueID], _ names: [UInt64]) -> Inlined {
        guard !isGeneric, let word else { return .refused }
        if let function = s.shared.functions[word], let all = complete(arguments, names: names, function) {
            return directCall(function, word, all)
        }
        if let known = s.shared.classes[word], let all = complete([.none] + arguments, names: names, known.initializer) {
            return instance(of: known, word, all).map { .value($0) } ?? .ended
        }
        if let new = s.shared.constructors[word], let function = s.shared.functions[new], let all = complete([constantWord(word)] + arguments, names: names, function) {
            assumption()
            return directCall(function, new, all)
        }
        guard names.isEmpty else { return .refused }
        if let known = s.shared.knownNatives[word] {
            return callNative(known, known.isBound ? [constantWord(known.receiver)] + arguments : arguments).map { .value($0) } ?? .refused
        }
        return s.shared.natives[word].flatMap { callNative($0, arguments) }.map { .value($0) } ?? .refused
    }

    private func directCall(_ function: KnownFunction, _ word: UInt64, _ all: [ValueID]) -> Inlined {
        switch inlined(function, word, all) {
        case .value(let v): return .value(v)
        case .ended: return .ended
        case .refused: break
        }
        let i = constant(word)
        u.callees[i] = function
        return .value(python(.pyCallKnown, all, immediate: Int64(i)))
    }

    func python(_ operation: MIROperation, _ operands: [ValueID], immediate: Int64) -> ValueID {
        let v = b.emit(operation, operands, immediate: immediate, at: after(resultRegister))
        presents.insert(v)
        return v
    }

    /// Where the result of the instruction's call goes; -1: nobody wants it.
    private var resultRegister: Int { x.op == .storeItem ? -1 : x.a }

    /// The arguments with the defaults of those that are missing, for so many parameters; nil if they do not fit.
    func complete(_ arguments: [ValueID], _ function: KnownFunction, _ parameterCount: Int?) -> [ValueID]? {
        guard let count = parameterCount, arguments.count <= count, arguments.count + function.defaults.count >= count else { return nil }
        return arguments + function.defaults.suffix(count - arguments.count).map { constantWord($0) }
    }

    /// The values of all parameters: arguments and defaults, *args and **kwargs made; `names` are those of the last arguments. nil if
    /// they do not fit.
    func complete(_ arguments: [ValueID], names: [UInt64] = [], _ function: KnownFunction) -> [ValueID]? {
        if names.isEmpty, let count = function.parameterCount, arguments.count <= count, arguments.count + function.defaults.count >= count {
            return arguments + function.defaults.suffix(count - arguments.count).map { constantWord($0) }
        }
        guard let p = function.parameters, names.count <= arguments.count else { return nil }
        let given = arguments.count - names.count
        guard given <= p.positional || p.hasRest else { return nil }
        var slots = [ValueID?](repeating: nil, count: p.names.count)
        for i in 0 ..< min(given, p.positional) { slots[i] = arguments[i] }
        var others: [(name: UInt64, value: ValueID)] = []
        for (name, value) in zip(names, arguments[given...]) {
            if let i = p.names[p.positionalOnly...].firstIndex(of: name) {
                guard slots[i] == nil else { return nil }
                slots[i] = value
            } else {
                guard p.hasNamedRest else { return nil }
                others.append((name, value))
            }
        }
        var defaults: [Int: UInt64] = [:]
        for i in slots.indices where slots[i] == nil {
            let fromEnd = p.positional - i
            if i < p.positional, fromEnd <= function.defaults.count { defaults[i] = function.defaults[function.defaults.count - fromEnd] }
            else if i >= p.positional, let word = p.keywordDefaults[p.names[i]] { defaults[i] = word }
            else { return nil }
        }
        // Everything fits: from here on code is made.
        var all = slots.indices.map { i in slots[i] ?? constantWord(defaults[i] ?? noneWord) }
        if p.hasRest {
            let rest = Array(arguments[..<given].dropFirst(p.positional))
            if rest.contains(where: \.isNone) { return nil }
            all.append(tuple(of: rest))
        }
        if p.hasNamedRest {
            let dict = b.emit(.callHelper, [], immediate: symbol("rt_dict_new", .allocate), type: .object(shape: Kind.Dict.rawValue))
            presents.insert(dict)
            for other in others {
                b.emit(.callHelper, [dict, constantWord(other.name), other.value], immediate: symbol("rt_set_keyword", .write), type: .tagged)
            }
            all.append(dict)
        }
        return all
    }

    // MARK: Calls with names, * and **

    func callKeywords() {
        let callee = register(x.a), receiver = register(x.a + 1)
        var arguments = (0 ..< x.b).map { register(x.a + 2 + $0) }
        guard let names = s.keywords[x.offset], receiver == emptyValue || presents.contains(receiver) else { fallback(); return }
        if receiver != emptyValue { arguments.insert(receiver, at: 0) }
        let possible = possibleWords(callee)
        switch knownCall(possible.count == 1 ? possible[0] : nil, arguments, names) {
        case .value(let v): put(x.a, v)
        case .ended: isFinished = true
        case .refused: fallback()
        }
    }

    func callExtended() {
        showLocals()
        put(x.a, python("rt_py_call_extended", [register(x.a), register(x.a + 1), register(x.a + 2)], result: x.a))
    }

    /// A new instance; the first of the arguments stands for it.
    private func instance(of known: KnownClass, _ word: UInt64, _ arguments: [ValueID]) -> ValueID? {
        assumption()
        let object = b.emit(.allocateObject, immediate: Int64(known.shape), auxiliary: Int32(known.size), type: .object(shape: known.shape))
        presents.insert(object)
        let all = [object] + arguments.dropFirst()
        switch inlined(known.initializer, known.initializer.word, all, then: .afterInit, object) {
        case .value: return object
        case .ended: return nil
        case .refused: break
        }
        let i = constant(word)
        u.instanceCallees[i] = known
        return python(.pyCallKnown, all, immediate: Int64(i))
    }

    // MARK: Inlining

    enum Inlined {
        case value(ValueID)
        /// Nothing goes on behind the call.
        case ended
        case refused
    }

    /// Builds the callee's code in the place of the call. `cells`: those of its closure, where the unit made the function itself.
    func inlined(
        _ function: KnownFunction, _ word: UInt64, _ arguments: [ValueID], then continuation: Continuation = .store, _ continuationState: ValueID = .none,
        cells: [ValueID]? = nil, mayHaveFrame: Bool = false
    ) -> Inlined {
        guard !function.isGenerator else { return .refused }
        return inlined(
            function, word, arguments, InlineSite(
                function: function, functionConstant: constant(word), callerState: callerState(keepsOperands: continuation == .operands), continuation: continuation,
                continuationState: continuationState, cells: cells, depth: 0, enclosing: [], filename: s.unit.filename),
            mayHaveFrame: mayHaveFrame, at: before())
    }

    /// The same for a site of which depth and enclosing codes are still missing. `entry`: the state before the call.
    func inlined(
        _ function: KnownFunction, _ word: UInt64, _ arguments: [ValueID], _ call: InlineSite, mayHaveFrame: Bool, at entry: @autoclosure () -> FrameStateID
    ) -> Inlined {
        guard let snapshot = function.snapshot, !s.generic.contains(x.offset), !s.keepsLocals else { return .refused }
        var call = call
        call.depth = (site?.depth ?? 0) + 1
        call.enclosing = site?.enclosing ?? [s.code]
        guard call.depth <= InlineLimits.depth, call.enclosing.insert(function.code).inserted, b.function.size < InlineLimits.unitSize else { return .refused }
        var inner = UnitBuilder(snapshot, u, call)
        if !inner.buildInlined(arguments) {
            guard inner.needsFrame, !inner.isRefused, mayHaveFrame, snapshot.superRegisters.isEmpty else { return .refused }
            guard let place = placeForFrame else {
                // This code is inlined itself: it must have a frame first.
                needsFrame = true
                return .refused
            }
            call.place = place
            let saved = u
            enterFrame(call, at: entry())
            inner = UnitBuilder(snapshot, u, call)
            guard inner.buildInlined(arguments) else {
                u = saved
                stateBefore = nil
                return .refused
            }
        }
        if call.continuation == .afterInit, !inner.returns.allSatisfy({ inner.words[$0.value] == noneWord }) { return .refused }
        u = inner.u
        u.inlinedCalls += 1
        guard let value = join(inner.returns) else { return .ended }
        if let place = call.place { b.emit(.leaveFrame, immediate: Int64(call.functionConstant), auxiliary: Int32(place)) }
        return .value(value)
    }

    /// Where the frame of a call inlined here would lie; nil if this code has none itself.
    private var placeForFrame: Int? {
        guard let site else { return 0 }
        return site.place.map { $0 + Layout.frameWords + s.unit.registerCount }
    }

    private func enterFrame(_ site: InlineSite, at entry: FrameStateID) {
        u.callees[site.functionConstant] = site.function
        let info = Int64(resultRegister < 0 ? 0xFFFF : resultRegister) << 16 | Int64(site.continuation.rawValue) | (site.fold == nil ? 0 : Int64(FRAME_IN_FOLD))
        let operands = [b.constant(Int64(x.next)), b.constant(info)] + (site.continuationState.isNone ? [] : [site.continuationState])
        b.emit(.enterFrame, operands, immediate: Int64(site.functionConstant), auxiliary: Int32(site.place ?? 0), at: entry)
    }

    /// The state behind the call, in which its result is still missing.
    func callerState(keepsOperands: Bool = false) -> FrameStateID {
        var live = flow.liveBefore[index]
        if !keepsOperands { x.registers(reads: { for r in $0 { live.remove(r) } }, writes: { _ in }) }
        live.formUnion(flow.liveAfter(index))
        if resultRegister >= 0, !keepsOperands { live.remove(resultRegister) }
        return state(at: x.next, live: live, result: resultRegister)
    }

    // MARK: Native functions

    /// The callee is no constant, but it was always the same native, of some receiver perhaps; nil: that is of no use.
    private func callSeenNative(_ native: KnownNative, _ callee: ValueID, _ arguments: [ValueID]) -> ValueID? {
        guard NativeLeaves.code(native, count: arguments.count + (native.isBound ? 1 : 0)) != nil else { return nil }
        let object = shaped(callee, Kind.Native.rawValue, isFixed: true)
        let index = b.loadField(object, Layout.nativeIndex, .constant, type: .int64)
        let same = b.emit(.intCompare, [index, b.constant(Int64(native.index))], immediate: Int64(MIRCondition.equal.rawValue))
        b.emit(.guardTrue, [same], at: before())
        let receiver = b.loadField(object, Layout.nativeReceiver, .constant)
        if native.isBound { return callNative(native, [present(receiver)] + arguments) }
        b.emit(.guardTrue, [b.emit(.wordEqual, [receiver, emptyValue])], at: before())
        return callNative(native, arguments)
    }

    /// A call of a native without a frame; nil: it needs one.
    private func callNative(_ native: KnownNative, _ arguments: [ValueID]) -> ValueID? {
        if let result = callNative(native.name, arguments) { return result }
        guard let code = NativeLeaves.code(native, count: arguments.count), let routine = Self.leafRoutines[arguments.count] else { return nil }
        let v = b.emit(.callHelper, [b.constant(Int64(bitPattern: code))] + arguments, immediate: symbol(routine, .write), type: .tagged)
        // What is done is done: stress must not make it fail now.
        let g = b.emit(.guardNotEmpty, [v], auxiliary: 1, at: before())
        presents.insert(g)
        return g
    }

    private static let leafRoutines = [1: "rt_native_leaf1", 2: "rt_native_leaf2", 3: "rt_native_leaf3", 4: "rt_native_leaf4"]

    /// A call of a native function that has a form of its own; nil: none.
    private func callNative(_ name: String, _ arguments: [ValueID]) -> ValueID? {
        switch (name, arguments.count) {
        case ("super", 0) where !s.superRegisters.isEmpty:
            showLocals()
            return python("rt_py_super", [], result: x.a)
        case ("len", 1): return length(arguments[0])
        case ("range", 1 ... 3): return range(arguments)
        case ("isinstance", 2), ("issubclass", 2):
            // Of a class whose metaclass may have a say the call is made as any other.
            if let c = words[arguments[1]], !s.shared.plainClasses.contains(c) { return nil }
            if name == "issubclass" { return leaf("rt_issubclass_plain", .read, arguments) }
            return leaf("rt_isinstance_plain", .read, arguments)
        case ("type", 1): return present(b.emit(.callHelper, arguments, immediate: symbol("rt_type_of", .read), type: .tagged))
        case ("id", 1): return leaf("rt_id_exact", .read, arguments)
        case ("dict.get", 2), ("dict.get", 3):
            guard case .object(let shape) = b.function.type(of: arguments[0]), shape == Kind.Dict.rawValue else { return nil }
            return leaf("rt_dict_get_exact", .read, arguments.count == 3 ? arguments : arguments + [constantWord(noneWord)])
        case ("getattr", 2), ("getattr", 3):
            guard words[arguments[1]] != nil else { return nil }
            return leaf("rt_getattr_exact", .allocate, arguments.count == 3 ? arguments : arguments + [emptyValue])
        case ("min", 2): return leaf("rt_min_exact", .read, arguments)
        case ("max", 2): return leaf("rt_max_exact", .read, arguments)
        case ("object.__new__", 1): return leaf("rt_object_new", .allocate, arguments)
        case ("min", 1), ("max", 1):
            return leaf("rt_extreme_exact", .read, [arguments[0], constantWord(name == "max" ? trueWord : falseWord)])
        case ("list.remove", 2):
            let done = b.emit(.callHelper, arguments, immediate: symbol("rt_list_remove_exact", .write), type: .tagged)
            // Done is done: stress must not make it fail now.
            b.emit(.guardNotEmpty, [done], auxiliary: 1, at: before())
            return constantWord(noneWord)
        case ("reversed", 1): return u.ranges[arguments[0]].map(reversed)
        case ("int", 1): return leaf("rt_int_exact", .read, arguments)
        case ("ord", 1): return leaf("rt_ord_exact", .read, arguments)
        case ("float", 1): return boxedFloat(number(arguments[0], .number))
        case ("append", 2), ("list.append", 2):
            guard case .object(let shape) = b.function.type(of: arguments[0]), shape == Kind.List.rawValue else { return nil }
            appendToList(arguments[0], arguments[1])
            return constantWord(noneWord)
        case ("math.sqrt", 1):
            let number = self.number(arguments[0], kinds[arguments[0]] == .float ? .float : .number)
            // Negative numbers raise; NaN compares false and goes the same way.
            let fits = b.emit(.floatCompare, [number, b.constant(0.0)], immediate: Int64(MIRCondition.greaterOrEqual.rawValue))
            b.emit(.guardTrue, [fits], at: before())
            return boxedFloat(b.emit(.floatSquareRoot, [number]))
        case ("abs", 1):
            guard kinds[arguments[0]] == .float else { return leaf("rt_abs_exact", .read, arguments) }
            return boxedFloat(b.emit(.floatAbsolute, [floatValue(arguments[0])]))
        default: return nil
        }
    }

    private func boxedFloat(_ value: ValueID) -> ValueID {
        let v = b.emit(.boxFloat, [value])
        kinds[v] = .float
        presents.insert(v)
        return v
    }

    private func length(_ v: ValueID) -> ValueID {
        if case .object(let shape) = b.function.type(of: v), shape == Kind.List.rawValue || shape == Kind.Tuple.rawValue {
            let isList = shape == Kind.List.rawValue
            let count = b.loadField(v, isList ? Layout.listCount : Layout.tupleCount, isList ? .length : .constant, type: .int64)
            let boxed = b.emit(.boxInt, [count])
            kinds[boxed] = .int
            presents.insert(boxed)
            return boxed
        }
        let known = present(b.emit(.callHelper, [v], immediate: symbol("rt_len_exact", .read, takesThread: false), type: .tagged))
        kinds[known] = .int
        return known
    }
}
