import errno
for n in (errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EPIPE, errno.EINTR, errno.ENOTDIR, errno.EISDIR, errno.ETIMEDOUT, errno.ECONNREFUSED, 9999):
    e = OSError(n, "m")
    print(type(e).__name__, e, e.errno, e.strerror, e.filename)
