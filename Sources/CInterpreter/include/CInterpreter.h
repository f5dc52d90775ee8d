// The interpreter's threading: one stub per opcode that tail-calls the next instruction's stub.
//
// What an instruction means is written in Swift: `vm_execute` does any instruction completely; the bodies `op_…` do the common
// cases of hot instructions and are inlined here (Handlers.swift is compiled together with this header). The stubs exist only
// because Swift cannot promise a tail call. They keep the machine state in the registers of `preserve_none`, so that a helper call
// spills nothing. Each has a section of its own: functions that merge would break the tail calls.
//
// A body answers how to go on: 0 next instruction, 1 do it in full (`vm_execute`), 2 take the jump, 3 go on at the changed pc
// and registers.

#ifndef CINTERPRETER_H
#define CINTERPRETER_H

#include "CVMSpec.h"
#include "NativeStack.h"

/// Address of (about) the top of the machine stack.
static inline void *_Nonnull machine_stack_pointer(void) { return __builtin_frame_address(0); }

/// The callee-saved registers, which may hold references: kept where a scan of the stack finds them.
typedef struct SpilledRegisters { uint64_t values[12]; } SpilledRegisters;
SpilledRegisters spill_registers(void);

/// Highest address of this thread's machine stack, and its size in bytes.
void *_Nullable machine_stack_base(size_t *_Nonnull size);

bool vm_execute(ThreadState *_Nonnull thread, uint64_t *_Nonnull at, uint64_t instruction);

#define BODY(name) int32_t op_##name(ThreadState *_Nonnull t, uint64_t *_Nonnull *_Nonnull pc, uint64_t *_Nonnull *_Nonnull r, uint64_t ins);
#define BODY_PLAIN(name, words) BODY(name)
#define BODY_JUMP16(name, words) BODY(name)
#define BODY_JUMP32(name, words) BODY(name)
#include "FastHandlers.def"
#undef BODY_PLAIN
#undef BODY_JUMP16
#undef BODY_JUMP32
#undef BODY

#define PN __attribute__((preserve_none))
#define TAIL __attribute__((musttail))
typedef PN void (*InstructionHandler)(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins);
extern InstructionHandler _Nonnull instructionHandlers[256];

#define NEXT() do { uint64_t next = *pc++; TAIL return instructionHandlers[next & 0xFF](t, pc, r, next); } while (0)
#define OWN_SECTION(name) __attribute__((section(".text.vm." #name), aligned(16), noinline))

/// Any instruction, in full.
PN void handle_slowly(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins);

#define BODY_PLAIN(name, words) \
static OWN_SECTION(name) PN void handle_##name(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins) { \
    int32_t status; \
    [[clang::always_inline]] status = op_##name(t, &pc, &r, ins); \
    if (__builtin_expect(status == 0, 1)) { pc += words; NEXT(); } \
    if (status == 3) NEXT(); \
    TAIL return handle_slowly(t, pc, r, ins); \
}
#define BODY_JUMP16(name, words) \
static OWN_SECTION(name) PN void handle_##name(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins) { \
    int32_t status; \
    [[clang::always_inline]] status = op_##name(t, &pc, &r, ins); \
    if (status == 0) { pc += words; NEXT(); } \
    if (__builtin_expect(status == 2, 1)) { pc += words + (int16_t)(ins >> 48); NEXT(); } \
    TAIL return handle_slowly(t, pc, r, ins); \
}
#define BODY_JUMP32(name, words) \
static OWN_SECTION(name) PN void handle_##name(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins) { \
    int32_t status; \
    [[clang::always_inline]] status = op_##name(t, &pc, &r, ins); \
    if (status == 0) { pc += words; NEXT(); } \
    if (__builtin_expect(status == 2, 1)) { pc += words + (int32_t)(ins >> 32); NEXT(); } \
    TAIL return handle_slowly(t, pc, r, ins); \
}
#include "FastHandlers.def"
#undef BODY_PLAIN
#undef BODY_JUMP16
#undef BODY_JUMP32

/// Puts the fast handlers into the table; the others stay `handle_slowly`.
static inline void install_fast_handlers(void) {
#define BODY_PLAIN(name, words) instructionHandlers[Opcode_##name] = handle_##name;
#define BODY_JUMP16 BODY_PLAIN
#define BODY_JUMP32 BODY_PLAIN
#include "FastHandlers.def"
#undef BODY_PLAIN
#undef BODY_JUMP16
#undef BODY_JUMP32
}

/// From now on `enterNative` instructions run native code directly.
void interpreter_enable_native(void);

/// Runs the thread's frame until a frame with the boundary flag has ended.
void interpreter_run(ThreadState *_Nonnull thread);

#endif
