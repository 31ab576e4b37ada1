"""What went over a wire, kept and played again.

trace        the file: one JSON document a line, timed, without anybody's data
recorder     splits what passes into messages, redacts them, writes them
serial_tap   between a driver and a serial port
tcp_tap      between a driver and a network port
acts         a trace as what is asked and answered, between one deed of hands and the next
replay       a port that answers as a trace says
"""
