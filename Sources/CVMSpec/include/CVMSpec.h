// CVMSpec: the tables that several rooms share, expanded for C and Swift.
//
// One row per truth: the rows live in the .def files, this header expands them into enums, structs and
// descriptions. Swift imports the enums as closed, so that a switch without a case does not compile.

#ifndef CVMSPEC_H
#define CVMSPEC_H

#include <stdint.h>
#include <stdbool.h>
#include <stddef.h>

#define CLOSED_ENUM __attribute__((enum_extensibility(closed)))

// -- Opcodes -------------------------------------------------------------------------------------------------------

typedef enum CLOSED_ENUM Opcode : uint8_t {
#define OPCODE(name, a, b, c, words) Opcode_##name __attribute__((swift_name(#name))),
#include "Opcodes.def"
#undef OPCODE
} Opcode;

typedef enum CLOSED_ENUM OperandKind : uint8_t {
    OperandKind_none __attribute__((swift_name("none"))),
    OperandKind_dst __attribute__((swift_name("dst"))),
    OperandKind_src __attribute__((swift_name("src"))),
    OperandKind_mod __attribute__((swift_name("mod"))),
    OperandKind_optsrc __attribute__((swift_name("optsrc"))),
    OperandKind_run __attribute__((swift_name("run"))),
    OperandKind_imm __attribute__((swift_name("imm"))),
    OperandKind_constant __attribute__((swift_name("constant"))),
    OperandKind_name __attribute__((swift_name("name"))),
    OperandKind_jump __attribute__((swift_name("jump"))),
    OperandKind_wide __attribute__((swift_name("wide"))),
} OperandKind;

/// One row of Opcodes.def.
typedef struct OpcodeInfo {
    const char *_Nonnull name;
    OperandKind a, b, c;
    /// Inline words that follow the instruction.
    uint8_t words;
} OpcodeInfo;

enum { OPCODE_COUNT = 0
#define OPCODE(name, a, b, c, words) + 1
#include "Opcodes.def"
#undef OPCODE
};

extern const OpcodeInfo opcodeInfos[OPCODE_COUNT];

static inline const OpcodeInfo *_Nonnull opcode_info(Opcode op) { return &opcodeInfos[op]; }

// -- Heap cells ----------------------------------------------------------------------------------------------------

typedef struct DictEntry { uint64_t hash; uint64_t key; uint64_t value; } DictEntry;
typedef struct SetEntry { uint64_t hash; uint64_t key; } SetEntry;

struct Frame;
#define LAYOUT(name, tail) struct Py##name##Layout;
#define REF(name)
#define CELL(type, name)
#define ITEMS(type, name)
#define RAW(type, name)
#define END(name)
#include "Layouts.def"
#undef LAYOUT
#undef REF
#undef CELL
#undef ITEMS
#undef RAW
#undef END

/// The kinds of cells, in the order of Layouts.def; 0 marks a free cell.
typedef enum CLOSED_ENUM Kind : uint32_t {
    Kind_free __attribute__((swift_name("free"))) = 0,
#define LAYOUT(name, tail) Kind_##name __attribute__((swift_name(#name))),
#define REF(name)
#define CELL(type, name)
#define ITEMS(type, name)
#define RAW(type, name)
#define END(name)
#include "Layouts.def"
#undef LAYOUT
#undef REF
#undef CELL
#undef ITEMS
#undef RAW
#undef END
} Kind;

/// The first word of every cell.
typedef struct Header {
    uint32_t shape;
    /// HEADER_OLD or 0: the collector's.
    uint8_t gc;
    /// HeaderFlag bits.
    uint8_t flags;
    /// Free for the kind: width of a string's characters and the like.
    uint16_t extra;
} Header;

/// In Header.gc: the cell survived a collection and is not remembered. A store of a reference into it must remember it.
enum { HEADER_OLD = 1 };

