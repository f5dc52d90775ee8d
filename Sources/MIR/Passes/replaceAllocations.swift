// replaceAllocations: objects that never leave the unit are not made; their fields become values (escape analysis with scalar
// replacement, Stadler et al., CGO 2014; fields to SSA as in Braun et al., CC 2013).
//
//   v1 = allocateObject s5*32 : object(5)
//   storeSlot +16.slot v1, v0                          …
//   …                                             →    v9 = virtualObject s5*32 #16, v0 : object(5)
//   v3 = loadSlot +16.slot v1 : tagged                 pyCall … @fs7 [2: v9]
//   pyCall … @fs7 [2: v1]
//
// Frame states may mention such an object: it is made when code leaves there, from the field values of that place, which a
// `virtualObject` in front of the leaving instruction lists. An object escapes, and stays, when it is stored, passed, returned, or
// met with another value in a block parameter.

import CVMSpec

@Sendable public func replaceAllocations(_ function: inout MIRFunction) {
    // An object may hold another one: that one is free when its holder is gone.
    var refused = Set<ValueID>()
    while true {
        let flow = ControlFlow(function)
        let candidates = flow.order.flatMap { block in function[block].body.filter { function.operation(of: $0) == .allocateObject } }
        var changed = false
        for allocation in candidates where !refused.contains(allocation) {
            if var work = ScalarReplacement(allocation, function, flow) {
                work.run(&function)
                changed = true
                // Blocks have gained parameters, nothing else: the flow stays true.
            } else {
                refused.insert(allocation)
            }
        }
        if !changed { return }
        refused = []
    }
}

private struct ScalarReplacement {
    private let allocation: ValueID
    private let home: BlockID
    private let flow: ControlFlow
    private let size: Int32
    /// Blocks that the allocation dominates, in order.
    private let region: [BlockID]
    /// The allocation and the guards that give it back.
    private var names: Set<ValueID>
    /// By byte offset: the type of what is stored there.
    private var fieldTypes: [Int64: MIRType] = [:]
    /// The shape at the start of a block.
    private var shapes: [BlockID: UInt32] = [:]

    // While running:
    private var replacement = Replacement()
    private var atEnd: [BlockID: [Int64: ValueID]] = [:]
    private var atStart: [BlockID: [Int64: ValueID]] = [:]

    /// nil if the object escapes.
    init?(_ allocation: ValueID, _ function: MIRFunction, _ flow: ControlFlow) {
        self.allocation = allocation
        self.flow = flow
        size = function[allocation].auxiliary
        names = [allocation]
        guard let home = flow.order.first(where: { function[$0].body.contains(allocation) }) else { return nil }
        self.home = home
        region = flow.order.filter { flow.dominates(home, $0) }
        for block in region {
            for value in function[block].body {
                switch function.operation(of: value) {
                case .guardShape, .guardNotEmpty: if names.contains(function.operand(0, of: value)) { names.insert(value) }
                default: break
                }
            }
        }
        guard checkUses(function), findShapes(function) else { return nil }
    }

    private mutating func checkUses(_ function: MIRFunction) -> Bool {
        for block in region {
            for value in function[block].body {
                let operands = function.operands(of: value)
                guard operands.contains(where: names.contains) else { continue }
                let instruction = function[value]
                let onlyFirst = !operands.dropFirst().contains(where: names.contains)
                switch instruction.operation {
                case .guardShape, .guardNotEmpty, .writeBarrier, .loadShape, .wordEqual, .virtualObject: break
                case .loadSlot, .loadField:
                    guard instruction.type == .tagged || instruction.type == .int64, isField(instruction, instruction.type) else { return false }
                case .storeSlot, .storeField:
                    guard onlyFirst, isField(instruction, function.type(of: function.operand(1, of: value))) else { return false }
                case .storeField32:
                    guard onlyFirst, instruction.immediate == 0, function.operation(of: function.operand(1, of: value)) == .constantInt
                    else { return false }
                default: return false
                }
            }
            for edge in function[block].successors where edge.arguments.contains(where: names.contains) { return false }
        }
        return true
    }

    private mutating func isField(_ instruction: Instruction, _ type: MIRType) -> Bool {
        guard instruction.immediate >= 8, instruction.immediate + 8 <= Int64(size), instruction.immediate & 7 == 0 else { return false }
        let kind: MIRType = type.isWord ? .tagged : type
        guard kind == .tagged || kind == .int64 else { return false }
        if let known = fieldTypes[instruction.immediate] { return known == kind }
        fieldTypes[instruction.immediate] = kind
        return true
    }

