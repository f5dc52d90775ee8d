import string
class F(string.Formatter):
    def get_value(self, key, args, kwargs):
        return "<%s>" % key if isinstance(key, str) else args[key]
print(F().format("{a} {0!r:>5} {b.x}" if False else "{a} {0!r:>5}", "q"), string.Template("$a ${b} $$").substitute(a=1, b=2), string.capwords("the quick fox"))
import _string
print(list(_string.formatter_parser("a{b!r:c}d{{e}}{}")), _string.formatter_field_name_split("a.b[3]")[0], list(_string.formatter_field_name_split("a.b[3]")[1]))
