// The tables' constant data.

#include "CVMSpec.h"

const OpcodeInfo opcodeInfos[OPCODE_COUNT] = {
#define OPCODE(name, a, b, c, words) { #name, OperandKind_##a, OperandKind_##b, OperandKind_##c, words },
#include "Opcodes.def"
#undef OPCODE
};
