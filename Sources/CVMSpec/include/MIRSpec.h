// The method compiler's tables, expanded for C and Swift: instructions, alias classes, conditions.

#ifndef MIRSPEC_H
#define MIRSPEC_H

#include <stdint.h>

#define MIR_CLOSED __attribute__((enum_extensibility(closed)))

/// The operations of MIRInstructions.def.
typedef enum MIR_CLOSED MIROperation : uint8_t {
#define MIR_INSTRUCTION(name, result, effects, operands, immediate) MIROperation_##name __attribute__((swift_name(#name))),
#include "MIRInstructions.def"
#undef MIR_INSTRUCTION
} MIROperation;

/// What an operation's row says about its result.
typedef enum MIR_CLOSED MIRResult : uint8_t {
  MIRResult_none __attribute__((swift_name("none"))),
  MIRResult_tagged __attribute__((swift_name("tagged"))),
  MIRResult_int64 __attribute__((swift_name("int64"))),
  MIRResult_float64 __attribute__((swift_name("float64"))),
  MIRResult_bool __attribute__((swift_name("bool"))),
  MIRResult_object __attribute__((swift_name("object"))),
  MIRResult_any __attribute__((swift_name("any"))),
} MIRResult;

/// What an operation may do.
typedef enum MIR_CLOSED MIREffects : uint8_t {
  MIREffects_pure __attribute__((swift_name("pure"))),
  MIREffects_read __attribute__((swift_name("read"))),
  MIREffects_write __attribute__((swift_name("write"))),
  MIREffects_guard __attribute__((swift_name("guard"))),
  MIREffects_overflow __attribute__((swift_name("overflow"))),
  MIREffects_allocate __attribute__((swift_name("allocate"))),
  MIREffects_helper __attribute__((swift_name("helper"))),
  MIREffects_python __attribute__((swift_name("python"))),
  MIREffects_poll __attribute__((swift_name("poll"))),
  MIREffects_terminator __attribute__((swift_name("terminator"))),
} MIREffects;

/// What an operation's immediate means.
typedef enum MIR_CLOSED MIRImmediate : uint8_t {
  MIRImmediate_none __attribute__((swift_name("none"))),
  MIRImmediate_int __attribute__((swift_name("int"))),
  MIRImmediate_float __attribute__((swift_name("float"))),
  MIRImmediate_bool __attribute__((swift_name("bool"))),
  MIRImmediate_condition __attribute__((swift_name("condition"))),
  MIRImmediate_field __attribute__((swift_name("field"))),
  MIRImmediate_register __attribute__((swift_name("register"))),
  MIRImmediate_constant __attribute__((swift_name("constant"))),
  MIRImmediate_shape __attribute__((swift_name("shape"))),
  MIRImmediate_symbol __attribute__((swift_name("symbol"))),
} MIRImmediate;

/// Conditions of comparisons; signed for integers, as in Python for floats.
typedef enum MIR_CLOSED MIRCondition : uint8_t {
  MIRCondition_equal __attribute__((swift_name("equal"))),
  MIRCondition_notEqual __attribute__((swift_name("notEqual"))),
  MIRCondition_less __attribute__((swift_name("less"))),
  MIRCondition_lessOrEqual __attribute__((swift_name("lessOrEqual"))),
  MIRCondition_greater __attribute__((swift_name("greater"))),
  MIRCondition_greaterOrEqual __attribute__((swift_name("greaterOrEqual"))),
} MIRCondition;

/// The classes of MIRAliasClasses.def.
typedef enum MIR_CLOSED MIRAliasClass : uint8_t {
#define MIR_ALIAS(name) MIRAliasClass_##name __attribute__((swift_name(#name))),
#include "MIRAliasClasses.def"
#undef MIR_ALIAS
} MIRAliasClass;

/// One row of MIRInstructions.def.
typedef struct MIRRow {
  const char *_Nonnull name;
  const char *_Nonnull operands;
  MIRResult result;
  MIREffects effects;
  MIRImmediate immediate;
} MIRRow;

enum {
  MIR_OPERATION_COUNT = 0
#define MIR_INSTRUCTION(name, result, effects, operands, immediate) +1
#include "MIRInstructions.def"
#undef MIR_INSTRUCTION
};

enum {
  MIR_ALIAS_COUNT = 0
#define MIR_ALIAS(name) +1
#include "MIRAliasClasses.def"
#undef MIR_ALIAS
};

/// An operation's row.
const MIRRow *_Nonnull mir_row(MIROperation operation);
/// An alias class's name.
const char *_Nonnull mir_alias_name(MIRAliasClass alias);

#endif
