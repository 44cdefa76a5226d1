"""Every role that matters has a root of trust."""
