"""Engines behind `kiosk.identity.engine.FaceEngine`, and how the settings choose one.

choosing     the settings' choice, made once at start; nothing ever stands in for it
blazeface    the default: BlazeFace, face mesh and an embedding, pinned by the manifest
own_models   the operator's ONNX files for OpenCV's FaceDetectorYN and FaceRecognizerSF
vendor       a vendor's SDK, by entry point
authority    a remote authority that has the last word, beside a local engine
networks     model bytes, checked by hash, into OpenCV
"""
