// The part of LLVM that Swiftlet uses, as a library of its own.
//
// In:  Debian's static LLVM archives; LLVMFunctions.def, one row per function used.
// Out: `swiftlet-llvm`, a shared object beside the executable; its one symbol is the table below, from which CLLVM fills its jump
//      stubs. Where it is missing, CLLVM takes the system's libLLVM.
//
// Against libLLVM.so it has one target instead of twenty, a twentieth of the relocations, and its functions in the order of their
// use (order.txt): a process that compiles needs 16 MB more, not 64, and loading takes a third of the time.

#define LLVM_FUNCTION(name) extern char name[];
#include "LLVMFunctions.def"
#undef LLVM_FUNCTION

struct {
  const char *name;
  void *address;
} const swiftlet_llvm_functions[] = {
#define LLVM_FUNCTION(name) {#name, name},
#include "LLVMFunctions.def"
#undef LLVM_FUNCTION
    {0, 0},
};
