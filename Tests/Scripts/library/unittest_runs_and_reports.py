import unittest, io
from unittest import mock
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): log.append('class')
    def setUp(self): log.append('setup'); self.addCleanup(log.append, 'cleanup')
    def tearDown(self): log.append('teardown')
    def test_ok(self): self.assertEqual(1 + 1, 2); self.assertIn(1, [1]); self.assertTrue(True); self.assertIsNone(None); self.assertAlmostEqual(0.1 + 0.2, 0.3)
    def test_fail(self): self.assertEqual([1, 2], [1, 3], 'lists')
    def test_error(self): 1 / 0
    @unittest.skip('why')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_xfail(self): self.fail('expected')
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int('x')
        self.assertRegex(str(c.exception), 'invalid literal')
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
log = []; out = io.StringIO()
r = unittest.TextTestRunner(out, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), log.count('setup'), log[:4], r.wasSuccessful())
print(r.failures[0][1].splitlines()[-4:], r.errors[0][1].splitlines()[-1], [str(f[0]).split()[0] for f in r.failures])
m = mock.Mock(return_value=5); print(m(1, k=2), m.called, m.call_args, m.call_count, m.assert_called_once_with(1, k=2)); m.side_effect = [1, ValueError('x')]; print(m())
try: m()
except ValueError as e: print(e)
try: m.assert_called_once()
except AssertionError as e: print(str(e).splitlines()[0])
with mock.patch('os.getcwd', return_value='/patched'):
    import os; print(os.getcwd())
mm = mock.MagicMock(); mm.__len__.return_value = 3; print(len(mm), mm.a.b(1) is mm.a.b(2), mm.mock_calls[-1])