#define LAYOUT(name, tail) typedef struct Py##name##Layout { Header header;
#define REF(name) uint64_t name;
#define CELL(type, name) type *_Nullable name;
#define ITEMS(type, name) type *_Nullable name;
#define RAW(type, name) type name;
#define END(name) } Py##name##Layout;
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"
#include "Layouts.def"
#pragma clang diagnostic pop
#undef LAYOUT
#undef REF
#undef CELL
#undef ITEMS
#undef RAW
#undef END

enum { KIND_COUNT = 1
#define LAYOUT(name, tail) + 1
#define REF(name)
#define CELL(type, name)
#define ITEMS(type, name)
#define RAW(type, name)
#define END(name)
#include "Layouts.def"
#undef LAYOUT
#undef REF
#undef CELL
#undef ITEMS
#undef RAW
#undef END
};

typedef enum CLOSED_ENUM TailKind : uint8_t { TailKind_none, TailKind_refs, TailKind_bytes, TailKind_entries, TailKind_keys } TailKind;

/// What the collector must know of a kind: bit i of a mask stands for word i of the cell.
typedef struct KindInfo {
    const char *_Nonnull name;
    uint32_t size;
    TailKind tail;
    uint32_t refMask, cellMask, itemsMask;
} KindInfo;

extern KindInfo kindInfos[KIND_COUNT];
static inline const KindInfo *_Nonnull kind_info(uint32_t kind) { return &kindInfos[kind]; }
/// Fills kindInfos from the rows; called once before the heap is used.
void kind_infos_prepare(void);

// -- Shapes --------------------------------------------------------------------------------------------------------

/// What is known of all objects with one shape id. Shapes are never freed or moved.
typedef struct ShapeInfo {
    /// Kind of the cell.
    uint32_t kind;
    uint32_t id;
    /// Class of the objects; null for storage cells.
    struct PyTypeLayout *_Nullable type;
    /// Byte offset of the attribute storage word (a ValueArray's items; the dict if isDictMode), 0 if there is none.
    uint32_t storageOffset;
    /// Attribute slots kept inline behind the storage word; later ones go to the storage.
    uint32_t inlineSlots;
    /// Attributes that objects of this shape have.
    uint32_t slotCount;
    /// The attributes live in a dict.
    uint32_t isDictMode;
    /// Name added by this shape to its parent's (an interned Str), 0 for a root.
    uint64_t name;
    struct ShapeInfo *_Nullable parent;
    struct ShapeInfo *_Nullable firstChild;
    struct ShapeInfo *_Nullable nextSibling;
    /// Words of inline special slots (__slots__) before the attribute slots.
    uint32_t memberSlots;
    uint32_t flags;
} ShapeInfo;

// -- Frames --------------------------------------------------------------------------------------------------------

/// Flags of Frame.info that native code sets, too: generator code that runs as the body of a fold (VM/Frames/FoldFrames.swift), coroutine code
/// that is called and awaited in one step (AwaitFrames.swift).
enum { FRAME_IN_FOLD = 32 << 8, FRAME_IN_AWAIT = 64 << 8 };

/// Header of a frame; its registers follow.
typedef struct Frame {
    struct Frame *_Nullable caller;
    PyCodeLayout *_Nonnull code;
    /// Next instruction to execute.
    uint64_t *_Nonnull pc;
    /// The function that runs (a Function), or empty for a native continuation.
    uint64_t function;
    PyDictLayout *_Nullable globals;
    uint64_t *_Nullable constants;
    /// returnKind | frameFlags << 8 | returnRegister << 16 | depth << 32. returnKind: the continuation that takes the
    /// result; 0: store it into the caller's register returnRegister (0xFFFF: drop it). Kind and flags are mostly 0.
    uint64_t info;
    /// State of the continuation, or empty.
    uint64_t continuation;
    /// The locals mapping of class bodies and exec, or empty.
    uint64_t locals;
    /// The generator that owns the frame, or empty.
    uint64_t generator;
    /// Python's view of the frame (a FrameObject), or empty.
    uint64_t object;
} Frame;

