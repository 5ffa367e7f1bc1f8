"""What OpenCV's Haar cascades and MediaPipe find in the pictures of `photo_eval --pictures DIR`, beside what our engine found."""
import csv
import statistics
import sys
import time
from pathlib import Path

import cv2
import mediapipe

folder = Path(sys.argv[1])
pictures = list(csv.DictReader(open(folder / "index.csv")))


def haar(name):
    cascade = cv2.CascadeClassifier(cv2.data.haarcascades + f"haarcascade_frontalface_{name}.xml")
    return lambda bgr: len(cascade.detectMultiScale(cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)))


def blaze(model):
    detector = mediapipe.solutions.face_detection.FaceDetection(model_selection=model, min_detection_confidence=0.5)
    return lambda bgr: len(detector.process(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)).detections or [])


cv2.setNumThreads(1)
peers = {
    "Haar default": haar("default"),
    "Haar alt2": haar("alt2"),
    "MediaPipe short range": blaze(0),
    "MediaPipe full range": blaze(1),
}
# (name, group) → whether each picture's count is right; name → milliseconds
right, took = {}, {}


def note(name, picture, found, milliseconds):
    right.setdefault((name, picture["group"]), []).append(found == int(picture["faces"]))
    took.setdefault(name, []).append(milliseconds)


for picture in pictures:
    bgr = cv2.imread(str(folder / picture["file"]))
    note("this engine", picture, int(picture["found"]), int(picture["micros"]) / 1000)
    for name, find in peers.items():
        begun = time.perf_counter()
        found = find(bgr)
        note(name, picture, found, (time.perf_counter() - begun) * 1000)

faces = {picture["group"]: picture["faces"] for picture in pictures}
names = ["this engine", *peers]
print(f"OpenCV {cv2.__version__}, MediaPipe {mediapipe.__version__}.\n")
print("| pictures | faces | " + " | ".join(names) + " |\n" + "|---" * (len(names) + 2) + "|")
for group, count in faces.items():
    of = [picture for picture in pictures if picture["group"] == group]
    cells = [str(sum(right[name, group])) for name in names]
    if count != "1":
        # None of these may be handed in, whatever was found in it.
        cells[0] += f" (refused: {sum(picture['refused'] == '1' for picture in of)})"
    print(f"| {group} ({len(of)}) | {count} | " + " | ".join(cells) + " |")
print("| milliseconds, median | | " + " | ".join(f"{statistics.median(took[name]):.1f}" for name in names) + " |")
