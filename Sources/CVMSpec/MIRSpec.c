// The method compiler's tables as constant data.

#include "MIRSpec.h"

static const MIRRow rows[MIR_OPERATION_COUNT] = {
#define MIR_INSTRUCTION(name, result, effects, operands, immediate) \
  {#name, operands, MIRResult_##result, MIREffects_##effects, MIRImmediate_##immediate},
#include "MIRInstructions.def"
#undef MIR_INSTRUCTION
};

static const char *const aliasNames[MIR_ALIAS_COUNT] = {
#define MIR_ALIAS(name) #name,
#include "MIRAliasClasses.def"
#undef MIR_ALIAS
};

const MIRRow *mir_row(MIROperation operation) { return &rows[operation]; }
const char *mir_alias_name(MIRAliasClass alias) { return aliasNames[alias]; }
