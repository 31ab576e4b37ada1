"""Two bound cameras, colour and infrared, as one."""
