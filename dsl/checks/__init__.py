"""Which checks a program makes at run time, and which the compiler has proved away."""
