names = []
for c in 'abc' * 30:
    if c not in names: names.append(c)
    globals()[f'var_{c}'] = len(names)
print(names, var_a, var_b, var_c)