    /// The shape must be known wherever it matters, and what guards ask for.
    private mutating func findShapes(_ function: MIRFunction) -> Bool {
        var ends: [BlockID: UInt32] = [:]
        for block in region {
            var shape = block == home ? function[allocation].shape : nil
            if block != home {
                for predecessor in flow.predecessors(of: block) {
                    // Around a loop the shape must stay what it is: checked below.
                    guard let end = ends[predecessor] else { continue }
                    if shape == nil { shape = end } else if shape != end { return false }
                }
            }
            guard var now = shape else { return false }
            shapes[block] = now
            for value in function[block].body where function[value].operandCount > 0 && names.contains(function.operand(0, of: value)) {
                switch function.operation(of: value) {
                case .guardShape: if function[value].shape != now { return false }
                case .storeField32: now = UInt32(truncatingIfNeeded: function[function.operand(1, of: value)].immediate)
                default: break
                }
            }
            ends[block] = now
        }
        for block in region where block != home {
            for predecessor in flow.predecessors(of: block) where ends[predecessor] != shapes[block] { return false }
        }
        return true
    }

    // MARK: Rewriting

    mutating func run(_ function: inout MIRFunction) {
        for name in names where name != allocation { replacement.replace(name, by: allocation) }
        for block in region {
            var stored: [Int64: ValueID] = [:]
            if block == home { for (offset, type) in fieldTypes { stored[offset] = initial(type, &function) } }
            for value in function[block].body {
                switch function.operation(of: value) {
                case .storeSlot, .storeField:
                    if names.contains(function.operand(0, of: value)) { stored[function[value].immediate] = function.operand(1, of: value) }
                default: break
                }
            }
            atEnd[block] = stored
        }
        for block in region { rewrite(block, &function) }
        function.replaceUses(replacement, inFrameStates: false)
        replaceInStates(&function)
        for block in region { function[block].body.removeAll { replacement.contains($0) || names.contains($0) } }
    }

    /// What a new object's field holds. Put where it is there for all.
    private func initial(_ type: MIRType, _ function: inout MIRFunction) -> ValueID {
        let value = function.make(type == .int64 ? .constantInt : .constantTagged, type)
        function[BlockID.entry].body.insert(value, at: 0)
        return value
    }

    private mutating func rewrite(_ block: BlockID, _ function: inout MIRFunction) {
        var shape = shapes[block] ?? 0
        var current: [Int64: ValueID] = [:]
        func isOurs(_ function: MIRFunction, _ value: ValueID) -> Bool {
            function[value].operandCount > 0 && names.contains(function.operand(0, of: value))
        }
        var body: [ValueID] = []
        var virtual: ValueID?
        var copies: [FrameStateID: FrameStateID] = [:]
        var isAlive = block != home
        if isAlive { rewriteEntryState(of: block, shape, &function) }
        for value in function[block].body {
            if value == allocation {
                isAlive = true
                for (offset, type) in fieldTypes { current[offset] = initial(type, &function) }
                continue
            }
            guard isAlive else {
                body.append(value)
                continue
            }
            switch function.operation(of: value) {
            case .loadSlot, .loadField:
                guard isOurs(function, value) else { break }
                let offset = function[value].immediate
                let field = current[offset] ?? read(offset, atStartOf: block, &function)
                current[offset] = field
                replacement.replace(value, by: field)
                continue
            case .storeSlot, .storeField:
                guard isOurs(function, value) else { break }
                current[function[value].immediate] = function.operand(1, of: value)
                virtual = nil
                copies = [:]
                continue
            case .storeField32:
                guard isOurs(function, value) else { break }
                shape = UInt32(truncatingIfNeeded: function[function.operand(1, of: value)].immediate)
                virtual = nil
                copies = [:]
                continue
            case .writeBarrier, .guardShape, .guardNotEmpty: if isOurs(function, value) { continue }
            case .loadShape:
                if isOurs(function, value) { function.rewrite(value, as: .constantInt, [], immediate: Int64(shape)) }
            case .wordEqual:
                let (a, b) = (names.contains(function.operand(0, of: value)), names.contains(function.operand(1, of: value)))
                if a || b { function.rewrite(value, as: .constantBool, [], immediate: a && b ? 1 : 0) }
            case .virtualObject:
                if function.operands(of: value).contains(where: names.contains) {
                    let mine = virtual ?? describe(shape, &current, block, &body, &function)
                    virtual = mine
                    for index in 0..<Int(function[value].operandCount) where names.contains(function.operand(index, of: value)) {
                        function.setOperand(index, of: value, to: mine)
                    }
                }
            default: break
            }
            let state = function[value].frameState
            if !state.isNone, mentions(state, function) {
                let mine = virtual ?? describe(shape, &current, block, &body, &function)
                virtual = mine
                let copy = copies[state] ?? copy(state, mine, &function)
                copies[state] = copy
                function[value].frameState = copy
            }
            body.append(value)
        }
        function[block].body = body
    }

