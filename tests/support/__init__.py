"""What tests share: worlds of small values, clocks, doubles, simulators on a bench."""
