words = ['éa', 'Zeta', 'alpha', 'Älg', 'zeta', 'ß', 'ss', 'Ω', '10', '9', '', ' ', '日本', '😀', 'a\u0301', 'á']
print(sorted(words), sorted(words, key=str.casefold), sorted(words, key=len), sorted(words, reverse=True)[:3], max(words), min(words))
print('ß' == 'ss', 'ß'.casefold() == 'ss', 'a\u0301' == 'á', 'ǅ'.lower(), 'ǅ'.title(), 'İ'.lower() == 'i̇', 'ﬃ'.upper(), 'Σ'.lower(), 'ΑΣ'.lower(), 'ŉ'.upper(), 'µ'.upper(), 'ÿ'.upper(), 'x'.upper() < 'x', 'straße'.upper(), 'STRASSE'.lower(), 'Ǆ'.swapcase(), 'éÉ'.swapcase(), "it's o'clock".title(), 'ok 2nd'.title(), 'ΩΜΕΓΑ'.capitalize())
import unicodedata as u
print(u.normalize('NFC', 'a\u0301') == 'á', u.normalize('NFD', 'á') == 'a\u0301', u.normalize('NFKC', 'ﬁ²'), u.name('☃'), u.lookup('SNOWMAN'), u.category('A'), u.category(' '), u.bidirectional('א'), u.combining('\u0301'), u.decimal('٣'), u.numeric('½'), u.digit('²'), u.east_asian_width('日'), u.is_normalized('NFC', 'a'), u.unidata_version)
for c in 'aA1 ²½Ⅷ_é\n\u00a0\u200b٣日': print(repr(c), c.isalpha(), c.isdigit(), c.isdecimal(), c.isnumeric(), c.isalnum(), c.isspace(), c.isupper(), c.isprintable(), c.isidentifier(), ascii(c), c.encode('utf-8'))
