import locale

print(locale.setlocale(locale.LC_NUMERIC), locale.localeconv()["decimal_point"], locale.getpreferredencoding(), locale.nl_langinfo(locale.MON_1))
print(locale.setlocale(locale.LC_ALL, "C"), locale.strcoll("a", "b"), locale.strxfrm("ab"), locale.format_string("%d", 1234567, grouping=True))
for action in (lambda: locale.setlocale(locale.LC_ALL, "none"), lambda: locale.setlocale(99)):
    try:
        action()
    except locale.Error as e:
        print(e)
