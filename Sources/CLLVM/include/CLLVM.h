// The LLVM 19 C API, as Swift sees it.
//
// In:  the headers of Debian's llvm-19-dev, reached through the symbolic links beside this file (a path outside
//      the package would need unsafe flags).
// Out: the module CLLVM, and one function of its own, cllvm_load.
//
// Nothing here links libLLVM: that would cost every start 15 ms. Each function in LLVMFunctions.def is a jump
// stub (CLLVM.c), which must not be called before cllvm_load has returned 0. A function that is missing in that
// list fails to link.

#ifndef CLLVM_H
#define CLLVM_H

#include <stddef.h>

#include "llvm-c/Analysis.h"
#include "llvm-c/Core.h"
#include "llvm-c/DebugInfo.h"
#include "llvm-c/Error.h"
#include "llvm-c/ErrorHandling.h"
#include "llvm-c/LLJIT.h"
#include "llvm-c/Orc.h"
#include "llvm-c/OrcEE.h"
#include "llvm-c/Target.h"
#include "llvm-c/TargetMachine.h"
#include "llvm-c/Transforms/PassBuilder.h"

/// Opens swiftlet-llvm beside the executable, or else libLLVM, and fills the jump stubs. Returns 0, or -1 with a message in `error`.
/// Not thread-safe: LLVMLibrary.load() calls it once.
int cllvm_load(char *_Nonnull error, size_t size);

/// The same, from one named library only; for installations that keep it elsewhere.
int cllvm_load_from(const char *_Nonnull path, char *_Nonnull error, size_t size);

/// An anonymous file in memory that can be mapped twice; -1 and errno on failure.
int cllvm_memory_file(const char *_Nonnull name);

/// After code was written and before it is executed; does nothing where caches are coherent.
void cllvm_clear_instruction_cache(void *_Nonnull start, size_t size);

#endif
