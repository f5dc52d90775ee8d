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

#endif
