// The interpreter's threading: one stub per opcode that tail-calls the next instruction's stub.
//
// What an instruction means is written in Swift: `vm_execute` does any instruction completely; the bodies `op_…` do the common
// cases of hot instructions and are inlined here (Handlers.swift is compiled together with this header). The stubs exist only
// because Swift cannot promise a tail call. They keep the machine state in the registers of `preserve_none`, so that a helper call
// spills nothing. Each has a section of its own: functions that merge would break the tail calls.
//
// Where the common case needs no call at all, the rest is in a second body, `further_…`, with a stub of its own: the first one then
// touches no stack.
//
// A body answers how to go on: 0 next instruction, 1 do it in full (the second body, then `vm_execute`), 2 take the jump, 3 go on at the changed pc
// and registers, 4 ask `vm_continue` and go on at the thread's frame.

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

/// Empties a run of words. The compiler is not to see that it could call memset: the runs are short.
static inline void clear_words(uint64_t *_Nonnull p, uint64_t *_Nonnull end) {
    while (p < end) { *p++ = 0; __asm__ volatile("" : "+r"(p)); }
}

bool vm_execute(ThreadState *_Nonnull thread, uint64_t *_Nonnull at, uint64_t instruction);
bool vm_continue(ThreadState *_Nonnull thread);

#define BODY(function) int32_t function(ThreadState *_Nonnull t, uint64_t *_Nonnull *_Nonnull pc, uint64_t *_Nonnull *_Nonnull r, uint64_t ins);
#define ONE(name, words, JUMP) BODY(op_##name)
#define TWO(name, words, JUMP) BODY(op_##name) BODY(further_##name)
#include "FastHandlers.def"
#undef ONE
#undef TWO
#undef BODY

#define PN __attribute__((preserve_none))
#define TAIL __attribute__((musttail))
typedef PN void (*InstructionHandler)(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins);
extern InstructionHandler _Nonnull instructionHandlers[256];

#define NEXT() do { uint64_t next = *pc++; TAIL return instructionHandlers[next & 0xFF](t, pc, r, next); } while (0)
#define OWN_SECTION(name) __attribute__((section(".text.vm." #name), aligned(64), noinline))

/// Any instruction, in full.
PN void handle_slowly(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins);
/// Goes on at the thread's frame, or ends the run.
PN void handle_continue(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins);

#define STUB(stub, body, words, JUMP, rest) \
static OWN_SECTION(stub) PN void stub(ThreadState *_Nonnull t, uint64_t *_Nonnull pc, uint64_t *_Nonnull r, uint64_t ins) { \
    int32_t status; \
    [[clang::always_inline]] status = body(t, &pc, &r, ins); \
    if (__builtin_expect(status == 0, 1)) { pc += words; NEXT(); } \
    JUMP(words) \
    if (status == 3) NEXT(); \
    if (status == 4) TAIL return handle_continue(t, pc, r, ins); \
    TAIL return rest(t, pc, r, ins); \
}
#define PLAIN(words)
#define JUMP16(words) if (__builtin_expect(status == 2, 1)) { pc += words + (int16_t)(ins >> 48); NEXT(); }
#define JUMP32(words) if (__builtin_expect(status == 2, 1)) { pc += words + (int32_t)(ins >> 32); NEXT(); }
#define ONE(name, words, JUMP) STUB(handle_##name, op_##name, words, JUMP, handle_slowly)
#define TWO(name, words, JUMP) STUB(further_handle_##name, further_##name, words, JUMP, handle_slowly) STUB(handle_##name, op_##name, words, JUMP, further_handle_##name)
#include "FastHandlers.def"
#undef ONE
#undef TWO

/// Puts the fast handlers into the table; the others stay `handle_slowly`.
static inline void install_fast_handlers(void) {
#define ONE(name, words, JUMP) instructionHandlers[Opcode_##name] = handle_##name;
#define TWO ONE
#include "FastHandlers.def"
#undef ONE
#undef TWO
}

/// From now on `enterNative` instructions run native code directly.
void interpreter_enable_native(void);

/// Runs the thread's frame until a frame with the boundary flag has ended.
void interpreter_run(ThreadState *_Nonnull thread);

#endif
