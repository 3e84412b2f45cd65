print((255).bit_length(), (-256).bit_length(), (0).bit_length(), (255).bit_count(), (7).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
