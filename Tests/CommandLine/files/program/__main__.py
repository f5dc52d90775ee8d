import sys; print('program', sys.argv, __name__, sys.path[0].endswith('program'))
