import unittest, io, logging, re, sys, warnings
from unittest import mock
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("class up")
    def setUp(self): self.addCleanup(print, "cleanup")
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int("x")
        self.assertIn("invalid literal", str(c.exception))
        with self.assertRaisesRegex(KeyError, "a"): {}["a"]
    def test_sub(self):
        for i in range(4):
            with self.subTest(i=i): self.assertEqual(i % 2, 0)
    def test_logs(self):
        with self.assertLogs("x", "INFO") as c: logging.getLogger("x").info("hi %s", 1)
        self.assertEqual(c.output, ["INFO:x:hi 1"])
        with self.assertNoLogs("x"): pass
    def test_fails(self): self.assertEqual([1, 2, {"a": 3}], [1, 2, {"a": 4}])
    def test_text(self): self.assertMultiLineEqual("a\nb\nc\n", "a\nx\nc\n")
    def test_error(self): {}["missing"]
    @unittest.skip("why not")
    def test_skipped(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_warns(self):
        with self.assertWarns(DeprecationWarning): warnings.warn("old", DeprecationWarning)
    def test_almost(self):
        self.assertAlmostEqual(1.0, 1.00000001)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertDictEqual({1: 2}, {1: 2})
    def test_mock(self):
        m = mock.Mock(return_value=3)
        self.assertEqual(m(1, k=2), 3)
        m.assert_called_once_with(1, k=2)
        m.a.b.c.side_effect = ValueError("bad")
        with self.assertRaises(ValueError): m.a.b.c()
        print(m.mock_calls)
        with mock.patch("os.getcwd", return_value="/x") as p, mock.patch.dict("os.environ", {"Q": "1"}), mock.patch.object(T, "helper", autospec=True) as h:
            import os
            print(os.getcwd(), os.environ["Q"], p.call_count)
            self.helper(5)
            h.assert_called_with(self, 5)
            with self.assertRaises(TypeError): self.helper()
        mm = mock.MagicMock()
        mm.__len__.return_value = 7
        print(len(mm), mm[3] is mm[4], int(mm), bool(mm), list(mm))
        with self.assertRaises(AssertionError) as c: m.assert_called_with(2)
        print(str(c.exception).split("\n")[0])
        o = mock.mock_open(read_data="data")
        with mock.patch("builtins.open", o), open("f") as f: print(f.read())
    def helper(self, x): pass
class Async(unittest.TestCase):
    def runTest(self): self.assertTrue(True)
out = io.StringIO()
suite = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(T), Async()])
result = unittest.TextTestRunner(out, verbosity=2).run(suite)
print(re.sub(r'in [\d.]+s|File ".*/', "", out.getvalue()))
print(result, len(result.failures), len(result.errors), result.wasSuccessful())
