"""Running the hall: prepare the state, answer on a socket, tell whoever started it, stop without dropping a call."""
