// Tests of the MIR module.
