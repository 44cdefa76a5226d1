"""The typed, verified program: what every analysis and every back end reads."""
