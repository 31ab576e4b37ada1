"""The world that stands in for a hall: simulated devices on real ports, and the hands that use them.

world     the devices of one terminal, started and stopped as one, and their bindings
hands     what a citizen or a technician does: lay a card, look at the camera, empty the paper, pull a plug
phone     the citizen's phone: a fresh identity code from the synthetic hall
"""
