print("skipped" 1)
print("second")
