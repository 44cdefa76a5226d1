"""Static bounds beside what guests take in the zkVM."""
