// Shapes (hidden classes): what all objects with one shape id have in common, and the transitions between them.
//
// The ids below KIND_COUNT are the exact builtin types and the storage cells; every class adds a root shape, every
// attribute that an instance gains leads along a transition to a child shape. Shapes are never freed or moved.

import CVMSpec
import Glibc

public typealias Shape = UnsafeMutablePointer<ShapeInfo>

/// Special values of storageOffset, and shape flags.
enum Storage {
    /// The storage word lies behind the variable part of the cell.
    static let behindTail: UInt32 = .max
    /// Shape flag: instances have no __dict__ (only __slots__).
    static let noDict: UInt32 = 1
}

enum Shapes {
    static let limit = 1 << 24

    /// Reserves the table and makes the shapes of all kinds, still without types.
    static func prepare(_ t: Thread) {
        let bytes = limit * MemoryLayout<Shape>.stride
        guard let p = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0), p != MAP_FAILED else {
            fputs("swiftlet: cannot reserve memory for shapes\n", stderr)
            exit(1)
        }
        t.pointee.shapes = p.assumingMemoryBound(to: UnsafeMutablePointer<ShapeInfo>.self)
        t.pointee.shapeCapacity = UInt32(limit)
        for kind in 0 ..< UInt32(KIND_COUNT) {
            let shape = Shape.allocate(capacity: 1)
            shape.initialize(to: ShapeInfo())
            shape.pointee.kind = kind
            shape.pointee.id = kind
            t.pointee.shapes![Int(kind)] = shape
        }
        t.pointee.shapeCount = UInt32(KIND_COUNT)
    }
}

extension UnsafeMutablePointer where Pointee == ThreadState {
    @inlinable @inline(__always) public func shape(_ id: UInt32) -> Shape { pointee.shapes.unsafelyUnwrapped[Int(id)] }
    @inlinable @inline(__always) public func shape(of v: Value) -> Shape { shape(v.shape) }
    /// Kind of the cell that v refers to (also for subclasses); only if `v.isReference`.
    @inlinable @inline(__always) public func kind(of v: Value) -> UInt32 { shape(v.shape).pointee.kind }
    /// Is v a cell laid out as `kind`: an instance of the builtin type or of a subclass?
    @inlinable @inline(__always) public func has(_ v: Value, _ kind: Kind) -> Bool {
        v.isReference && (v.shape == kind.rawValue || self.kind(of: v) == kind.rawValue)
    }

    /// A new shape; raises MemoryError when there are too many.
    func newShape() throws(PyRaise) -> Shape {
        guard pointee.shapeCount < pointee.shapeCapacity else { throw memoryError() }
        let shape = Shape.allocate(capacity: 1)
        shape.initialize(to: ShapeInfo())
        shape.pointee.id = pointee.shapeCount
        pointee.shapes.unsafelyUnwrapped[Int(pointee.shapeCount)] = shape
        pointee.shapeCount += 1
        return shape
    }

    /// Slot of attribute `name` in objects of that shape, or -1.
    func slot(_ shape: Shape, _ name: Value) -> Int {
        var s: Shape? = shape
        while let x = s, x.pointee.name != 0 {
            if x.pointee.name == name.bits { return Int(x.pointee.slotCount) - 1 }
            s = x.pointee.parent
        }
        return -1
    }

    /// The shape of an object of shape `parent` that gains attribute `name`; nil when it should go to dict mode.
    func transition(_ parent: Shape, _ name: Value) throws(PyRaise) -> Shape? {
        var child = parent.pointee.firstChild
        var count = 0
        while let c = child {
            if c.pointee.name == name.bits { return c }
            child = c.pointee.nextSibling
            count += 1
        }
        // Objects used as dictionaries must not make shapes without end.
        guard parent.pointee.slotCount < 128, count < 256 else { return nil }
        let shape = try newShape()
        let id = shape.pointee.id
        shape.pointee = parent.pointee
        shape.pointee.id = id
        shape.pointee.name = name.bits
        shape.pointee.slotCount += 1
        shape.pointee.parent = parent
        shape.pointee.firstChild = nil
        shape.pointee.nextSibling = parent.pointee.firstChild
        parent.pointee.firstChild = shape
        Roots.add(name)
        // Later instances keep as many attributes inline as earlier ones had.
        if let type = shape.pointee.type, type.pointee.slotCount < shape.pointee.slotCount { type.pointee.slotCount = shape.pointee.slotCount }
        return shape
    }

    /// The dict-mode shape of a class: the child of its root whose name is empty and whose attributes live in a dict.
    func dictModeShape(_ shape: Shape) throws(PyRaise) -> Shape {
        var root = shape
        while root.pointee.name != 0, let p = root.pointee.parent { root = p }
        if root.pointee.isDictMode != 0 { return root }
        var child = root.pointee.firstChild
        while let c = child {
            if c.pointee.isDictMode != 0 { return c }
            child = c.pointee.nextSibling
        }
        let made = try newShape()
        let id = made.pointee.id
        made.pointee = root.pointee
        made.pointee.id = id
        made.pointee.isDictMode = 1
        made.pointee.slotCount = 0
        made.pointee.parent = root
        made.pointee.firstChild = nil
        made.pointee.nextSibling = root.pointee.firstChild
        root.pointee.firstChild = made
        return made
    }
}

// Attribute slots of an object: inline words behind the storage word, then the storage's words.
extension UnsafeMutablePointer where Pointee == ThreadState {
    /// The attribute storage word of an object whose shape has one.
    @inline(__always) func storageWord(_ v: Value, _ shape: Shape) -> UnsafeMutablePointer<UInt64> {
        let offset = shape.pointee.storageOffset
        if offset == Storage.behindTail { return storageWordBehindTail(v, shape) }
        return (v.raw + Int(offset)).assumingMemoryBound(to: UInt64.self)
    }

