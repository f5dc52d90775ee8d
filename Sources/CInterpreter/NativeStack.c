// Switching between machine stacks: the callee-saved registers and the stack pointer, nothing else.

#include <stdint.h>
#include "NativeStack.h"

#if defined(__x86_64__)
__asm__(
    ".text\n"
    ".globl native_stack_switch\n"
    ".hidden native_stack_switch\n"
    ".type native_stack_switch, @function\n"
    "native_stack_switch:\n"
    "    pushq %rbp\n    pushq %rbx\n    pushq %r12\n    pushq %r13\n    pushq %r14\n    pushq %r15\n"
    "    movq %rsp, (%rdi)\n"
    "    movq %rsi, %rsp\n"
    "    popq %r15\n    popq %r14\n    popq %r13\n    popq %r12\n    popq %rbx\n    popq %rbp\n"
    "    ret\n"
    ".size native_stack_switch, . - native_stack_switch\n");

void *native_stack_prepare(void *top, void (*entry)(void)) {
    uint64_t *p = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15);
    *--p = 0;                       // where a caller's return address would be: ends backtraces
    *--p = (uint64_t)entry;
    for (int i = 0; i < 6; i++) *--p = 0;
    return p;
}
#elif defined(__aarch64__)
__asm__(
    ".text\n"
    ".globl native_stack_switch\n"
    ".hidden native_stack_switch\n"
    ".type native_stack_switch, %function\n"
    "native_stack_switch:\n"
    "    sub sp, sp, #160\n"
    "    stp x19, x20, [sp, 0]\n    stp x21, x22, [sp, 16]\n    stp x23, x24, [sp, 32]\n    stp x25, x26, [sp, 48]\n"
    "    stp x27, x28, [sp, 64]\n    stp x29, x30, [sp, 80]\n"
    "    stp d8, d9, [sp, 96]\n    stp d10, d11, [sp, 112]\n    stp d12, d13, [sp, 128]\n    stp d14, d15, [sp, 144]\n"
    "    mov x9, sp\n    str x9, [x0]\n    mov sp, x1\n"
    "    ldp x19, x20, [sp, 0]\n    ldp x21, x22, [sp, 16]\n    ldp x23, x24, [sp, 32]\n    ldp x25, x26, [sp, 48]\n"
    "    ldp x27, x28, [sp, 64]\n    ldp x29, x30, [sp, 80]\n"
    "    ldp d8, d9, [sp, 96]\n    ldp d10, d11, [sp, 112]\n    ldp d12, d13, [sp, 128]\n    ldp d14, d15, [sp, 144]\n"
    "    add sp, sp, #160\n"
    "    ret\n"
    ".size native_stack_switch, . - native_stack_switch\n");

void *native_stack_prepare(void *top, void (*entry)(void)) {
    uint64_t *p = (uint64_t *)((uintptr_t)top & ~(uintptr_t)15) - 20;
    for (int i = 0; i < 20; i++) p[i] = 0;
    p[11] = (uint64_t)entry;        // x30, where `ret` goes
    return p;
}
#endif
