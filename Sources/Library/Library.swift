// The native modules of the standard library, registered by name; nothing is made before a module is imported.

import VM

/// Registers every native module.
public func registerLibrary() {
    registerIO()
    registerErrno()
    registerRegex()
    registerPosix()
    registerTime()
    registerMath()
    registerCmath()
    registerRandom()
    registerHashes()
    registerAST()
    registerSmallModules()
    registerThread()
    registerABC()
    registerWarnings()
    registerImp()
    registerSignal()
    registerContextVariables()
    registerMarshal()
    registerItertools()
    registerCollections()
    registerFunctools()
    registerOperator()
    registerHeapq()
    registerBisect()
    registerQueue()
    registerStruct()
    registerBinascii()
    registerArray()
    registerUnicodeData()
    registerAst()
}