    private func mentions(_ state: FrameStateID, _ function: MIRFunction) -> Bool {
        var found = false
        function.forEachValue(in: state) { if names.contains($0) { found = true } }
        return found
    }

    private func copy(_ state: FrameStateID, _ virtual: ValueID, _ function: inout MIRFunction) -> FrameStateID {
        function.copyFrameState(state, replacing: Dictionary(uniqueKeysWithValues: names.map { ($0, virtual) }))
    }

    /// The object as it is here, for leaving.
    private mutating func describe(
        _ shape: UInt32, _ current: inout [Int64: ValueID], _ block: BlockID, _ body: inout [ValueID], _ function: inout MIRFunction
    ) -> ValueID {
        var operands: [ValueID] = []
        for (offset, type) in fieldTypes.sorted(by: { $0.key < $1.key }) {
            let field = current[offset] ?? read(offset, atStartOf: block, &function)
            current[offset] = field
            let place = function.make(.constantInt, .int64, immediate: VirtualField(offset: offset, isRaw: type != .tagged).code)
            body.append(place)
            operands += [place, field]
        }
        let virtual = function.make(.virtualObject, .object(shape: shape), operands, immediate: Int64(shape), auxiliary: size)
        body.append(virtual)
        return virtual
    }

    /// A state at a block's start can only mention what is there before it.
    private mutating func rewriteEntryState(of block: BlockID, _ shape: UInt32, _ function: inout MIRFunction) {
        let state = function[block].entryState
        guard !state.isNone, mentions(state, function) else { return }
        function[block].entryState = .none
        guard let dominator = flow.dominator(of: block), flow.dominates(home, dominator) else { return }
        var current: [Int64: ValueID] = [:]
        for offset in fieldTypes.keys {
            let field = read(offset, atStartOf: block, &function)
            if function[block].parameters.contains(field) { return }
            current[offset] = field
        }
        var added: [ValueID] = []
        let virtual = describe(shape, &current, block, &added, &function)
        function.insertAtEnd(added, of: dominator)
        function[block].entryState = copy(state, virtual, &function)
    }

    private mutating func replaceInStates(_ function: inout MIRFunction) {
        // Fields' values were loads of the replaced object, which states may mention too.
        var used = Set<FrameStateID>()
        for block in region {
            for value in function[block].body { used.insert(function[value].frameState) }
            used.insert(function[block].entryState)
        }
        for first in used {
            var state = first
            while !state.isNone {
                for index in function[state].registers.indices {
                    function[state].registers[index].value = replacement[function[state].registers[index].value]
                }
                state = function[state].caller
            }
        }
    }

    // MARK: Fields as values

    private mutating func read(_ offset: Int64, atStartOf block: BlockID, _ function: inout MIRFunction) -> ValueID {
        if let known = atStart[block]?[offset] { return replacement[known] }
        let predecessors = Set(flow.predecessors(of: block)).sorted()
        if predecessors.count == 1, flow.predecessors(of: block).count == 1 {
            let value = read(offset, atEndOf: predecessors[0], &function)
            atStart[block, default: [:]][offset] = value
            return value
        }
        let parameter = function.addParameter(fieldTypes[offset] ?? .tagged, to: block)
        atStart[block, default: [:]][offset] = parameter
        var incoming: [ValueID] = []
        for predecessor in predecessors {
            let value = read(offset, atEndOf: predecessor, &function)
            for edge in function[predecessor].successors.indices where function[predecessor].successors[edge].target == block {
                function[predecessor].successors[edge].arguments.append(value)
                if value != parameter { incoming.append(value) }
            }
        }
        // The same on all ways: no parameter is needed.
        if let first = incoming.first, incoming.allSatisfy({ $0 == first }), function[block].parameters.last == parameter {
            function[block].parameters.removeLast()
            for predecessor in predecessors {
                for edge in function[predecessor].successors.indices where function[predecessor].successors[edge].target == block {
                    function[predecessor].successors[edge].arguments.removeLast()
                }
            }
            replacement.replace(parameter, by: first)
            atStart[block]?[offset] = first
            return first
        }
        return parameter
    }

    private mutating func read(_ offset: Int64, atEndOf block: BlockID, _ function: inout MIRFunction) -> ValueID {
        if let stored = atEnd[block]?[offset] { return replacement[stored] }
        return read(offset, atStartOf: block, &function)
    }
}

/// Where a field of a virtual object lies, and whether it is a bare machine integer: packed into one number.
public struct VirtualField {
    public var offset: Int64
    public var isRaw: Bool
    public init(offset: Int64, isRaw: Bool) {
        self.offset = offset
        self.isRaw = isRaw
    }
    /// From the number.
    public init(code: Int64) { self.init(offset: code & 0xFFFF_FFFF, isRaw: code >> 32 != 0) }
    public var code: Int64 { offset | (isRaw ? 1 << 32 : 0) }
}
