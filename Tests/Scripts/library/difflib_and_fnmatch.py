import difflib, fnmatch, filecmp
a, b = 'one\ntwo\nthree\n'.splitlines(True), 'one\n2\nthree\nfour\n'.splitlines(True)
print(''.join(difflib.unified_diff(a, b, 'a', 'b')), ''.join(difflib.ndiff(a, b)), difflib.get_close_matches('appel', ['ape', 'apple', 'peach']), round(difflib.SequenceMatcher(None, 'abcd', 'bcde').ratio(), 3), difflib.SequenceMatcher(None, 'qabxcd', 'abycdf').get_opcodes(), list(difflib.context_diff(a, b, n=0))[-3:])
print(fnmatch.fnmatch('a.py', '*.PY'), fnmatch.fnmatchcase('a.py', '*.PY'), fnmatch.filter(['x1', 'y2', 'x3'], 'x?'), fnmatch.translate('[!a]*.t'), fnmatch.fnmatch('b', '[a-c]'))
