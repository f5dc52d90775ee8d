v = __import__('__main__').R()
