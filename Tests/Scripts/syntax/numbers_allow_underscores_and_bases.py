print(1_000_000, 0b1010_1010, 0o17_17, 0xdead_beef, 0XFF, 0B11, 0O7)
print(1_0.5_0, 1e1_0, .5, 5., 1.e3, 0.0e0, 1E-2)
print(3j, 1.5J, 0j, 1_0e2j, .5j)
print(00, 0_0, 0x0, -0, -0.0)
print(1 if 1else 2)
print(0xfor 1) if False else print('ok')
for text in ['1__0', '_1', '1_', '0x_', '01', '0b12', '0o8', '1e', '0_1', '1.e', '1_.5']:
    try:
        print(text, eval(text))
    except (SyntaxError, NameError) as e:
        print(text, type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
print(1..real, 1 .real, 1.0.imag, (1).bit_length())
