// Memory for native code: one file in memory, mapped twice, handed out in blocks and taken back.
//
// In:  sizes.
// Out: blocks with a writable address and, at a fixed distance, an executable one.
//
// No page is ever writable and executable through the same mapping. Blocks are 64-byte aligned and pages are only
// taken from the system when they are touched. The two mappings would be shared with a forked child, so an arena
// refuses to hand out memory in any process but its own.

import CLLVM
import Glibc

public final class NativeCodeArena: @unchecked Sendable {
    /// A piece of the arena.
    struct Block {
        var offset: Int
        var size: Int
    }

    /// The number of bytes that can be handed out.
    public let capacity: Int
    private let writable: UnsafeMutableRawPointer
    private let executable: UnsafeMutableRawPointer
    private let process = getpid()
    private var free: [Block]
    private var mutex = pthread_mutex_t()
    private var used = 0

    static let alignment = 64

    /// Maps `capacity` bytes (rounded up to pages). Throws if the system refuses executable memory.
    public init(capacity: Int = 256 << 20) throws {
        let page = 16384
        let size = max(page, (min(capacity, 1 << 30) + page - 1) / page * page)
        let file = cllvm_memory_file("swiftlet-code")
        guard file >= 0 else { throw LLVMFailure("no memory for native code: memfd_create: \(Self.reason())") }
        defer { close(file) }
        guard ftruncate(file, off_t(size)) == 0 else {
            throw LLVMFailure("no memory for native code: ftruncate: \(Self.reason())")
        }
        guard let data = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), data != MAP_FAILED else {
            throw LLVMFailure("no memory for native code: mmap: \(Self.reason())")
        }
        guard let code = mmap(nil, size, PROT_READ | PROT_EXEC, MAP_SHARED, file, 0), code != MAP_FAILED else {
            let reason = Self.reason()
            munmap(data, size)
            throw LLVMFailure("the system refuses executable memory: \(reason)")
        }
        self.capacity = size
        writable = data
        executable = code
        free = [Block(offset: 0, size: size)]
        pthread_mutex_init(&mutex, nil)
    }

    deinit {
        munmap(writable, capacity)
        munmap(executable, capacity)
        pthread_mutex_destroy(&mutex)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    /// Bytes that are handed out.
    public var bytesInUse: Int { locked { used } }

    /// True if an address is executable memory of this arena.
    public func contains(_ address: UInt) -> Bool {
        let start = UInt(bitPattern: executable)
        return address >= start && address - start < UInt(capacity)
    }

    /// The executable address of a writable one.
    func executableAddress(ofWritable address: UInt) -> UInt? {
        let start = UInt(bitPattern: writable)
        guard address >= start, address - start < UInt(capacity) else { return nil }
        return UInt(bitPattern: executable) + (address - start)
    }

    func writableStart(of block: Block) -> UnsafeMutableRawPointer { writable + block.offset }
    func executableStart(of block: Block) -> UnsafeMutableRawPointer { executable + block.offset }

    /// First fit. nil if nothing is large enough, or if this process is a fork of the arena's.
    func allocate(_ size: Int) -> Block? {
        guard size >= 0, size <= capacity, getpid() == process else { return nil }
        let wanted = max(Self.alignment, (size + Self.alignment - 1) / Self.alignment * Self.alignment)
        return locked {
            guard let index = free.firstIndex(where: { $0.size >= wanted }) else { return nil }
            let block = Block(offset: free[index].offset, size: wanted)
            if free[index].size == wanted {
                free.remove(at: index)
            } else {
                free[index].offset += wanted
                free[index].size -= wanted
            }
            used += wanted
            return block
        }
    }

    /// Gives a block back, filled so that a stray jump into it traps.
    func release(_ block: Block) {
        guard block.size > 0, getpid() == process else { return }
        memset(writable + block.offset, 0xcc, block.size)
        unmapWritten(block)
        locked { insertFree(block) }
    }

    /// The block was written: its pages stay in the executable mapping only, which would count them a second time.
    func unmapWritten(_ block: Block) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = block.offset / page * page
        madvise(writable + start, block.offset + block.size - start, MADV_DONTNEED)
    }

    /// Gives back the end of a block beyond `size` bytes.
    func shrink(_ block: inout Block, to size: Int) {
        let kept = max(Self.alignment, (size + Self.alignment - 1) / Self.alignment * Self.alignment)
        guard kept < block.size else { return }
        let tail = Block(offset: block.offset + kept, size: block.size - kept)
        block.size = kept
        locked { insertFree(tail) }
    }

    private func insertFree(_ block: Block) {
        used -= block.size
        let index = free.firstIndex { $0.offset > block.offset } ?? free.count
        free.insert(block, at: index)
        if index + 1 < free.count, free[index].offset + free[index].size == free[index + 1].offset {
            free[index].size += free[index + 1].size
            free.remove(at: index + 1)
        }
        if index > 0, free[index - 1].offset + free[index - 1].size == free[index].offset {
            free[index - 1].size += free[index].size
            free.remove(at: index)
        }
    }

    private func locked<T>(_ body: () -> T) -> T {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        return body()
    }
}
