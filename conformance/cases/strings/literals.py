print('a\tb\\n', r'a\tb', "\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101", 'it''s', """multi
line""", "a" 'b' "c", '\
joined')