enum { FRAME_WORDS = sizeof(Frame) / 8 };

static inline uint64_t *_Nonnull frame_registers(Frame *_Nonnull frame) { return (uint64_t *)(frame + 1); }
static inline Frame *_Nonnull registers_frame(uint64_t *_Nonnull registers) { return (Frame *)registers - 1; }

// -- Thread --------------------------------------------------------------------------------------------------------

enum { SIZE_CLASS_COUNT = 56 };

typedef struct AllocationInterval { uint8_t *_Nullable next; uint8_t *_Nullable end; } AllocationInterval;

/// A unit of native code as `enterNative` instructions name it: its machine code (0: no longer entered) and the instruction word
/// that stood in the place of the `enterNative`. A loop's first entries are watched: how many are left, and how many of them only
/// came as far as a switch of tasklets close by.
typedef struct NativeUnitEntry { uint64_t entry; uint64_t original; uint32_t watched; uint32_t shortRuns; } NativeUnitEntry;

/// State of the running thread: everything that hot code touches.
typedef struct ThreadState {
    /// Not zero: something waits for the next safepoint (PendingBit).
    uint32_t pending;
    /// Grows when a class attribute that a cache relies on changes; shifted left by 32 it completes a cache key.
    uint32_t classEpoch;
    /// Frame that runs.
    Frame *_Nullable frame;
    /// Memory of the current chunk of the frame stack.
    uint8_t *_Nullable chunkBase;
    uint64_t chunkSize;
    /// Exception being raised, or empty.
    uint64_t raised;
    /// Exception being handled (sys.exception()), or empty.
    uint64_t handled;
    /// Value that ended a nested run.
    uint64_t result;
    /// Where the result of the operation in progress goes: the low half of the info word for a frame that it pushes.
    uint64_t deliverInfo;
    uint64_t deliverContinuation;
    /// Why a native activation left (LeaveReason, 4 bits), and in the bits above the number of the unit if a guard of it failed.
    uint32_t leaveReason;
    /// If a guard failed: the place in the unit's list to which it belongs; all ones: the instruction at which the interpreter goes on. Native code
    /// writes both at once.
    uint32_t leavePlace;
    /// Lowest address that a native activation may use of the machine stack.
    uint8_t *_Nullable stackLimit;
    uint32_t recursionDepth;
    uint32_t recursionLimit;
    uint32_t nestedRuns;
    PyDictLayout *_Nullable builtins;
    /// The running tasklet.
    PyTaskletLayout *_Nullable tasklet;
    /// Ticks left in the time slice of stackless.run(timeout).
    int64_t ticks;
    AllocationInterval intervals[SIZE_CLASS_COUNT];
    int64_t allocationBudget;
    ShapeInfo *_Nonnull *_Nullable shapes;
    uint32_t shapeCount;
    uint32_t shapeCapacity;
    uint64_t statistics[32];
    /// Calls of a function, rounds of a loop, after which the method compiler is told; all ones: never.
    uint32_t hotCalls;
    uint32_t hotLoops;
    /// Nested run loops that native code has started since the last one that must end where it began, and how many of those
    /// must end now because another tasklet runs.
    uint32_t nativeRuns;
    uint32_t abandonedRuns;
    /// All units ever installed, and the way into them with the C convention (null before the first).
    NativeUnitEntry *_Nullable nativeUnits;
    uint64_t (*_Nullable nativeEnter)(uint64_t entry, struct ThreadState *_Nonnull thread, Frame *_Nonnull frame);
} ThreadState;

/// Sets pending bits from any thread.
static inline void thread_set_pending(ThreadState *_Nonnull thread, uint32_t bits) {
    __atomic_fetch_or(&thread->pending, bits, __ATOMIC_SEQ_CST);
}
// -- The method compiler ---------------------------------------------------------------------------------------------

#include "MIRSpec.h"

#endif
