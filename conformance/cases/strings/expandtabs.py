print(repr("a\tbc\td".expandtabs()), repr("a\tb\n\tc".expandtabs(4)), repr("\t".expandtabs(0)))
