import types
class S: __slots__ = 'x'
print(types.MemberDescriptorType, isinstance(S.x, types.MemberDescriptorType))
print(type(object.__init__), type(int.__add__), type((1).__add__), type(str.join), type(dict.__dict__['fromkeys']))
print(types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType, types.ClassMethodDescriptorType, types.BuiltinFunctionType)
print(isinstance(len, types.BuiltinFunctionType), isinstance(str.join, types.MethodDescriptorType))
