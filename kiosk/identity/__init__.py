"""Who is at the terminal: the live face against the card's photo, in memory only.

errors      what can be wrong with the engine itself
models      the model files, checked by hash when loaded
engine      `FaceEngine`, the small protocol that a vendor's SDK can meet too
opencv      the default engine: BlazeFace, face mesh and an embedding by cv2.dnn
geometry    detection anchors, alignment, head pose: pure
quality     whether a frame is good enough, and plain advice where it is not
liveness    the head turn that a flat picture cannot follow
verifying   `Verifier`: frames in, one verdict out, nothing kept

The embedding's training data is unknown: its results are assistive, not certified, and the model is replaceable.
"""
