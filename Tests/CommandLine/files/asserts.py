assert False, "asserted"
"doc"
print(__debug__)
