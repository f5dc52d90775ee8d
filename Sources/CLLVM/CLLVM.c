// Jump stubs for libLLVM, and the loader that fills their slots.
//
// In:  LLVMFunctions.def, one row per function used.
// Out: one symbol per function which jumps through its slot; cllvm_load.
//
// A stub touches no register that carries an argument, so it serves every signature. The symbols are hidden:
// libLLVM's own calls must never be bound to them.

#define _GNU_SOURCE
#include "CLLVM.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LLVM_FUNCTION(name) __attribute__((visibility("hidden"), used)) void *cllvm_slot_##name;
#include "LLVMFunctions.def"
#undef LLVM_FUNCTION

#if defined(__x86_64__)
#define STUB_BODY(name) "  jmpq *cllvm_slot_" #name "(%rip)\n"
#elif defined(__aarch64__)
#define STUB_BODY(name)                        \
  "  adrp x16, cllvm_slot_" #name "\n"         \
  "  ldr x16, [x16, :lo12:cllvm_slot_" #name "]\n" \
  "  br x16\n"
#else
#error "CLLVM: no jump stub for this architecture"
#endif

#define LLVM_FUNCTION(name)            \
  __asm__(".text\n"                    \
          ".p2align 4\n"               \
          ".globl " #name "\n"         \
          ".hidden " #name "\n"        \
          ".type " #name ", @function\n" \
          #name ":\n" STUB_BODY(name)  \
          ".size " #name ", .-" #name "\n");
#include "LLVMFunctions.def"
#undef LLVM_FUNCTION

static const struct {
  const char *name;
  void **slot;
} functions[] = {
#define LLVM_FUNCTION(name) {#name, &cllvm_slot_##name},
#include "LLVMFunctions.def"
#undef LLVM_FUNCTION
};

static int fill(void *library, char *error, size_t size) {
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    void *address = dlsym(library, functions[i].name);
    if (!address) {
      snprintf(error, size, "libLLVM has no function %s", functions[i].name);
      return -1;
    }
    *functions[i].slot = address;
  }
  return 0;
}

// RTLD_GLOBAL because LLVM's debugger support looks itself up by name.
int cllvm_load_from(const char *path, char *error, size_t size) {
  void *library = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(error, size, "%s", reason ? reason : "dlopen failed");
    return -1;
  }
  return fill(library, error, size);
}

// The library that is built along with the executable and lies beside it (LLVM/ in the package).
static int load_own(void) {
  static const char name[] = "swiftlet-llvm";
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof name);
  if (length <= 0) return -1;
  while (length > 0 && path[length - 1] != '/') length--;
  memcpy(path + length, name, sizeof name);
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return -1;
  const struct {
    const char *name;
    void *address;
  } *table = dlsym(library, "swiftlet_llvm_functions");
  if (!table) return -1;
  size_t count = sizeof functions / sizeof functions[0];
  for (size_t i = 0; i < count; i++)
    if (!table[i].name || strcmp(table[i].name, functions[i].name)) return -1;
  if (table[count].name) return -1;
  for (size_t i = 0; i < count; i++) *functions[i].slot = table[i].address;
  return 0;
}

int cllvm_load(char *error, size_t size) {
  if (load_own() == 0) return 0;
  static const char *const names[] = {
      "libLLVM.so.19.1",
      "libLLVM-19.so.1",
      "libLLVM-19.so",
      "/usr/lib/llvm-19/lib/libLLVM.so.19.1",
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    void *library = dlopen(names[i], RTLD_NOW | RTLD_GLOBAL);
    if (library) return fill(library, error, size);
  }
  snprintf(error, size, "libLLVM 19 was not found (tried libLLVM.so.19.1, libLLVM-19.so.1, libLLVM-19.so)");
  return -1;
}

// Beside the point of this file, but Glibc's Swift module does not show it.
int cllvm_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

void cllvm_clear_instruction_cache(void *start, size_t size) {
  __builtin___clear_cache((char *)start, (char *)start + size);
}
