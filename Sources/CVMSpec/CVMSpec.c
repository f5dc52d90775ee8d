// The tables' constant data.

#include "CVMSpec.h"

const OpcodeInfo opcodeInfos[OPCODE_COUNT] = {
#define OPCODE(name, a, b, c, words) { #name, OperandKind_##a, OperandKind_##b, OperandKind_##c, words },
#include "Opcodes.def"
#undef OPCODE
};

KindInfo kindInfos[KIND_COUNT] = { { "free" } };

void kind_infos_prepare(void) {
#define LAYOUT(kind, tailKind) { typedef Py##kind##Layout L; KindInfo *k = &kindInfos[Kind_##kind]; \
    k->name = #kind; k->size = sizeof(L); k->tail = TailKind_##tailKind;
#define REF(field) k->refMask |= 1u << (offsetof(L, field) / 8);
#define CELL(type, field) k->cellMask |= 1u << (offsetof(L, field) / 8);
#define ITEMS(type, field) k->itemsMask |= 1u << (offsetof(L, field) / 8);
#define RAW(type, field)
#define END(kind) }
#include "Layouts.def"
#undef LAYOUT
#undef REF
#undef CELL
#undef ITEMS
#undef RAW
#undef END
}
