print(not 0, not [], not [0], not "", not None, not (), not 0.0, not 0j)
