match 5:
    case 6: print("no")
print("fallen through")
