import html, urllib.parse as u, textwrap, shlex, string
print(html.escape('<a href="x">&\'</a>'), html.unescape('&lt;&amp;&#39;&eacute;&#x41;&nosuch;'), u.quote('a b/é?'), u.quote_plus('a b&c'), u.unquote('%C3%A9+x'), u.unquote_plus('a+b%20c'), u.urlencode({'a': 1, 'b': 'x y', 'l': [1, 2]}, doseq=True))
p = u.urlparse('https://user:pw@host.org:8080/p/a;x?q=1&q=2#frag'); print(p, p.hostname, p.port, p.username, p.geturl(), u.parse_qs(p.query), u.parse_qsl('a=1&b=&c'), u.urljoin('http://h/a/b', '../c?d'), u.urlsplit('//h/p').netloc, u.urlunsplit(('s', 'n', 'p', 'q', 'f')), p._replace(scheme='ftp').geturl())
print(shlex.split('a "b c" d\\ e \'f\''), shlex.quote("it's"), shlex.join(['a b', 'c']), list(shlex.shlex('x=1;y', punctuation_chars=True)))
try: shlex.split('"open')
except ValueError as e: print(e)
try: u.urlparse('http://h:99999/').port
except ValueError as e: print(e)
from html.parser import HTMLParser
class P(HTMLParser):
    def handle_starttag(self, t, a): log.append(('start', t, a))
    def handle_endtag(self, t): log.append(('end', t))
    def handle_data(self, d): log.append(('data', d)) if d.strip() else None
log = []; P().feed('<p class="x">Hi <b>there</b><br/>&amp;</p><!-- c -->'); print(log)
