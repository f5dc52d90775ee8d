// The interpreter's threading: one stub per opcode that tail-calls the next instruction's stub.
//
// What an instruction means is written in Swift: `vm_execute` does any instruction completely; the fast handlers named
// below are Swift bodies for the common cases. The stubs only exist because Swift cannot promise a tail call. All
// of them keep the machine state in the registers of `preserve_none`, so that a helper call spills nothing.

#ifndef CINTERPRETER_H
#define CINTERPRETER_H

#include "CVMSpec.h"

/// Address of (about) the top of the machine stack.
static inline void *_Nonnull machine_stack_pointer(void) { return __builtin_frame_address(0); }

/// The callee-saved registers, which may hold references: kept where a scan of the stack finds them.
typedef struct SpilledRegisters { uint64_t values[12]; } SpilledRegisters;
SpilledRegisters spill_registers(void);

/// Highest address of this thread's machine stack, and its size in bytes.
void *_Nullable machine_stack_base(size_t *_Nonnull size);

/// Runs the thread's frame until a frame with the boundary flag has ended.
void interpreter_run(ThreadState *_Nonnull thread);

#endif
