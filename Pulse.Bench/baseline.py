"""The same analysis as anyone would write it first, with pandas and scikit-learn: a dense matrix, every missing vote
filled with its statement's mean, two principal components, k-means for k = 2 ... 5 with a sampled silhouette, and the
counts per group and statement. One CSV file in, one line of JSON out. To compare times with, not results."""
import json
import sys
import time

began = time.perf_counter()

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score

imported = time.perf_counter()
votes = pd.read_csv(sys.argv[1], dtype={"vote": np.int8})
people, person = np.unique(votes["participant"], return_inverse=True)
statements, statement = np.unique(votes["statement"], return_inverse=True)
matrix = np.full((len(people), len(statements)), np.nan)
matrix[person, statement] = votes["vote"]

filled = np.where(np.isnan(matrix), np.nanmean(matrix, axis=0), matrix)
places = PCA(n_components=2, random_state=1).fit_transform(filled)
places *= np.sqrt(len(statements) / np.maximum(1, (~np.isnan(matrix)).sum(axis=1)))[:, None]

best = None
for k in range(2, 6):
    labels = KMeans(n_clusters=k, n_init=10, random_state=1).fit_predict(places)
    score = silhouette_score(places, labels, sample_size=min(5000, len(people)), random_state=1)
    if best is None or score > best[0]:
        best = (score, k, labels)
labels = best[2]
counts = {vote: np.stack([(matrix[labels == group] == vote).sum(axis=0) for group in range(best[1])]) for vote in (1, 0, -1)}
seen = sum(counts.values())
consensus = np.prod((counts[1] + 1) / (seen + 2), axis=0)
ended = time.perf_counter()

with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({
    "votes": int(seen.sum()), "groups": best[1], "import_seconds": imported - began, "seconds": ended - imported,
    "processor_seconds": time.process_time(), "peak_bytes": peak, "highest_consensus": float(consensus.max()),
}))
