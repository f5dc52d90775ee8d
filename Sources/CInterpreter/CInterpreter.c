// What the interpreter needs from C besides the stubs of the header.

#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include "CVMSpec.h"

bool vm_execute(ThreadState *thread, uint64_t *at, uint64_t instruction);
bool vm_continue(ThreadState *thread);
bool vm_native_ended(ThreadState *thread, Frame *frame, uint64_t value);
void vm_native_useless(ThreadState *thread, Frame *frame, uint64_t number);

// NativeLeave.goOn: the interpreter does the instruction at the running frame's pc, which is no entry.
#define NATIVE_LEAVE_GO_ON 7

#define PN __attribute__((preserve_none))
#define TAIL __attribute__((musttail))
typedef PN void (*InstructionHandler)(ThreadState *t, uint64_t *pc, uint64_t *r, uint64_t ins);

static const uint8_t wordsOf[256] = {
#define OPCODE(name, a, b, c, words) words,
#include "Opcodes.def"
#undef OPCODE
};

extern InstructionHandler instructionHandlers[256];

PN void handle_slowly(ThreadState *t, uint64_t *pc, uint64_t *r, uint64_t ins) {
    (void)r;
    t->frame->pc = pc + wordsOf[ins & 0xFF];
    if (!vm_execute(t, pc, ins)) return;
    Frame *frame = t->frame;
    pc = frame->pc;
    r = frame_registers(frame);
    uint64_t next = *pc++;
    TAIL return instructionHandlers[next & 0xFF](t, pc, r, next);
}

PN void handle_continue(ThreadState *t, uint64_t *pc, uint64_t *r, uint64_t ins) {
    (void)ins;
    if (!vm_continue(t)) return;
    Frame *frame = t->frame;
    pc = frame->pc;
    r = frame_registers(frame);
    uint64_t next = *pc++;
    TAIL return instructionHandlers[next & 0xFF](t, pc, r, next);
}

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

// Enters a unit that is still on trial: a loop that switches tasklets in each round leaves native code as often, which costs more than the little
// it does there saves.
static __attribute__((noinline)) uint64_t enter_watched(ThreadState *t, uint64_t number, Frame *frame) {
    void *tasklet = t->tasklet;
    int64_t start = nanoseconds();
    uint64_t value = t->nativeEnter(t->nativeUnits[number].entry, t, frame);
    NativeUnitEntry *unit = &t->nativeUnits[number];
    if (value == 0 && t->tasklet != tasklet && nanoseconds() - start < 250) unit->shortRuns++;
    if (unit->watched != 0 && --unit->watched == 0 && unit->shortRuns >= 128) vm_native_useless(t, frame, number);
    return value;
}

// Runs a unit of native code; its value is returned from the frame, and what else may happen is Swift's.
static PN void handle_native(ThreadState *t, uint64_t *pc, uint64_t *r, uint64_t ins) {
    NativeUnitEntry unit = t->nativeUnits[ins >> 32];
    if (unit.entry == 0) TAIL return handle_slowly(t, pc, r, ins);
    Frame *frame = registers_frame(r);
    frame->pc = pc - 1;
    t->deliverContinuation = 0;
    uint64_t value = __builtin_expect(unit.watched == 0, 1) ? t->nativeEnter(unit.entry, t, frame) : enter_watched(t, ins >> 32, frame);
    uint64_t info = frame->info;
    uint64_t target = info >> 16 & 0xFFFF;
    if (__builtin_expect(value != 0 && (info & 0xFFFF) == 0 && target != 0xFFFF, 1)) {
        frame = frame->caller;
        frame_registers(frame)[target] = value;
        t->frame = frame;
    } else if (value == 0 && (t->leaveReason & 15) == NATIVE_LEAVE_GO_ON) {
        frame = t->frame;
    } else {
        if (!vm_native_ended(t, frame, value)) return;
        frame = t->frame;
    }
    pc = frame->pc;
    r = frame_registers(frame);
    uint64_t next = *pc++;
    TAIL return instructionHandlers[next & 0xFF](t, pc, r, next);
}

void interpreter_enable_native(void) { instructionHandlers[Opcode_enterNative] = handle_native; }

InstructionHandler instructionHandlers[256] = {
#define OPCODE(name, a, b, c, words) handle_slowly,
#include "Opcodes.def"
#undef OPCODE
};

void interpreter_run(ThreadState *t) {
    Frame *frame = t->frame;
    uint64_t *pc = frame->pc;
    uint64_t ins = *pc++;
    instructionHandlers[ins & 0xFF](t, pc, frame_registers(frame), ins);
}

typedef struct SpilledRegisters { uint64_t values[12]; } SpilledRegisters;

// glibc's setjmp mangles some registers, so they are read one by one.
SpilledRegisters spill_registers(void) {
    SpilledRegisters s = { { 0 } };
#if defined(__x86_64__)
    __asm__ volatile("movq %%rbx, 0(%0)\n movq %%rbp, 8(%0)\n movq %%r12, 16(%0)\n movq %%r13, 24(%0)\n movq %%r14, 32(%0)\n movq %%r15, 40(%0)"
                     : : "r"(s.values) : "memory");
#elif defined(__aarch64__)
    __asm__ volatile("stp x19, x20, [%0]\n stp x21, x22, [%0, 16]\n stp x23, x24, [%0, 32]\n stp x25, x26, [%0, 48]\n stp x27, x28, [%0, 64]\n str x29, [%0, 80]"
                     : : "r"(s.values) : "memory");
#endif
    return s;
}

void *machine_stack_base(size_t *size) {
    pthread_attr_t attributes;
    void *low = NULL;
    *size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return NULL;
    pthread_attr_getstack(&attributes, &low, size);
    pthread_attr_destroy(&attributes);
    return (char *)low + *size;
}
