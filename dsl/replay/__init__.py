"""Authority that could be used a second time, or by someone else: what programs elsewhere ask for, and here cannot."""
