import unittest, sys, io, re
class T(unittest.TestCase):
    def test_ok(self): self.assertEqual(1, 1)
    def test_fail(self): self.assertEqual([1, 2], [1, 3])
    def test_raises(self):
        with self.assertRaises(ValueError): int("x")
    @unittest.skip("later")
    def test_skip(self): pass
out = io.StringIO()
r = unittest.TextTestRunner(stream=out, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(r.testsRun, len(r.failures), len(r.skipped), r.wasSuccessful(), r.failures[0][1].splitlines()[-1])