    /// Subclasses of tuple, int and bytes keep their items in the cell: the storage word follows them.
    func storageWordBehindTail(_ v: Value, _ shape: Shape) -> UnsafeMutablePointer<UInt64> {
        let offset: Int
        switch shape.pointee.kind {
        case Kind.Tuple.rawValue: offset = 16 + 8 * Int(v.tuple.pointee.count)
        case Kind.Int.rawValue: offset = 16 + 8 * abs(Int(v.bigInt.pointee.count))
        default: offset = 24 + (Int(v.bytes.pointee.length) + 8) & ~7
        }
        return (v.raw + offset).assumingMemoryBound(to: UInt64.self)
    }

    @inline(__always) func slotPointer(_ v: Value, _ shape: Shape, _ slot: Int) -> UnsafeMutablePointer<UInt64> {
        let word = storageWord(v, shape)
        let inlineSlots = Int(shape.pointee.inlineSlots)
        if slot < inlineSlots { return word + 1 + Int(shape.pointee.memberSlots) + slot }
        return UnsafeMutablePointer<UInt64>(bitPattern: UInt(word.pointee)).unsafelyUnwrapped + (slot - inlineSlots)
    }

    /// Value of instance attribute `name` in the object's own storage, or empty.
    func ownAttribute(_ v: Value, _ name: Value) throws(PyRaise) -> Value {
        let shape = self.shape(of: v)
        guard shape.pointee.storageOffset != 0 else { return .empty }
        if shape.pointee.isDictMode != 0 {
            let d = Value(bits: storageWord(v, shape).pointee)
            if d.isEmpty { return .empty }
            return try dictGet(d.dict, name)
        }
        let slot = self.slot(shape, name)
        return slot < 0 ? .empty : Value(bits: slotPointer(v, shape, slot).pointee)
    }

    /// Sets instance attribute `name` (an interned str) in the object's own storage; false if it has none.
    func setOwnAttribute(_ v: Value, _ name: Value, _ value: Value) throws(PyRaise) -> Bool {
        let shape = self.shape(of: v)
        guard shape.pointee.storageOffset != 0, shape.pointee.flags & Storage.noDict == 0 else { return false }
        if shape.pointee.isDictMode != 0 {
            try dictSet(try instanceDict(v).dict, name, value)
            return true
        }
        var slot = self.slot(shape, name)
        if slot < 0 {
            guard let next = try transition(shape, name) else {
                try dictSet(try instanceDict(v).dict, name, value)
                return true
            }
            slot = Int(shape.pointee.slotCount)
            let inlineSlots = Int(shape.pointee.inlineSlots)
            if slot >= inlineSlots {
                let word = storageWord(v, shape)
                let needed = slot - inlineSlots + 1
                let old = UnsafeMutablePointer<UInt64>(bitPattern: UInt(word.pointee))
                let capacity = old.map { Int(storageCapacity($0)) } ?? 0
                if needed > capacity {
                    let grown = try newValues(max(4, capacity * 2))
                    if let old { grown.update(from: old, count: capacity) }
                    word.pointee = UInt64(UInt(bitPattern: grown))
                }
            }
            v.header.pointee.shape = next.pointee.id
            slotPointer(v, next, slot).pointee = value.bits
        } else {
            slotPointer(v, shape, slot).pointee = value.bits
        }
        barrier(v)
        return true
    }

    /// Capacity of the storage cell whose first item is at p.
    @inline(__always) func storageCapacity(_ p: UnsafeMutableRawPointer) -> Int {
        Int((p - 8).assumingMemoryBound(to: Int64.self).pointee)
    }

    /// The object's `__dict__`, made now if need be: from then on its attributes live there. Only if it has storage.
    func instanceDict(_ v: Value) throws(PyRaise) -> Value {
        let shape = self.shape(of: v)
        let word = storageWord(v, shape)
        if shape.pointee.isDictMode != 0 {
            if word.pointee == 0 { word.pointee = Value(try newDict()).bits }
            return Value(bits: word.pointee)
        }
        let dict = try slotsDict(v, shape)
        let mode = try dictModeShape(shape)
        v.header.pointee.shape = mode.pointee.id
        word.pointee = Value(dict).bits
        barrier(v)
        return Value(dict)
    }

    /// A new dict of the attributes that lie in slots, in the order in which they came.
    func slotsDict(_ v: Value, _ shape: Shape) throws(PyRaise) -> DictRef {
        let count = Int(shape.pointee.slotCount)
        let dict = try newDict(capacity: count)
        try withTemporaries(Swift.max(1, count)) { (names) throws(PyRaise) in
            var s: Shape? = shape
            while let x = s, x.pointee.name != 0 {
                names[Int(x.pointee.slotCount) - 1] = Value(bits: x.pointee.name)
                s = x.pointee.parent
            }
            for i in 0 ..< count where names[i].isPresent {
                let value = slotPointer(v, shape, i).pointee
                if value != 0 { try dictInsert(dict, names[i], strHash(names[i].str), Value(bits: value)) }
            }
        }
        return dict
    }

    /// Removes instance attribute `name`; false if it was not there.
    func deleteOwnAttribute(_ v: Value, _ name: Value) throws(PyRaise) -> Bool {
        let shape = self.shape(of: v)
        guard shape.pointee.storageOffset != 0 else { return false }
        if try ownAttribute(v, name).isEmpty { return false }
        return try dictDelete(try instanceDict(v).dict, name)
    }
}
