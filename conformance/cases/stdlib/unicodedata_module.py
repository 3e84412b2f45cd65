import unicodedata as u
print(u.name("é"), u.lookup("GREEK SMALL LETTER ALPHA"), u.category("A"), u.normalize("NFD", "é").encode(), u.numeric("½"), u.decimal("٣"), u.bidirectional("א"), u.combining("\u0301"), u.east_asian_width("あ"), u.unidata_version)
